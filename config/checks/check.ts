import type { AnyApp } from "../../catalogue/app-spec";
import type { Problem } from "../problem";
import type { Draft } from "../salvage";

/**
 * What must agree across fields. A check sees only fields that are valid by themselves and says
 * nothing about the rest.
 */
export type Check = (draft: Draft, apps: readonly AnyApp[]) => readonly Problem[];

export type HostDraft = NonNullable<NonNullable<NonNullable<Draft["proxmox"]>["hosts"]>[number]>;

export type NodeDraft = NonNullable<NonNullable<NonNullable<Draft["cluster"]>["nodes"]>[number]>;

/** The elements of a list that are at least maps, each with its path. */
export function entriesAt<T>(
    path: readonly (string | number)[],
    list: readonly (T | undefined)[] | undefined,
): readonly { readonly at: readonly (string | number)[]; readonly item: T }[] {
    return (list ?? []).flatMap((item, index) =>
        item === undefined ? [] : [{ at: [...path, index], item }],
    );
}

export function nodesOf(draft: Draft) {
    return entriesAt<NodeDraft>(["cluster", "nodes"], draft.cluster?.nodes);
}

export function hostsOf(draft: Draft) {
    return entriesAt<HostDraft>(["proxmox", "hosts"], draft.proxmox?.hosts);
}

/** The hosts that machines run on; others are listed for later and need no pools. */
export function hostsInUse(draft: Draft) {
    const used = new Set(nodesOf(draft).map(({ item }) => item.host));
    return hostsOf(draft).filter(({ item }) => item.name !== undefined && used.has(item.name));
}

/** The ids of a host's pools, or `undefined` when some are not known. */
export function poolIds(host: HostDraft): readonly string[] | undefined {
    const ids = host.storagePools?.map((pool) => pool?.id);
    const known = ids?.filter((id) => id !== undefined);
    return known !== undefined && known.length === ids?.length ? known : undefined;
}
