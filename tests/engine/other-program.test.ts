import { join } from "node:path";
import * as k8s from "@pulumi/kubernetes";
import type { Outcome } from "../../rehearsal/engine/outcome";
import { Rehearsal } from "../../rehearsal/rehearsal";
import { repository } from "../support/shipped-program";
import { describeEngine } from "./support";

const keys = {
    asset: "example.org/data",
    classification: "example.org/class",
    backupPriority: "example.org/backup",
};

/** A program that knows nothing of this one: other data, other labels, another volume driver. */
function program() {
    const provider = new k8s.Provider("elsewhere", { clusterIdentifier: "elsewhere" });
    const opts = { provider, protect: true };
    const labels = (classification: string) => ({
        [keys.asset]: "wiki.pages",
        [keys.classification]: classification,
        [keys.backupPriority]: "high",
    });
    new k8s.storage.v1.StorageClass(
        "disks-g1",
        {
            metadata: { name: "disks-g1" },
            provisioner: "disks.example.org",
            reclaimPolicy: "Retain",
        },
        opts,
    );
    for (const [name, classification] of [
        ["pages", "internal"],
        ["drafts", "public"],
    ] as const) {
        new k8s.core.v1.PersistentVolumeClaim(
            name,
            {
                metadata: { name, namespace: "wiki", labels: labels(classification) },
                spec: {
                    accessModes: ["ReadWriteOnce"],
                    storageClassName: "disks-g1",
                    resources: { requests: { storage: "1Gi" } },
                },
            },
            opts,
        );
    }
    return Promise.resolve({});
}

const configuration = {
    assets: [
        {
            ...{ id: "wiki.pages", title: "Pages of the wiki", kind: "volume" },
            ...{ classification: "internal", backup: "high" },
        },
    ],
    labels: keys,
    provisioners: ["disks.example.org"],
    exemptions: [
        {
            ...{ rule: "volume-names-class", resource: "*::drafts" },
            ...{ reason: "Nothing is wrong with it.", until: "2999-12-31" },
        },
    ],
};

describeEngine("the pack beside another program", () => {
    async function preview(policyConfig?: Readonly<Record<string, object>>): Promise<Outcome> {
        const rehearsal = await Rehearsal.open({
            program,
            policyPack: join(repository, "policies"),
            ...(policyConfig && { policyConfig }),
        });
        try {
            return await rehearsal.stack.preview();
        } finally {
            await rehearsal.close();
        }
    }

    const told = ({ violations }: Outcome, rule: string) =>
        violations
            .filter((violation) => violation.rule === rule)
            .map(({ urn, message }) => [urn.split("::").at(-1), message.trim().split("\n").at(-1)])
            // Resources are judged in the order in which they arrive.
            .sort(([one], [other]) => String(one).localeCompare(String(other)));

    test("judges by the house's catalogue and labels, unless it is told others", async () => {
        const outcome = await preview();
        expect(told(outcome, "data-classified").map(([name]) => name)).toEqual([
            ...["drafts", "pages"],
        ]);
        expect(told(outcome, "storage-class-retains")).toEqual([
            [
                "disks-g1",
                "The StorageClass disks-g1 must use the provisioner csi.proxmox.sinextra.dev.",
            ],
        ]);
    });

    test("judges by what its configuration says, and tells it in the program's own words", async () => {
        const outcome = await preview({ "pack-configuration": configuration });
        expect(told(outcome, "storage-class-retains")).toEqual([]);
        const classified = told(outcome, "data-classified");
        expect(classified).toEqual([
            ["drafts", expect.stringContaining("example.org/class") as string],
        ]);
        expect(told(outcome, "exemption-holds")).toEqual([
            [
                "homelab-homelab",
                "The exemption of *::drafts from volume-names-class must be removed: the rule finds nothing there.",
            ],
        ]);
        expect(outcome.output).not.toContain("data.homelab/");
    });

    test("takes a configuration of the right shape only", async () => {
        const { error, output } = await preview({
            "pack-configuration": { assets: [{ id: "wiki.pages", title: "Pages" }] },
        });
        expect(`${error}${output}`).toMatch(/pack-configuration.*assets/s);
    });
});
