import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Recorded } from "./support/record";
import { seedDocument } from "./support/seed-document";
import { recordShipped, repository } from "./support/shipped-program";

let update: readonly Recorded[];
let preview: readonly Recorded[];

beforeAll(async () => {
    preview = await recordShipped({ preview: true });
    update = await recordShipped();
});

function only(type: string, name: string): Recorded["inputs"] {
    const found = update.filter((resource) => resource.type === type && resource.name === name);
    expect(found).toHaveLength(1);
    return found[0]?.inputs ?? {};
}

function ofType(type: string): readonly Recorded[] {
    return update.filter((resource) => resource.type === type);
}

const inventory = (all: readonly Recorded[]) =>
    all.map(({ type, name }) => `${type} ${name}`).sort();

describe("the shipped program", () => {
    it("registers the same resources in a preview as in an update", () => {
        expect(inventory(preview)).toEqual(inventory(update));
    });

    it("gives no two resources the same type and name", () => {
        const all = inventory(update);
        expect(all).toEqual([...new Set(all)]);
    });

    it("creates no resource under a default provider", () => {
        const providers = update.filter(({ type }) => type.startsWith("pulumi:providers:"));
        expect(providers.map(({ type }) => type).sort()).toEqual([
            "pulumi:providers:cloudflare",
            "pulumi:providers:grafana",
            "pulumi:providers:kubernetes",
            "pulumi:providers:proxmoxve",
            "pulumi:providers:random",
            "pulumi:providers:talos",
            "pulumi:providers:tls",
        ]);
    });
});

it("holds nothing up until pods are behind a service", () => {
    const services = ofType("kubernetes:core/v1:Service");
    expect(services.length).toBeGreaterThan(0);
    for (const { inputs } of services) {
        expect(inputs).toMatchObject({
            metadata: { annotations: { "pulumi.com/skipAwait": "true" } },
        });
    }
});

describe("the storage class proxmox-csi", () => {
    const asSeedWritesIt = {
        apiVersion: "storage.k8s.io/v1",
        kind: "StorageClass",
        metadata: {
            name: "proxmox-csi",
            annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
        },
        provisioner: "csi.proxmox.sinextra.dev",
        parameters: { storage: "local-lvm" },
        reclaimPolicy: "Delete",
        volumeBindingMode: "Immediate",
        allowVolumeExpansion: true,
    };

    it("is the seed's, with nothing but the label disposable beside it", () => {
        const { metadata, ...rest } = only(
            "kubernetes:storage.k8s.io/v1:StorageClass",
            "proxmox-csi",
        );
        const { labels, ...named } = metadata as Record<string, unknown>;
        expect(labels).toEqual({ "data.homelab/lifecycle": "disposable" });
        expect({ ...rest, metadata: named }).toEqual(asSeedWritesIt);
    });

    it("is written so in the seed itself", () => {
        const blocks = seedDocument().split("```yaml\n").slice(1);
        const written = blocks.map((block) => parse(block.split("```")[0] ?? "") as unknown);
        expect(written).toContainEqual(asSeedWritesIt);
    });
});

describe("claims", () => {
    it("all name their class, and the class follows from the data", () => {
        const claims = ofType("kubernetes:core/v1:PersistentVolumeClaim").map(
            ({ name, inputs }) => [
                name,
                (inputs["spec"] as { storageClassName: string }).storageClassName,
            ],
        );
        expect(Object.fromEntries(claims)).toEqual({
            "immich-photos": "proxmox-csi-encrypted-g1",
            "immich-models": "proxmox-csi",
            "immich-queue-data": "proxmox-csi",
            "paperless-documents": "proxmox-csi-encrypted-g1",
            "paperless-export": "proxmox-csi-encrypted-g1",
            "paperless-consume": "proxmox-csi-encrypted-g1",
            "paperless-data": "proxmox-csi-encrypted-g1",
            "paperless-queue-data": "proxmox-csi",
            "home-assistant-config": "proxmox-csi-encrypted-g1",
            "n8n-data": "proxmox-csi-encrypted-g1",
            "registry-cache-images": "proxmox-csi-images-g1",
            "inbox-zero-cache-data": "proxmox-csi-encrypted-g1",
        });
    });

    it("give the photo database encrypted storage of the seed's size", () => {
        const { spec } = only("kubernetes:postgresql.cnpg.io/v1:Cluster", "immich-database");
        expect((spec as { storage: unknown }).storage).toEqual({
            size: "10Gi",
            storageClass: "proxmox-csi-encrypted-g1",
        });
    });
});

describe("with a second host", () => {
    it("volumes of the seed's class are made where the pod runs", async () => {
        const config = JSON.parse(
            JSON.stringify(parse(readFileSync(join(repository, "Pulumi.homelab.yaml"), "utf8"))),
        ) as {
            config: {
                "homelab:proxmox": { hosts: object[] };
                "homelab:cluster": { nodes: { host: string }[] };
            };
        };
        const proxmox = config.config["homelab:proxmox"];
        const cluster = config.config["homelab:cluster"];
        proxmox.hosts.push({ ...proxmox.hosts[0], name: "pve2" });
        (cluster.nodes[2] ?? { host: "" }).host = "pve2";
        const all = await recordShipped({
            config: {
                "homelab:proxmox": JSON.stringify(proxmox),
                "homelab:cluster": JSON.stringify(cluster),
            },
        });
        const found = all.find(
            ({ type, name }) => type.endsWith(":StorageClass") && name === "proxmox-csi",
        );
        expect(found?.inputs["volumeBindingMode"]).toBe("WaitForFirstConsumer");
    });
});
