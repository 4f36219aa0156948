import type * as pulumi from "@pulumi/pulumi";
import { Backup } from "./backup";
import { databaseOperatorNamespace, databaseOperatorPods } from "./database";
import type { Platform, PlatformArgs } from "./platform";
import type { SealedSecrets } from "./secrets";
import type { Storage } from "./storage";

/** What makes copies, on top of the other services. */
export function copies(
    args: PlatformArgs,
    { apiServer, sealingCertificate, collector }: Platform,
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
