import type { RuleContext } from "../engine/context";
import { at, isEmpty } from "../engine/read";
import type { Stack } from "../engine/resource";
import { joinVerdicts, judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { isAccepted, saidOfGaps } from "../views/backup-targets";
import { scheduledBackups } from "../views/backups";
import { archivePluginName, archiveStore } from "../views/database-archives";
import { type KubeObject, namespaced } from "../views/kube-object";
import { ownedHolders, type OwnedHolder } from "../views/owned-holders";

/** Files of a running database are no copy of it; its own base backups and archive are. */
export const databaseArchivesContinuously: StackRule = {
    id: "BAK-04",
    name: "database-archives-continuously",
    description:
        "Databases must archive each change through the Barman Cloud plugin, and base backups must be made by it.",
    clause: { section: "PostgreSQL (Immich, Paperless)", line: 177 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Add the plugin barman-cloud.cloudnative-pg.io to spec.plugins with isWALArchiver and the " +
        "name of an ObjectStore beside the Cluster, and remove spec.backup.barmanObjectStore, " +
        "which reports health and archives nothing once the plugin is in use.",
    scope: "stack",
    judge,
};

function judge(stack: Stack, context: RuleContext): Verdict {
    const owned = ownedHolders(stack, context);
    const databases = owned.filter(
        ({ holder, asset }) =>
            holder.sort === "database" && !isAccepted(asset, stack, ["no bucket"]),
    );
    const elsewhere = owned.filter(
        ({ holder, asset }) => holder.sort !== "database" && asset.kind === "postgres",
    );
    return saidOfGaps(
        joinVerdicts(
            judgeEach(databases, (database) => databaseFaults(database, stack)),
            judgeEach(elsewhere, ({ holder, asset }) => [
                `The ${holder.title} must not hold the database ${asset.id}, whose files are no copy while it runs: make it a Cluster of CloudNativePG.`,
            ]),
            judgeEach(scheduledBackups(stack), backupFaults),
        ),
        stack,
    );
}

function databaseFaults({ holder }: OwnedHolder, stack: Stack): readonly string[] {
    const title = `The ${holder.title}`;
    const store = archiveStore({ namespace: holder.namespace, body: holder.labelled }, stack);
    return [
        ...(store === undefined
            ? [
                  `${title} must archive its changes: name an object store of this stack in a plugin ${archivePluginName} with isWALArchiver.`,
              ]
            : []),
        ...(isEmpty(at(holder.labelled, "spec", "backup", "barmanObjectStore"))
            ? []
            : [
                  `${title} must not archive by spec.backup.barmanObjectStore, which the plugin replaces.`,
              ]),
    ];
}

function backupFaults(backup: KubeObject): readonly string[] {
    const isPlugin =
        at(backup.body, "spec", "method") === "plugin" &&
        at(backup.body, "spec", "pluginConfiguration", "name") === archivePluginName;
    return isPlugin
        ? []
        : [
              `The scheduled backup ${namespaced(backup)} must use the method plugin with ${archivePluginName}.`,
          ];
}
