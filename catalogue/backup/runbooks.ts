import type { BackupMethod } from "./methods";

/** Which runbooks a person follows when a copy is needed, and when it is tried. */
interface Runbooks {
    readonly restore: string;
    /** Absent where a job tries it without being asked. */
    readonly drill?: string;
}

/** Annotations that name them; the object itself says on the day of loss where to read on. */
export const runbookKeys = {
    restore: "backup.homelab/restore",
    drill: "backup.homelab/drill",
} as const;

const folder = "docs/runbooks";
const drill = `${folder}/quarterly-drill.md`;

/** By the way that a copy comes to be; only those that a resource of the cluster makes. */
export const runbooks = {
    "file-system copy": { restore: `${folder}/application-data-loss.md`, drill },
    "independent file-system copy": { restore: `${folder}/application-data-loss.md` },
    "base backup and WAL archive": { restore: `${folder}/database-corruption.md`, drill },
    "etcd snapshot": { restore: `${folder}/cluster-loss.md`, drill },
    "bucket copy": { restore: `${folder}/cluster-loss.md`, drill },
} as const satisfies Partial<Readonly<Record<BackupMethod, Runbooks>>>;

/** The annotations of an object that makes copies in this way. */
export function runbookAnnotations(
    method: keyof typeof runbooks,
): Readonly<Record<string, string>> {
    const of: Runbooks = runbooks[method];
    return {
        [runbookKeys.restore]: of.restore,
        ...(of.drill !== undefined && { [runbookKeys.drill]: of.drill }),
    };
}
