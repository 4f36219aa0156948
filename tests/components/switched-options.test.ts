import type { Recorded } from "../support/record";
import { recordShipped, shippedConfig } from "../support/shipped-program";

type Apps = Record<string, { enabled: boolean; options?: Record<string, unknown> }>;

function shippedWith(app: string, options: Record<string, unknown>) {
    const apps = JSON.parse(shippedConfig()["homelab:apps"] ?? "{}") as Apps;
    const own = apps[app];
    const changed = {
        ...apps,
        [app]: { enabled: true, ...own, options: { ...own?.options, ...options } },
    };
    return recordShipped({ config: { "homelab:apps": JSON.stringify(changed) } });
}

/** Type and name of what is there in one and not in the other, and of what has other inputs. */
function difference(before: readonly Recorded[], after: readonly Recorded[]) {
    const key = ({ type, name }: Recorded) => `${type.split(":").at(-1) ?? ""} ${name}`;
    // Components only group what is below them.
    const resources = (list: readonly Recorded[]) =>
        new Map(
            list.filter((one) => !one.type.startsWith("homelab:")).map((one) => [key(one), one]),
        );
    const [old, now] = [resources(before), resources(after)];
    return {
        made: [...now.keys()].filter((one) => !old.has(one)).sort(),
        gone: [...old.keys()].filter((one) => !now.has(one)).sort(),
        changed: [...now]
            .filter(([one, { inputs, type }]) => {
                const was = old.get(one);
                // Secrets are made up anew for each recording.
                const holdsSecrets = /^pulumi:providers:|:Sealing$|:Pbs$/.test(type);
                return (
                    was && !holdsSecrets && JSON.stringify(was.inputs) !== JSON.stringify(inputs)
                );
            })
            .map(([one]) => one)
            .sort(),
    };
}

test("moving n8n to PostgreSQL makes a database, and touches nothing but n8n", async () => {
    const before = await shippedWith("n8n", {});
    const after = await shippedWith("n8n", { database: "postgres" });
    const { made, gone, changed } = difference(before, after);
    // No SQLite file is left that a copy would have to be made of.
    expect(gone).toEqual([
        "ConfigMap n8n-workflows-copy",
        "CronJob n8n-workflows-copy",
        "ServiceAccount n8n-workflows-copy",
    ]);
    expect(made).toEqual([
        "CiliumNetworkPolicy n8n-n8n-database-archive-hosts",
        "Cluster n8n-database",
        "ConfigMap n8n-database-queries",
        "CronJob n8n-database-vacuum",
        "NetworkPolicy n8n-database",
        "NetworkPolicy n8n-database-from-vacuum",
        "NetworkPolicy n8n-database-vacuum",
        "NetworkPolicy n8n-export",
        "ObjectStore n8n-database",
        "RandomPassword n8n-database-password",
        "ScheduledBackup n8n-database-base-backup",
        "SealedSecret n8n-database-archive",
        "SealedSecret n8n-database-credentials",
        "Sealing n8n-database-archive-sealing",
        "Sealing n8n-database-credentials-sealing",
        "ServiceAccount n8n-database-vacuum",
    ]);
    expect(changed).toEqual([
        "CronJob n8n-export",
        "NetworkPolicy n8n-main",
        "Release n8n",
        // A database is watched from its first day.
        "RuleGroup n8n-alerts",
    ]);
});
