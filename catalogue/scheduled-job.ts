import type { AppData } from "./app-data";
import type { AppOptions, Conditional } from "./app-options";
import type { Bindings } from "./bindings";
import type { ContainerResources, Environment } from "./container";

/** Work that an app does on a schedule, in pods of its own: exports, purges. */
export interface ScheduledJob<
    D extends AppData = AppData,
    O extends AppOptions = AppOptions,
> extends Conditional {
    readonly purpose: string;
    /** Cron: minute, hour, day of month, month, day of week, as numbers, in UTC. */
    readonly schedule: string;
    /** User and group id of its pods. */
    readonly user: number;
    /**
     * Claims its steps mount, by data name. A claim is on one node at a time, so the pods run
     * beside the workload that mounts it.
     */
    readonly mounts?: readonly string[];
    /** Run one after the other; one that fails ends the run. */
    steps(this: void, bindings: Bindings<D, O>): readonly JobStep[];
    /** Seconds a run may take, with the second try that a failed one gets. @default 3600 */
    readonly timeoutSeconds?: number;
}

/** One container of a scheduled job. */
export interface JobStep {
    readonly name: string;
    /** Repository and exact tag, with the digest where it is known. */
    readonly image: string;
    readonly command: readonly string[];
    readonly env?: Environment;
    /** By name; two steps that use a name share what is mounted. */
    readonly mounts?: Readonly<Record<string, JobMount>>;
    readonly resources: ContainerResources;
    /** Why the image must write outside its mounts. */
    readonly writableRoot?: string;
}

/** Where something appears in a step's container, and what. */
export type JobMount = { readonly path: string; readonly readOnly?: boolean } & JobSource;

export type JobSource =
    | { readonly claim: string; readonly subPath?: string }
    | { readonly secret: string; readonly items?: readonly string[] }
    /** The file's content, nothing secret; `path` is the file's. */
    | { readonly text: string }
    /** Limit of space on the node, lost with the pod. */
    | { readonly scratch: string };
