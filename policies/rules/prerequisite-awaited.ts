import { leaves, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { definersOf } from "../views/definitions";
import { type KubeObject, namespaced, objectsOf } from "../views/kube-object";
import { groupedBy, once } from "../views/once";
import { madeAfter } from "../views/order";
import { releaseOf } from "../views/releases";
import { secretsIn } from "../views/secret-keys";
import { secretParameters, storageClasses } from "../views/storage-class";
import { volumeHolders } from "../views/volumes";

/** Nothing is made before what it cannot do without, however the engine orders the rest. */
export const prerequisiteAwaited: StackRule = {
    id: "ENG-04",
    name: "prerequisite-awaited",
    description:
        "Objects must be made after what defines their kind, after the secrets that they name, and volumes after their passphrase.",
    clause: { section: "Persistent Volume Provisioning", line: 121 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Add what is missing to dependsOn, of the resource or of a component that it belongs to: a " +
        "volume that is mounted before its passphrase is there stays unencrypted.",
    scope: "stack",
    judge,
};

/** What something waits for: one of these resources. */
interface Prerequisite {
    /** The rest of the sentence "must be made after". */
    readonly what: string;
    readonly anyOf: readonly Resource[];
}

interface Subject {
    readonly resource: Resource;
    readonly title: string;
    readonly after: readonly Prerequisite[];
}

function judge(stack: Stack): Verdict {
    const subjects = stack.resources.flatMap(objectsOf).map((object) => subjectOf(object, stack));
    return judgeEach(
        subjects.filter(({ after }) => after.length > 0),
        ({ resource, title, after }) =>
            after
                .filter(
                    ({ anyOf }) =>
                        !anyOf.some(({ urn }) => madeAfter(urn, stack).has(resource.urn)),
                )
                .map(({ what }) => `The ${title} must be made after ${what}.`),
    );
}

function subjectOf(object: KubeObject, stack: Stack): Subject {
    const { resource } = object;
    const release = releaseOf(resource);
    const namespace = release?.namespace ?? object.namespace;
    const defining = definersOf(object, stack);
    return {
        resource,
        title: release?.title ?? `${object.kind} ${namespaced(object)}`,
        after: [
            ...(defining.length === 0 ? [] : [{ what: "what defines its kind", anyOf: defining }]),
            ...secretsNamedBy(object, namespace, stack),
            ...passphrasesOf(resource, stack),
        ],
    };
}

/** Fields that hold the names of Secrets, or of what has them inside. */
const naming = /secret|credential|^repository$/i;

const secretsByName = once((stack: Stack) => groupedBy(secretsIn(stack), namespaced));
const secretNames = once((stack: Stack) => new Set(secretsIn(stack).map(({ name }) => name)));

function secretsNamedBy(
    object: KubeObject,
    namespace: string,
    stack: Stack,
): readonly Prerequisite[] {
    if (["Secret", "SealedSecret"].includes(object.kind)) {
        return [];
    }
    const names = secretNames(stack);
    const named = new Set<string>();
    for (const [path, value] of leaves(object.body)) {
        if (
            typeof value === "string" &&
            names.has(value) &&
            path.some((key) => typeof key === "string" && naming.test(key))
        ) {
            named.add(namespaced({ namespace, name: value }));
        }
    }
    return [...named].flatMap((name) => prerequisite(name, stack));
}

function prerequisite(name: string, stack: Stack): readonly Prerequisite[] {
    const secrets = secretsByName(stack).get(name) ?? [];
    return secrets.length === 0
        ? []
        : [
              {
                  what: `the secret ${name}, which it needs`,
                  anyOf: secrets.map(({ resource }) => resource),
              },
          ];
}

/** Secrets that a class names for mounting, by the class's name. */
const passphrases = once(
    (stack: Stack) =>
        new Map(
            storageClasses(stack).map(({ name, body }) => [
                name,
                namespaced({
                    namespace: textAt(body, "parameters", secretParameters.stageNamespace) ?? "",
                    name: textAt(body, "parameters", secretParameters.stageName) ?? "",
                }),
            ]),
        ),
);

const holdersByUrn = once((stack: Stack) =>
    groupedBy(volumeHolders(stack), ({ resource }) => resource.urn),
);

function passphrasesOf(resource: Resource, stack: Stack): readonly Prerequisite[] {
    const classes = (holdersByUrn(stack).get(resource.urn) ?? [])
        .flatMap(({ requests }) => requests)
        .flatMap(({ storageClass }) => (typeof storageClass === "string" ? storageClass : []));
    return [...new Set(classes)]
        .flatMap((name) => passphrases(stack).get(name) ?? [])
        .flatMap((name) => prerequisite(name, stack));
}
