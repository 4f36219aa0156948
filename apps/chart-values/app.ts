import type { ChartRef } from "../../catalogue/chart";
import type { ContainerResources, Environment } from "../../catalogue/container";

/** The chart of this repository, for apps whose makers publish none. */
export const appChart: ChartRef = { chart: "./charts/app", version: "0.1.0" };

/** Values of `charts/app`; its values.schema.json says the same to Helm. */
export interface AppChartValues {
    /** Running parts by name; the one called `main` is named like the app, others after it. */
    readonly workloads: Readonly<Record<string, WorkloadValues>>;
    /** Configuration files by name; nothing secret. */
    readonly files?: Readonly<Record<string, string>>;
}

export interface WorkloadValues {
    /** Repository and exact tag, with the digest where it is known. */
    readonly image: string;
    readonly command?: readonly string[];
    readonly args?: readonly string[];
    readonly env?: Environment;
    /** Secrets of which every key becomes an environment variable. */
    readonly envFrom?: readonly string[];
    readonly ports?: Readonly<Record<string, number>>;
    /** User and group id. */
    readonly user: number;
    /** Why the image cannot run as another user than root. */
    readonly root?: string;
    /** Why the image must write outside its mounts. */
    readonly writableRoot?: string;
    readonly capabilities?: readonly string[];
    readonly hostNetwork?: boolean;
    /** Labels of the nodes that it may run on. @default any node */
    readonly nodeSelector?: Readonly<Record<string, string>>;
    readonly resources: ContainerResources;
    readonly probes: {
        readonly startup?: Probe;
        readonly readiness?: Probe;
        readonly liveness: Probe;
    };
    /** Containers that run to their end first, with the same mounts. */
    readonly before?: readonly {
        readonly name: string;
        /** @default the workload's own */
        readonly image?: string;
        readonly command: readonly string[];
        readonly env?: Environment;
    }[];
    /** Containers that run in the same pod, with the same mounts and environment. */
    readonly beside?: readonly {
        readonly name: string;
        /** @default the workload's own */
        readonly image?: string;
        readonly command: readonly string[];
        readonly env?: Environment;
        /** Without it, the end of its process is the only sign of trouble. */
        readonly liveness?: Probe;
        readonly resources: ContainerResources;
    }[];
    readonly mounts?: Readonly<Record<string, MountValues>>;
    readonly stopSeconds?: number;
}

/** Times in seconds. */
export type Probe = (
    | { readonly path: string; readonly port: number }
    | { readonly port: number }
    | { readonly command: readonly string[] }
) & { readonly every?: number; readonly failures?: number; readonly timeout?: number };

export type MountValues = { readonly path: string; readonly readOnly?: boolean } & (
    | { readonly claim: string; readonly subPath?: string }
    | { readonly secret: string; readonly items?: readonly string[] }
    /** Name among `files`; `path` is the file's. */
    | { readonly file: string }
    /** Limit of space on the node, lost with the pod. */
    | { readonly scratch: string }
    | { readonly memory: string }
    /** Device file of the node; makes the containers privileged. */
    | { readonly device: string }
);

/** Labels of a workload's pods, for the app's `workloads`. */
export function podsOf(app: string, workload = "main"): Readonly<Record<string, string>> {
    return { "app.kubernetes.io/name": workload, "app.kubernetes.io/instance": app };
}
