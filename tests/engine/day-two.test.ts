import { changed, type Outcome } from "../../rehearsal/engine/outcome";
import type { Rehearsal } from "../../rehearsal/rehearsal";
import { shippedConfig } from "../support/shipped-program";
import { describeEngine, openShipped } from "./support";

/** The shipped section, changed. */
function section(key: string, change: (value: never) => void): Record<string, { value: string }> {
    const value = JSON.parse(shippedConfig()[key] ?? "") as unknown;
    change(value as never);
    return { [key]: { value: JSON.stringify(value) } };
}

interface Cluster {
    nodes: { name: string; memory: string; vmId: number; host: string; ip: string }[];
}

type Apps = Record<
    string,
    {
        enabled: boolean;
        sizes?: Record<string, string>;
        pools?: Record<string, string>;
        delivery?: string;
        databases?: Record<string, { instances?: number; pooler?: boolean }>;
        options?: Record<string, string | boolean>;
    }
>;

interface Observability {
    collector: string;
}

interface Proxmox {
    hosts: { name: string; storagePools: object[] }[];
}

describeEngine("a change of the configuration", () => {
    let rehearsal: Rehearsal;

    // The last test alone changes the stack.
    beforeAll(async () => {
        rehearsal = await openShipped();
        expect(await rehearsal.stack.up()).toMatchObject({ succeeded: true, error: "" });
    });

    afterAll(async () => {
        await rehearsal.close();
    });

    async function previewWith(config: Record<string, { value: string }>) {
        await rehearsal.stack.configure({ ...unchanged(), ...config });
        const preview = await rehearsal.stack.preview();
        expect(preview.error).toBe("");
        return summary(preview);
    }

    test("changes what a reader expects, and nothing else", async () => {
        expect(await previewWith({})).toEqual([]);
        expect(
            await previewWith(
                section("homelab:cluster", ({ nodes }: Cluster) => {
                    (nodes[2] as Cluster["nodes"][number]).memory = "16Gi";
                }),
            ),
        ).toEqual(["update VmLegacy homelab-worker-02"]);
        expect(
            await previewWith(
                section("homelab:apps", (apps: Apps) => {
                    apps["immich"] = { enabled: true, sizes: { photos: "550Gi" } };
                }),
            ),
        ).toEqual(["update PersistentVolumeClaim immich-photos"]);
        expect(
            await previewWith(
                section("homelab:apps", (apps: Apps) => {
                    apps["glance"] = { enabled: false };
                }),
            ),
        ).toEqual([
            "delete HTTPRoute glance-route",
            "delete Namespace glance",
            "delete NetworkPolicy glance-allow-dns",
            "delete NetworkPolicy glance-default-deny",
            "delete NetworkPolicy glance-main",
            "delete Release glance",
            // Whose logs leave the house is a list of namespaces.
            "update ConfigMap collector-pipeline",
            "update Release alloy",
        ]);
    });

    test("of how an app or a service is run changes that app or service alone", async () => {
        const argoCd = section("homelab:apps", (apps: Apps) => {
            apps["glance"] = { enabled: true, delivery: "argocd" };
        });
        const postgres = section("homelab:apps", (apps: Apps) => {
            const { options } = apps["n8n"] ?? {};
            apps["n8n"] = { enabled: true, options: { ...options, database: "postgres" } };
        });
        const agent = section("homelab:observability", (observability: Observability) => {
            observability.collector = "grafana-agent";
        });
        const secondHost = section("homelab:proxmox", ({ hosts }: Proxmox) => {
            hosts.push({ ...(hosts[0] as Proxmox["hosts"][number]), name: "pve2" });
        });
        expect(await previewWith(argoCd)).toEqual([
            "create Application glance",
            "create CiliumNetworkPolicy argocd-repo-server-hosts",
            "delete Release glance",
            "update AppProject argocd-project",
        ]);
        expect(await previewWith(postgres)).toEqual([
            "create CiliumNetworkPolicy n8n-n8n-database-archive-hosts",
            "create Cluster n8n-database",
            "create ConfigMap n8n-database-queries",
            "create CronJob n8n-database-vacuum",
            "create NetworkPolicy n8n-database",
            "create NetworkPolicy n8n-database-from-vacuum",
            "create NetworkPolicy n8n-database-vacuum",
            "create NetworkPolicy n8n-export",
            "create ObjectStore n8n-database",
            "create RandomPassword n8n-database-password",
            "create ScheduledBackup n8n-database-base-backup",
            "create SealedSecret n8n-database-archive",
            "create SealedSecret n8n-database-credentials",
            "create Sealing n8n-database-archive-sealing",
            "create Sealing n8n-database-credentials-sealing",
            "create ServiceAccount n8n-database-vacuum",
            // No SQLite file is left that a copy would have to be made of.
            "delete ConfigMap n8n-workflows-copy",
            "delete CronJob n8n-workflows-copy",
            "delete ServiceAccount n8n-workflows-copy",
            "update CronJob n8n-export",
            "update NetworkPolicy n8n-main",
            "update Release n8n",
            "update RuleGroup n8n-alerts",
        ]);
        expect(await previewWith(agent)).toEqual([
            "create Release grafana-agent",
            "create Release grafana-agent-audit",
            "delete Release alloy",
            "delete Release alloy-audit",
        ]);
        // Nothing runs on it yet.
        expect(await previewWith(secondHost)).toEqual([]);
    });

    test("of where machines stand and how databases run touches no volume", async () => {
        const secondHost = {
            ...section("homelab:proxmox", ({ hosts }: Proxmox) => {
                hosts.push({ ...(hosts[0] as Proxmox["hosts"][number]), name: "pve2" });
            }),
            ...section("homelab:cluster", ({ nodes }: Cluster) => {
                nodes.push({
                    ...(nodes[2] as Cluster["nodes"][number]),
                    name: "homelab-worker-03",
                    host: "pve2",
                    vmId: 113,
                    ip: "192.168.10.33",
                });
            }),
        };
        const database = (settings: { instances?: number; pooler?: boolean }) =>
            section("homelab:apps", (apps: Apps) => {
                apps["immich"] = { enabled: true, databases: { database: settings } };
            });
        expect(await previewWith(secondHost)).toEqual([
            "create ConfigurationApply homelab-worker-03-config",
            "create File talos-image-pve2",
            "create OptionsLegacy homelab-worker-03-firewall",
            "create RulesLegacy homelab-worker-03-firewall-rules",
            "create VmLegacy homelab-worker-03",
            // Its binding waits for the pod from now on; claims keep the volumes they have.
            "create-replacement StorageClass proxmox-csi",
            "delete-replaced StorageClass proxmox-csi",
            "replace StorageClass proxmox-csi",
            "update IpsetLegacy node-firewall-nodes",
            "update Job homelab-machines",
            "update NetworkPolicy observability-collector",
            "update Pbs pbs",
        ]);
        expect(await previewWith(database({ pooler: true }))).toEqual([
            "create NetworkPolicy immich-database-from-pooler",
            "create NetworkPolicy immich-database-pooler",
            "create NetworkPolicy immich-server-to-database-pooler",
            "create Pooler immich-database-pooler",
            "update Cluster immich-database",
            "update Release immich",
        ]);
        expect(await previewWith(database({ instances: 3 }))).toEqual([
            "create NetworkPolicy immich-database-replication",
            "update Cluster immich-database",
        ]);
    });

    describe("that adds a pool", () => {
        const pool = {
            "homelab:proxmox": section("homelab:proxmox", ({ hosts }: Proxmox) => {
                hosts[0]?.storagePools.push({
                    ...{ id: "tank", kind: "zfspool", size: "2Ti" },
                    managed: { zfsPool: "tank/vm" },
                });
            })["homelab:proxmox"] as { value: string },
        };
        const storage = (classes: object[]) =>
            section("homelab:storage", (value: { classes?: object[] }) => {
                value.classes = classes;
            });

        test("and puts nothing in it makes no class", async () => {
            expect(await previewWith(pool)).toEqual(["create Zfspool tank"]);
        });

        test("and asks for classes only makes them", async () => {
            const classes = [true, false].flatMap((encrypted) =>
                ["retained", "disposable"].map((lifecycle) => ({
                    ...{ pool: "tank", encrypted, lifecycle },
                })),
            );
            expect(await previewWith({ ...pool, ...storage(classes) })).toEqual([
                "create StorageClass proxmox-csi-tank-encrypted-disposable-g1",
                "create StorageClass proxmox-csi-tank-encrypted-retained-g1",
                "create StorageClass proxmox-csi-tank-plain-disposable-g1",
                "create StorageClass proxmox-csi-tank-plain-retained-g1",
                "create Zfspool tank",
            ]);
        });

        test("and puts new data in it makes the class of that data", async () => {
            const postgres = (pools: Record<string, string>) =>
                section("homelab:apps", (apps: Apps) => {
                    const options = { ...apps["n8n"]?.options, database: "postgres" };
                    apps["n8n"] = { enabled: true, options, pools };
                });
            const without = await previewWith({ ...pool, ...postgres({}) });
            const steps = await previewWith({ ...pool, ...postgres({ database: "tank" }) });
            expect(steps.filter((step) => !without.includes(step))).toEqual([
                "create StorageClass proxmox-csi-tank-encrypted-retained-g1",
            ]);
            expect(without.filter((step) => !steps.includes(step))).toEqual([]);
        });

        test("and names it for a volume that is there is refused, or shown as a loss", async () => {
            const named = (pools: Record<string, string>) => ({
                ...pool,
                ...section("homelab:apps", (apps: Apps) => {
                    apps["immich"] = { enabled: true, pools };
                }),
            });
            expect(await previewWith(named({ models: "tank" }))).toEqual([
                "create StorageClass proxmox-csi-tank-plain-disposable-g1",
                "create Zfspool tank",
                "create-replacement PersistentVolumeClaim immich-models",
                "delete-replaced PersistentVolumeClaim immich-models",
                "replace PersistentVolumeClaim immich-models",
            ]);
            await rehearsal.stack.configure({ ...unchanged(), ...named({ photos: "tank" }) });
            const refused = await rehearsal.stack.preview();
            await rehearsal.stack.configure(unchanged());
            expect(refused.error).toContain("immich-photos");
            expect(refused.error).toContain("protect");
        });
    });

    test("that builds a machine anew hands it its configuration again", async () => {
        await rehearsal.stack.configure({ "homelab:protection": { value: "lifted" } });
        expect((await rehearsal.stack.up()).error).toBe("");
        const steps = await previewWith({
            ...section("homelab:cluster", ({ nodes }: Cluster) => {
                (nodes[2] as Cluster["nodes"][number]).vmId = 113;
            }),
            "homelab:protection": { value: "lifted" },
        });
        expect(steps.filter((step) => step.startsWith("replace"))).toEqual([
            "replace ConfigurationApply homelab-worker-02-config",
            "replace OptionsLegacy homelab-worker-02-firewall",
            "replace RulesLegacy homelab-worker-02-firewall-rules",
            "replace VmLegacy homelab-worker-02",
        ]);
        expect((await rehearsal.stack.up()).error).toBe("");
        expect(changed(await rehearsal.stack.up())).toEqual([]);
    });
});

function unchanged(): Record<string, { value: string }> {
    return Object.fromEntries(
        Object.entries(shippedConfig()).map(([key, value]) => [key, { value }]),
    );
}

/** What happens outside of Pulumi; components and providers only note what they were given. */
function summary(outcome: Outcome): string[] {
    return changed(outcome)
        .filter(({ type }) => !/^(homelab|pulumi:providers):/.test(type))
        .map(({ operation, urn, type }) => {
            const name = urn.split("::").at(-1) ?? "";
            return `${operation} ${type.split(":").at(-1) ?? ""} ${name}`;
        })
        .sort();
}
