import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type DataAsset, isIrreplaceable } from "../../../catalogue/data-asset";
import { dataLabels } from "../../../catalogue/labels";
import type { Size } from "../../../catalogue/units";
import { storageClassFor } from "./storage-classes";

export interface DataVolumeArgs {
    readonly namespace: string;
    readonly asset: DataAsset;
    readonly size: Size;
    /** The pool that is named for it; that of its purpose where none is. */
    readonly pool?: string | undefined;
    /** Whether precious data is guarded at all; lifted only for a deliberate tear-down. */
    readonly protected: boolean;
}

/**
 * A volume claim that holds one asset. Where it lies and whether it may be deleted follow from
 * what the asset is.
 */
export class DataVolume extends pulumi.ComponentResource {
    readonly claimName: string;

    constructor(name: string, args: DataVolumeArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:DataVolume", name, args, opts);
        this.claimName = name;

        new k8s.core.v1.PersistentVolumeClaim(
            name,
            {
                metadata: {
                    name,
                    namespace: args.namespace,
                    labels: dataLabels(args.asset),
                    // A claim that waits for its first pod is in order, not late.
                    annotations: { "pulumi.com/skipAwait": "true" },
                },
                spec: {
                    accessModes: ["ReadWriteOnce"],
                    volumeMode: "Filesystem",
                    storageClassName: storageClassFor(args.asset, args.pool),
                    resources: { requests: { storage: args.size } },
                },
            },
            {
                parent: this,
                protect: args.protected && isIrreplaceable(args.asset),
            },
        );
        this.registerOutputs({ claim: name, asset: args.asset.id });
    }
}
