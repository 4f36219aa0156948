/** As much of a configured target as decides what it is used for. */
export interface Target {
    readonly kind: "s3" | "r2" | "rest-server" | "proxmox-backup-server";
    readonly name: string;
}

type OfKind<T extends Target, K extends Target["kind"]> = Extract<T, { readonly kind: K }>;

/** What each target is used for; it follows from its kind and the order of the list. */
export interface TargetRoles<T extends Target> {
    /** Takes everything first: file copies, databases, etcd snapshots. */
    readonly first: OfKind<T, "s3" | "r2"> | undefined;
    /** Takes what needs a second copy. */
    readonly second: OfKind<T, "s3" | "r2"> | undefined;
    /** Takes a copy of critical volumes in the house, on a drive that can be unplugged. */
    readonly drive: OfKind<T, "rest-server"> | undefined;
    /** Takes the machines. */
    readonly machines: OfKind<T, "proxmox-backup-server"> | undefined;
}

/** The use of each target: the first bucket in the list is the first, the next one the second. */
export function rolesOf<T extends Target>(targets: readonly T[]): TargetRoles<T> {
    const buckets = targets.filter(
        (target): target is OfKind<T, "s3" | "r2"> => target.kind === "s3" || target.kind === "r2",
    );
    return {
        first: buckets[0],
        second: buckets[1],
        drive: targets.find(
            (target): target is OfKind<T, "rest-server"> => target.kind === "rest-server",
        ),
        machines: targets.find(
            (target): target is OfKind<T, "proxmox-backup-server"> =>
                target.kind === "proxmox-backup-server",
        ),
    };
}
