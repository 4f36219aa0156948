import { poolClassName } from "../../components/platform/storage/pool-classes";
import { type Recorded } from "../support/record";
import { recordShipped, shippedConfig } from "../support/shipped-program";
import { type ClusterObject, objectsOf } from "./recorded";

interface Host {
    name: string;
    bridge: string;
    storagePools: object[];
}

interface Sections {
    proxmox: { hosts: Host[] };
    cluster: { nodes: { name: string; host: string }[] };
    storage: { classes?: object[]; imageCache?: object };
    apps: Record<string, { enabled: boolean; pools?: Record<string, string> }>;
}

const tank = { id: "tank", kind: "zfspool", size: "2Ti" };

/** The shipped homelab with its second worker on a second host, and more pools. */
function record(change: (sections: Sections) => void): Promise<readonly Recorded[]> {
    const shipped = shippedConfig();
    const read = (key: string) => JSON.parse(shipped[`homelab:${key}`] ?? "") as unknown;
    const keys = ["proxmox", "cluster", "storage", "apps"] as const;
    const sections = Object.fromEntries(keys.map((key) => [key, read(key)])) as unknown as Sections;
    const [first] = sections.proxmox.hosts;
    const pools = first?.storagePools ?? [];
    const fast = { id: "fast_SSD", kind: "directory", size: "1Ti" };
    sections.proxmox.hosts = [
        { name: "pve1", bridge: "vmbr0", storagePools: [...pools, tank] },
        { name: "pve2", bridge: "vmbr0", storagePools: [...pools, tank, fast] },
        { name: "pve3", bridge: "vmbr0", storagePools: [tank, fast] },
    ];
    for (const node of sections.cluster.nodes.slice(2)) {
        node.host = "pve2";
    }
    change(sections);
    const config = keys.map((key) => [`homelab:${key}`, JSON.stringify(sections[key])]);
    return recordShipped({ config: Object.fromEntries(config) as Record<string, string> });
}

const classesIn = (recorded: readonly Recorded[]) => objectsOf(recorded, "StorageClass");
const usual = ["proxmox-csi", "proxmox-csi-encrypted-g1", "proxmox-csi-images-g1"];

/** The classes beside those of the default pools, by name. */
function furtherClasses(recorded: readonly Recorded[]): ReadonlyMap<string, ClusterObject> {
    const further = classesIn(recorded).filter(({ name }) => !usual.includes(name));
    return new Map(further.map((one) => [one.name, one]));
}

function claimClass(recorded: readonly Recorded[], claim: string): unknown {
    const found = objectsOf(recorded, "PersistentVolumeClaim").find(({ name }) => name === claim);
    return found?.spec["storageClassName"];
}

describe("without a word about pools", () => {
    test("there are the classes of the default pools alone", async () => {
        const recorded = await recordShipped();
        expect(
            classesIn(recorded)
                .map(({ name }) => name)
                .sort(),
        ).toEqual(usual);
    });

    test("a pool that nothing is put in gets no class", async () => {
        const recorded = await record(({ apps }) => {
            // Left out by the app's options, and by the app being off.
            apps["n8n"] = { ...apps["n8n"], enabled: true, pools: { database: "tank" } };
            apps["paperless"] = { enabled: false, pools: { documents: "tank" } };
        });
        expect([...furtherClasses(recorded).keys()]).toEqual([]);
    });
});

