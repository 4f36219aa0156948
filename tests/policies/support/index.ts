import {
    unknownArrayValue,
    unknownCheckingProxy,
    unknownObjectValue,
    unknownStringValue,
} from "@pulumi/policy/proxy";
import { defineApp } from "../../../catalogue/app-spec";
import type { DataAsset } from "../../../catalogue/data-asset";
import type { KindRef, ObjectRule } from "../../../policies/conditions/object-rule";
import { type RuleContext, ruleContext } from "../../../policies/engine/context";
import { type Resource, stackOf } from "../../../policies/engine/resource";
import { at, leaves } from "../../../policies/engine/read";
import type { Rule, Verdict } from "../../../policies/engine/rule";
import { isSecretPath } from "../../../policies/engine/secret-paths";
import { plainValue, unknownValue } from "../../../policies/engine/value";
import { podsOf } from "../../../policies/views/pods";
import { asServed, isObjectRule, refuses } from "./admission";
import { asFlipped } from "./flipped";
import { asMutated } from "./mutant";

/** Values not known at preview, as the engine sends them. */
export const unknown = {
    text: unknownStringValue,
    list: unknownArrayValue,
    object: unknownObjectValue,
};

function asset(
    id: DataAsset["id"],
    kind: DataAsset["kind"],
    classification: DataAsset["classification"],
    backup: DataAsset["backup"],
    storedIn?: DataAsset["id"],
): DataAsset {
    const base = { id, title: id, kind, classification, backup, personal: false } as const;
    return { ...base, retention: "indefinite", ...(storedIn === undefined ? {} : { storedIn }) };
}

/** A catalogue small enough to keep in mind. */
export const assets: readonly DataAsset[] = [
    asset("platform.images", "images", "internal", "none"),
    asset("platform.archive", "volume", "internal", "low"),
    { ...asset("immich.photos", "volume", "sensitive", "critical"), size: "100Gi" },
    asset("immich.database", "postgres", "sensitive", "high"),
    asset("immich.models", "volume", "internal", "none"),
    asset("immich.login", "secret", "credentials", "high"),
    asset("notes.files", "volume", "internal", "medium"),
    asset("notes.index", "sqlite", "sensitive", "medium", "notes.files"),
    asset("notes.drafts", "volume", "internal", "low"),
    asset("notes.outline", "sqlite", "internal", "high", "notes.drafts"),
    asset("vault.keys", "volume", "credentials", "critical"),
];

const immich = defineApp({
    name: "immich",
    title: "Immich",
    purpose: "Photos",
    reach: { audience: "external", host: "photos", service: "immich-server", port: 2283 },
    podSecurity: "restricted",
    icon: "si:app",
    data: {},
    options: {},
    chart: { chart: "immich", version: "1.0.0" },
    values: () => ({}),
    workloads: {
        server: { podLabels: { app: "server" }, ports: [2283], mounts: ["photos"] },
        learning: { podLabels: { app: "learning" }, ports: [3003], mounts: ["models"] },
    },
    jobs: {
        export: {
            purpose: "Export",
            schedule: "0 1 * * *",
            user: 1000,
            mounts: ["photos"],
            steps: () => [],
        },
        count: { purpose: "Count", schedule: "0 1 * * *", user: 1000, steps: () => [] },
    },
    connections: [],
});

/** An app that may do more with a device than without. */
const home = defineApp({
    name: "home",
    title: "Home",
    purpose: "Lights",
    podSecurity: "restricted",
    podSecurityExemptions: [
        { when: { option: "device", is: true }, level: "privileged", reason: "It is the node's." },
    ],
    icon: "si:app",
    data: {},
    options: {},
    chart: { chart: "home", version: "1.0.0" },
    values: () => ({}),
    workloads: {},
    connections: [],
});

export const context: RuleContext = ruleContext(
    { assets, find: (id) => assets.find((each) => each.id === id) },
    [immich, home],
);

interface Options {
    readonly protect?: boolean;
    readonly secretPaths?: readonly string[];
    readonly dependsOn?: readonly string[];
    /** Name of the component that it belongs to. */
    readonly parent?: string;
    readonly ignoreChanges?: readonly string[];
    readonly provider?: string;
}

/** A resource whose properties went through the SDK's own proxy, as in a real preview. */
export function resource(
    type: string,
    name: string,
    props: unknown,
    options: Options = {},
): Resource {
    const secretPaths = new Set(options.secretPaths);
    return {
        urn: `urn:${name}`,
        type,
        name,
        props: plainValue(unknownCheckingProxy(props)),
        protect: options.protect ?? false,
        ignoreChanges: options.ignoreChanges ?? [],
        ...(options.provider !== undefined && { provider: options.provider }),
        dependencies: (options.dependsOn ?? []).map((each) => `urn:${each}`),
        ...(options.parent !== undefined && { parent: `urn:${options.parent}` }),
        isSecret: (path) => isSecretPath(secretPaths, path),
    };
}

