import type * as pulumi from "@pulumi/pulumi";
import type { AnyApp } from "../../catalogue/app-spec";
import { Backup, type BackupArgs } from "./backup";
import { databaseOperatorNamespace, databaseOperatorPods } from "./database";
import type { SealedSecrets } from "./secrets";
import type { Storage } from "./storage";

/** What the other services have made by then. */
type Before = Pick<BackupArgs, "apiServer" | "sealingCertificate" | "collector">;

/** What makes copies, on top of the other services. */
export function copies(
    args: Omit<BackupArgs, keyof Before | "databaseOperator" | "apps"> & {
        readonly running: readonly AnyApp[];
    },
    { apiServer, sealingCertificate, collector }: Before,
    opts: pulumi.ComponentResourceOptions,
): Backup {
    return new Backup(
        "backup",
        {
            ...args,
            apiServer,
            sealingCertificate,
            collector,
            databaseOperator: {
                namespace: databaseOperatorNamespace,
                pods: databaseOperatorPods,
            },
            apps: args.running.map((app) => app.name),
        },
        opts,
    );
}

/** The keys of other services that a recovery needs. */
export function keysOf(
    { sealingKey }: SealedSecrets,
    { passphrase }: Storage,
): Readonly<Record<string, pulumi.Output<string>>> {
    return { sealingKey, luksPassphrase: passphrase };
}
