import type * as pulumi from "@pulumi/pulumi";
import { assetId } from "../../catalogue/app-assets";
import type { AnyApp } from "../../catalogue/app-spec";
import { planOf } from "../../catalogue/backup/plan";
import { usualUser } from "../../catalogue/backup/quiesced-app";
import type { DataAsset } from "../../catalogue/data-asset";
import { type CopiedVolume, disposableClass, type Platform, VolumeCopies } from "../platform";
import { dataName } from "./bindings";

export interface AppCopiesArgs {
    readonly spec: AnyApp;
    /** The catalogue's entries for the app's data. */
    readonly assets: readonly DataAsset[];
    readonly platform: Pick<Platform, "backup" | "sealingCertificate">;
}

/** Makes second copies of the app's volumes where the catalogue demands them and there is a place. */
export function copyVolumes(
    { spec, assets, platform }: AppCopiesArgs,
    opts: { readonly parent: pulumi.Resource; readonly dependsOn: readonly pulumi.Resource[] },
): void {
    const { backup, sealingCertificate } = platform;
    const volumes = copiedVolumes(spec, assets);
    if (volumes.length > 0 && backup.repositories.length > 0) {
        new VolumeCopies(
            `${spec.name}-copies`,
            {
                namespace: spec.name,
                volumes,
                places: backup.repositories,
                password: backup.resticPassword,
                cacheClass: disposableClass,
                sealingCertificate,
            },
            { ...opts, dependsOn: [...opts.dependsOn, ...backup.copiesReady] },
        );
    }
}

function copiedVolumes(spec: AnyApp, assets: readonly DataAsset[]): CopiedVolume[] {
    return Object.entries(spec.data).flatMap(([name, data]) => {
        const asset = assets.find(({ id }) => id === assetId(spec.name, name));
        if (data.kind !== "volume" || asset === undefined) {
            return [];
        }
        const { copies, keep, drill } = planOf(asset, assets);
        return copies.some(({ method }) => method === "independent file-system copy")
            ? [
                  {
                      claim: dataName(spec.name, name),
                      asset,
                      user: data.user ?? usualUser,
                      keep,
                      drill,
                  },
              ]
            : [];
    });
}
