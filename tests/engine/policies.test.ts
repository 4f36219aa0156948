import type { ResourceTransformationArgs } from "@pulumi/pulumi";
import type { Outcome } from "../../rehearsal/engine/outcome";
import { parsePath, setAt } from "../../rehearsal/provider/path";
import type { Value } from "../../rehearsal/provider/value";
import { rules } from "../../policies/rules";
import { type Edit, describeEngine, engineTimeout, openShipped } from "./support";

const set =
    (path: string, value: Value | undefined): Edit =>
    ({ props }: ResourceTransformationArgs) => {
        setAt(props, parsePath(path), value);
    };

interface Slip {
    readonly rule: string;
    /** Name of the resource that is edited, with its type where that is not enough. */
    readonly on: string;
    /** Resource that the rule names, if it is another one. */
    readonly reportedOn?: string;
    /** Part of the message that says what to do. */
    readonly remedy: string;
    readonly edit: Edit;
}

/** One slip for each rule. */
const slips: readonly Slip[] = [
    {
        rule: "sensitive-volume-encrypted",
        on: "immich-photos",
        remedy: "Choose one of the encrypted classes",
        edit: set("spec.storageClassName", "proxmox-csi"),
    },
    {
        rule: "encrypted-class-names-secrets",
        on: "proxmox-csi-encrypted-g1",
        remedy: "must set the parameter csi.storage.k8s.io/node-expand-secret-name",
        edit: set('parameters["csi.storage.k8s.io/node-expand-secret-name"]', undefined),
    },
    {
        rule: "encryption-secret-has-passphrase",
        on: "SealedSecret::proxmox-csi-luks",
        reportedOn: "StorageClass::proxmox-csi-encrypted-g1",
        remedy: "Rename the key",
        edit: ({ props }) => {
            const data = props as { spec: { encryptedData: Record<string, unknown> } };
            const { "encryption-passphrase": sealed } = data.spec.encryptedData;
            data.spec.encryptedData = { passphrase: sealed };
        },
    },
    {
        rule: "data-classified",
        on: "immich-queue-data",
        remedy: "must carry the label data.homelab/classification=internal",
        edit: set('metadata.labels["data.homelab/classification"]', "public"),
    },
    {
        rule: "secret-sealed",
        on: "sealing-key-secret",
        remedy: "register it as a SealedSecret",
        edit: set("metadata.labels", {}),
    },
    {
        rule: "credential-by-reference",
        on: "Release::immich",
        remedy: "name an existing secret instead",
        edit: set("values.controllers.main.containers.main.env.DB_PASSWORD", "correct-horse"),
    },
    {
        rule: "default-tls-requires-1-3",
        on: "gateway-tls",
        remedy: "must set minVersion to VersionTLS13",
        edit: set("spec.minVersion", "VersionTLS12"),
    },
    {
        rule: "route-https-only",
        on: "HTTPRoute::immich-route",
        remedy: "must attach to a listener of this stack",
        edit: set("spec.parentRefs", [{ name: "house", namespace: "traefik", sectionName: "web" }]),
    },
    {
        rule: "service-not-exposed",
        on: "Release::sealed-secrets",
        remedy: "leave it ClusterIP and publish it by an HTTPRoute",
        edit: set("values.service", { type: "NodePort" }),
    },
    {
        rule: "namespace-denies-by-default",
        on: "traefik-default-deny",
        reportedOn: "Namespace::traefik",
        remedy: "add a NetworkPolicy with podSelector {}",
        edit: set("spec.policyTypes", ["Ingress"]),
    },
    {
        rule: "claim-mounted-by-owner",
        on: "immich-models",
        remedy: "must have no access mode but ReadWriteOnce",
        edit: set("spec.accessModes", ["ReadWriteMany"]),
    },
    {
        rule: "irreplaceable-protected",
        on: "VmLegacy::homelab-worker-02",
        remedy: "set protect in its resource options",
        edit: ({ opts }) => {
            opts.protect = false;
        },
    },
];

describeEngine("the shipped program", () => {
    test(
        "breaks no rule, and gives each one something to judge that is known",
        async () => {
            const rehearsal = await openShipped({ judged: true });
            const preview = await rehearsal.stack.preview();
            await rehearsal.close();
            expect(preview.violations).toEqual([]);
            expect(preview.diagnostics.filter((text) => /can't (run|be known)/.test(text))).toEqual(
                [],
            );
            // A rule that finds no subject says so to the engine, and is not counted as passed.
            const passed = preview.verdicts.filter((verdict) => verdict.passed > 0);
            expect(passed.map(({ rule }) => rule)).toEqual(
                expect.arrayContaining(rules.map(({ name }) => name)),
            );
        },
        engineTimeout,
    );
});

describeEngine("the policies on the real engine", () => {
    let outcome: Outcome;

    beforeAll(async () => {
        const rehearsal = await openShipped({
            judged: true,
            edits: Object.fromEntries(slips.map(({ on, edit }) => [on, edit])),
        });
        outcome = await rehearsal.stack.preview();
        await rehearsal.close();
    }, engineTimeout);

    test("refuse the preview", () => {
        expect(outcome.succeeded).toBe(false);
    });

    test("are all tried here", () => {
        expect(slips.map(({ rule }) => rule).sort()).toEqual(rules.map(({ name }) => name).sort());
    });

    test.each(slips)("$rule sees the slip on $on and says what to do", (slip) => {
        const found = outcome.violations.filter(({ rule }) => rule === slip.rule);
        expect(found).toEqual([
            {
                rule: slip.rule,
                urn: expect.stringMatching(new RegExp(`:${slip.reportedOn ?? slip.on}$`)) as string,
                level: "mandatory",
                message: expect.stringContaining(slip.remedy) as string,
            },
        ]);
    });

    test("no rule sees anything else", () => {
        expect(outcome.violations).toHaveLength(slips.length);
    });

    test("never print the credential they found", () => {
        expect(outcome.output).not.toContain("correct-horse");
    });
});