/** A Kubernetes object in the namespace `immich`, or the one of `metadata`. */
export function kube(
    token: string,
    name: string,
    body: object = {},
    metadata: object = {},
    options: Options = {},
): Resource {
    const props = { metadata: { name, namespace: "immich", ...metadata }, ...body };
    return resource(`kubernetes:${token}`, name, props, options);
}

/** Labels of an object that holds an asset of the catalogue. */
export function dataLabels(
    id: string,
    classification: string,
    backup: string,
): { readonly labels: Readonly<Record<string, string>> } {
    return {
        labels: {
            "data.homelab/asset": id,
            "data.homelab/classification": classification,
            "data.homelab/backup-priority": backup,
        },
    };
}

/** The labels of the photos claim. */
export const photos = dataLabels("immich.photos", "sensitive", "critical");

/** Judges resources by a rule, each alone or as one stack. */
export function verdictOf(asked: Rule, resources: readonly Resource[], known = context): Verdict {
    const rule = asFlipped(asked);
    if (rule.scope === "stack") {
        return asMutated(rule.judge(stackOf(resources), known));
    }
    const verdicts = resources.map((each) => asMutated(rule.judge(each, known)));
    return {
        judged: verdicts.flatMap(({ judged }) => judged),
        findings: verdicts.flatMap(({ findings }) => findings),
    };
}

/** One situation: what is registered, which of it is judged, and what is said about which. */
export interface Case {
    readonly title: string;
    readonly stack: readonly Resource[];
    /** Names of the resources judged. */
    readonly judged: readonly string[];
    /** `[name, message]`. @default [] */
    readonly finds?: readonly (readonly [name: string, message: string])[];
}

/** Runs a rule's table of cases; the API server's verdict must agree, on whatever it could be shown. */
export function testRule(rule: Rule, cases: readonly Case[]): void {
    describe(rule.name, () => {
        test.each(cases)("$title", ({ stack, judged, finds = [] }) => {
            const verdict = verdictOf(rule, stack);
            expect({
                judged: [...verdict.judged].sort(),
                finds: verdict.findings.map(({ urn, message }) => [urn, message]),
            }).toEqual({
                judged: judged.map((name) => `urn:${name}`).sort(),
                finds: finds.map(([name, message]) => [`urn:${name}`, message]),
            });
            if (isObjectRule(rule)) {
                for (const each of stack.filter((one) => isSubjectOf(rule, one))) {
                    const { findings } = verdictOf(rule, [each]);
                    expect(refuses(rule, asServed(each.type, each.props), context)).toBe(
                        findings.length > 0,
                    );
                }
            }
        });
    });
}

/**
 * Titles of the cases in which the pack finds something that the API server does not. It may never be
 * the other way round. What is not known, or marked secret, is no matter of the API server's.
 *
 * @param asked the parts of the rule that the API server asks, by what they are about
 */
export function leftToPack(
    rule: Rule,
    asked: { readonly pods: ObjectRule; readonly objects: ObjectRule },
    cases: readonly Case[],
): readonly string[] {
    return cases.flatMap(({ title, stack }) =>
        stack.some((each) => {
            const kind = each.type.split(":").at(-1) ?? "";
            const isOfPods = podsOf(each).length > 0;
            const part = isOfPods ? asked.pods : asked.objects;
            const isAsked =
                isOfPods || (part.subjects as readonly KindRef[]).some((one) => one.kind === kind);
            const isKnown = ![...leaves(each.props)].some(
                ([path, value]) =>
                    value === unknownValue ||
                    each.isSecret(path) ||
                    // No config map of the API server's holds anything but texts.
                    (path[0] === "data" && typeof value !== "string"),
            );
            if (!isAsked || !isKnown) {
                return false;
            }
            const found = verdictOf(rule, [each]).findings.length > 0;
            const isRefused = refuses(part, asServed(each.type, each.props), context);
            expect({ title, isTooStrict: isRefused && !found }).toEqual({
                title,
                isTooStrict: false,
            });
            return found && !isRefused;
        })
            ? [title]
            : [],
    );
}

/** A readable object of a kind that the rule is about, without anything unknown. */
function isSubjectOf(rule: ObjectRule, { type, props }: Resource): boolean {
    const kind = type.split(":").at(-1);
    const isWhole =
        ![...leaves(props)].some(([, value]) => value === unknownValue) &&
        ["metadata", "spec"].every((key) => typeof (at(props, key) ?? {}) === "object");
    return (
        typeof rule.subjects !== "string" &&
        rule.subjects.some(
            (each) => each.kind === kind && type.startsWith(`kubernetes:${each.group}/`),
        ) &&
        isWhole
    );
}