describe("data that is put in a pool by name", () => {
    let recorded: readonly Recorded[];
    let further: ReadonlyMap<string, ClusterObject>;

    beforeAll(async () => {
        recorded = await record(({ apps }) => {
            apps["immich"] = {
                enabled: true,
                pools: { photos: "tank", database: "tank", queue: "tank", models: "fast_SSD" },
            };
        });
        further = furtherClasses(recorded);
    });

    test("has a class of that pool for each intent that something has, and no other", () => {
        expect([...further.keys()].sort()).toEqual([
            "proxmox-csi-fast-ssd-6bbba9-plain-disposable-g1",
            "proxmox-csi-tank-encrypted-retained-g1",
            "proxmox-csi-tank-plain-disposable-g1",
        ]);
    });

    test("is encrypted and kept or not by what it is, wherever it lies", () => {
        const kept = "proxmox-csi-tank-encrypted-retained-g1";
        const database = objectsOf(recorded, "Cluster").find(
            ({ name }) => name === "immich-database",
        );
        expect(claimClass(recorded, "immich-photos")).toBe(kept);
        expect(database?.spec["storage"]).toMatchObject({ storageClass: kept });
        expect(claimClass(recorded, "immich-queue-data")).toBe(
            "proxmox-csi-tank-plain-disposable-g1",
        );
        expect(claimClass(recorded, "immich-models")).toBe(
            "proxmox-csi-fast-ssd-6bbba9-plain-disposable-g1",
        );
        // Nothing was said of it.
        expect(claimClass(recorded, "paperless-documents")).toBe("proxmox-csi-encrypted-g1");
    });

    test("is made on the hosts that have the pool and workers, in the driver's region", () => {
        const zones = (name: string) => further.get(name)?.all["allowedTopologies"];
        const terms = (...hosts: string[]) => [
            {
                matchLabelExpressions: [
                    { key: "topology.kubernetes.io/region", values: ["homelab"] },
                    { key: "topology.kubernetes.io/zone", values: hosts },
                ],
            },
        ];
        expect(zones("proxmox-csi-tank-encrypted-retained-g1")).toEqual(terms("pve1", "pve2"));
        expect(zones("proxmox-csi-fast-ssd-6bbba9-plain-disposable-g1")).toEqual(terms("pve2"));
    });

    test("leaves the default pools' classes as they are", async () => {
        const before = classesIn(await record(() => undefined));
        const after = classesIn(recorded).filter(({ name }) => usual.includes(name));
        expect(after.map(({ all }) => all)).toEqual(before.map(({ all }) => all));
    });
});

describe("classes that the owner asks for", () => {
    const intents = [
        { encrypted: true, lifecycle: "retained" },
        { encrypted: true, lifecycle: "disposable" },
        { encrypted: false, lifecycle: "retained" },
        { encrypted: false, lifecycle: "disposable" },
    ] as const;
    let further: ReadonlyMap<string, ClusterObject>;

    beforeAll(async () => {
        const recorded = await record(({ storage, apps }) => {
            storage.classes = intents.map((intent) => ({ pool: "tank", ...intent }));
            apps["immich"] = { enabled: true, pools: { photos: "tank" } };
        });
        further = furtherClasses(recorded);
    });

    test("are there once, also where data lies on them", () => {
        expect(further.size).toBe(4);
    });

    test.each(intents)("do what they say: %o", (intent) => {
        const { encrypted, lifecycle } = intent;
        const { all, labels } = further.get(poolClassName({ pool: "tank", ...intent })) ?? {};
        const parameters = (all?.["parameters"] ?? {}) as Record<string, string>;
        const secrets = Object.entries(parameters).filter(([key]) => key.includes("secret"));
        expect(Object.fromEntries(secrets)).toEqual(
            encrypted
                ? {
                      "csi.storage.k8s.io/node-stage-secret-name": "proxmox-csi-luks",
                      "csi.storage.k8s.io/node-stage-secret-namespace": "csi-proxmox",
                      "csi.storage.k8s.io/node-expand-secret-name": "proxmox-csi-luks",
                      "csi.storage.k8s.io/node-expand-secret-namespace": "csi-proxmox",
                  }
                : {},
        );
        expect(parameters["storage"]).toBe("tank");
        expect(labels).toEqual({
            "data.homelab/lifecycle": lifecycle,
            "data.homelab/encryption": encrypted ? "luks" : "none",
        });
        expect(all).toMatchObject({
            provisioner: "csi.proxmox.sinextra.dev",
            reclaimPolicy: lifecycle === "retained" ? "Retain" : "Delete",
            volumeBindingMode: "WaitForFirstConsumer",
            allowVolumeExpansion: true,
        });
    });
});

test("names of classes are names to Kubernetes, and different for different pools", () => {
    const pools = ["tank", "Tank", "TANK", "vm_data", "vm.data", "vm-data", "a--b", "ssd.-x"];
    const names = pools.map((pool) =>
        poolClassName({ pool, encrypted: true, lifecycle: "retained" }),
    );
    expect(new Set(names).size).toBe(pools.length);
    for (const name of names) {
        expect(name).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?-g1$/);
    }
});
