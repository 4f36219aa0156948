import { ownerOf } from "../../catalogue/catalogue";
import type { DataAsset } from "../../catalogue/data-asset";
import { labelKeys } from "../../catalogue/labels";
import { textAt } from "../../policies/engine/read";
import type { Registered } from "../../rehearsal/engine/outcome";
import { layerOf } from "../../rehearsal/report/layers";
import { plainInputs } from "../coverage/plain-inputs";

/** What resources are grouped by: an asset of the catalogue, else the app or layer they belong to. */
export interface Group {
    /** `immich.photos`, `immich, the rest`, `platform, the rest` */
    readonly name: string;
    readonly asset?: DataAsset;
}

/** What findings on the stack as a whole stand under. */
export const wholeStack = "the stack";

/** Tells the group of each resource of a preview. */
export class Groups {
    readonly #registered: ReadonlyMap<string, Registered>;
    readonly #assets: ReadonlyMap<string, DataAsset>;

    constructor(registered: readonly Registered[], assets: readonly DataAsset[]) {
        this.#registered = new Map(registered.map((one) => [one.urn, one]));
        this.#assets = new Map(assets.map((asset) => [asset.id, asset]));
    }

    /** The group of a resource: what its label or that of the nearest component around it says. */
    of(urn: string): Group {
        for (let here = this.#registered.get(urn); here; here = this.#registered.get(here.parent)) {
            const id = assetIdOf(here);
            const asset = id === undefined ? undefined : this.#assets.get(id);
            if (asset !== undefined) {
                return { name: asset.id, asset };
            }
            if (here.type === "homelab:workload:App") {
                return { name: `${here.urn.split("::").at(-1) ?? ""}, the rest` };
            }
        }
        return { name: urn === "" ? wholeStack : `${layerOf(urn)}, the rest` };
    }

    /** Groups in the order of the catalogue, each owner's rest behind its data, all others last. */
    inOrder(groups: readonly Group[]): readonly Group[] {
        const assets = [...this.#assets.values()];
        const rank = ({ name, asset }: Group) => {
            const owner = name.split(",", 1)[0] ?? name;
            const last = assets.findLastIndex((one) => ownerOf(one) === owner);
            return asset === undefined
                ? last < 0
                    ? assets.length
                    : last + 0.5
                : assets.indexOf(asset);
        };
        return groups.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
    }
}

function assetIdOf({ type, inputs }: Registered): string | undefined {
    const props = plainInputs(inputs);
    return type.startsWith("homelab:")
        ? textAt(props, "asset")
        : textAt(props, "metadata", "labels", labelKeys.asset);
}
