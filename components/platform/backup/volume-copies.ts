import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type Keep, tiersOf } from "../../../catalogue/backup/levels";
import { runbookAnnotations } from "../../../catalogue/backup/runbooks";
import { scheduleOf } from "../../../catalogue/backup/schedules";
import type { DataAsset } from "../../../catalogue/data-asset";
import { dataLabels, labelKeys } from "../../../catalogue/labels";
import { platformAsset } from "../../../catalogue/platform-assets";
import { platformPods } from "../../../catalogue/requests/platform-pods";
import { hostEgress } from "../network";
import { SealedSecret } from "../secrets";
import type { RepositoryPlace } from "./repository";
import { restoreDrill } from "./restore-drill";

/** Pods that copy a volume or try a restore; Velero leaves them out. */
const moverPods = { "backup.homelab/copies": "true" } as const;

/** A volume that is copied, and for how long. */
export interface CopiedVolume {
    readonly claim: string;
    readonly asset: DataAsset;
    /** User and group that its files belong to. */
    readonly user: number;
    readonly keep: Keep;
    readonly drill: "weekly" | "monthly" | "never";
}

export interface VolumeCopiesArgs {
    readonly namespace: string;
    readonly volumes: readonly CopiedVolume[];
    /** Each takes a copy of each volume. */
    readonly places: readonly RepositoryPlace[];
    /** Password of all repositories. */
    readonly password: pulumi.Input<string>;
    /** Class of the volumes that restic keeps its encrypted cache in. */
    readonly cacheClass: string;
    /** Certificate that credentials are sealed with, PEM. */
    readonly sealingCertificate: pulumi.Input<string>;
}

/**
 * Copies of volumes by restic that share nothing with Velero's: another tool, another password,
 * another place. Each is tried by a restore drill.
 *
 * @see https://volsync.readthedocs.io/en/stable/usage/restic/
 */
export class VolumeCopies extends pulumi.ComponentResource {
    constructor(name: string, args: VolumeCopiesArgs, opts?: pulumi.ComponentResourceOptions) {
        super(
            "homelab:platform:VolumeCopies",
            name,
            { namespace: args.namespace, claims: args.volumes.map(({ claim }) => claim) },
            opts,
        );
        const allowed = hostEgress(
            "backup",
            {
                namespace: args.namespace,
                pods: moverPods,
                hosts: args.places.flatMap(({ hosts }) => hosts),
            },
            { parent: this },
        );
        for (const volume of args.volumes) {
            for (const place of args.places) {
                this.copy(args, volume, place, allowed);
            }
        }
        this.registerOutputs({ places: args.places.map((place) => place.name) });
    }

    private copy(
        args: VolumeCopiesArgs,
        volume: CopiedVolume,
        place: RepositoryPlace,
        allowed: pulumi.Resource,
    ): void {
        const { namespace } = args;
        const name = `${volume.claim}-${place.name}`;
        const repository = new SealedSecret(
            `${name}-repository`,
            {
                namespace,
                certificate: args.sealingCertificate,
                asset: platformAsset("restic-password"),
                values: {
                    RESTIC_REPOSITORY: place.address(namespace, volume.claim),
                    RESTIC_PASSWORD: args.password,
                    ...place.credentials,
                },
            },
            { parent: this },
        );
        const after = { parent: this, dependsOn: [repository, allowed] };
        new k8s.apiextensions.CustomResource(
            name,
            {
                apiVersion: "volsync.backube/v1alpha1",
                kind: "ReplicationSource",
                metadata: {
                    name,
                    namespace,
                    labels: { ...dataLabels(volume.asset), [labelKeys.backupTarget]: place.name },
                    annotations: runbookAnnotations("independent file-system copy"),
                },
                spec: {
                    sourcePVC: volume.claim,
                    trigger: {
                        schedule: scheduleOf("independent file-system copy", "daily", name),
                    },
                    restic: resticSpec(args, volume, repository.secretName),
                },
            },
            after,
        );
        if (volume.drill !== "never") {
            restoreDrill(
                `${name}-drill`,
                {
                    namespace,
                    rhythm: volume.drill,
                    repository: repository.secretName,
                    pods: moverPods,
                    labels: dataLabels(volume.asset),
                },
                after,
            );
        }
    }
}

function resticSpec(args: VolumeCopiesArgs, { user, keep }: CopiedVolume, repository: string) {
    return {
        repository,
        // The volume driver has no snapshots; the mover goes to the node that holds the volume.
        copyMethod: "Direct",
        pruneIntervalDays: 7,
        retain: Object.fromEntries(tiersOf(keep).map((tier) => [tier, keep[tier]])),
        cacheCapacity: "2Gi",
        cacheStorageClassName: args.cacheClass,
        moverPodLabels: { ...moverPods, "velero.io/exclude-from-backup": "true" },
        moverResources: platformPods.volumeCopies.mover.containers.mover,
        moverSecurityContext: {
            runAsNonRoot: user !== 0,
            runAsUser: user,
            runAsGroup: user,
            fsGroup: user,
            // Without it every file of a library would be given to the group again on each run.
            fsGroupChangePolicy: "OnRootMismatch",
            seccompProfile: { type: "RuntimeDefault" },
        },
    };
}
