import type { AssetKind, DataAsset } from "../data-asset";

/** Why no metric speaks of some data. */
export type Unseen =
    | "lies outside the cluster: a new copy of the recovery kit, and its drill, are due each quarter"
    | "lies in Git, whose host keeps and checks it";

const reasons: Readonly<Partial<Record<AssetKind, Unseen>>> = {
    secret: "lies outside the cluster: a new copy of the recovery kit, and its drill, are due each quarter",
    state: "lies outside the cluster: a new copy of the recovery kit, and its drill, are due each quarter",
    git: "lies in Git, whose host keeps and checks it",
};

/** The reason why no metric speaks of an asset; `undefined` where one should. */
export function unseenReason(asset: Pick<DataAsset, "kind">): Unseen | undefined {
    return reasons[asset.kind];
}
