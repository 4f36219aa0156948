import type { ChartRef } from "../../../catalogue/chart";
import type { ContainerResources } from "../../../catalogue/container";

/** Who collects: Alloy, or the agent that it succeeded. */
export type CollectorName = "alloy" | "grafana-agent";

const repository = "https://grafana.github.io/helm-charts";

/** Charts of both collectors. */
export const collectorCharts: Readonly<Record<CollectorName, ChartRef>> = {
    alloy: { chart: "alloy", repository, version: "1.11.1" },
    "grafana-agent": { chart: "grafana-agent", repository, version: "0.44.2" },
};

/** The keys of the collectors' section that are set; alike in both charts. */
interface CollectorSection {
    readonly configMap: { readonly create: false; readonly name: string; readonly key: string };
    readonly storagePath: string;
    readonly listenPort: number;
    readonly enableReporting: false;
    readonly mounts: {
        readonly extra: readonly {
            readonly name: string;
            readonly mountPath: string;
            readonly readOnly?: boolean;
        }[];
    };
    readonly securityContext: {
        readonly allowPrivilegeEscalation: false;
        readonly readOnlyRootFilesystem: true;
        readonly capabilities: { readonly drop: readonly ["ALL"] };
    };
    readonly resources: {
        readonly requests: { readonly cpu: string; readonly memory: string };
        readonly limits: { readonly memory: string };
    };
}

interface Volume {
    readonly name: string;
    readonly emptyDir?: { readonly sizeLimit: string };
    readonly secret?: { readonly secretName: string };
    readonly hostPath?: { readonly path: string; readonly type: "DirectoryOrCreate" };
}

/** The keys of both charts that are set; see their values.yaml. */
export interface CollectorValues {
    readonly alloy?: CollectorSection;
    readonly agent?: CollectorSection & { readonly mode: "flow" };
    readonly crds: { readonly create: false };
    readonly global: {
        readonly podSecurityContext: {
            readonly runAsNonRoot: true;
            readonly runAsUser: number;
            readonly runAsGroup: number;
            readonly fsGroup: number;
            readonly seccompProfile: { readonly type: "RuntimeDefault" };
        };
    };
    /** The account and its rights are resources of their own, and alike for both. */
    readonly rbac: { readonly create: false };
    readonly serviceAccount: { readonly create: false; readonly name: string };
    readonly service: { readonly enabled: false };
    readonly configReloader: { readonly enabled: false };
    readonly controller: {
        readonly type: "deployment" | "daemonset";
        readonly podLabels: Readonly<Record<string, string>>;
        readonly podAnnotations: Readonly<Record<string, string>>;
        readonly volumes: { readonly extra: readonly Volume[] };
        readonly nodeSelector?: Readonly<Record<string, string>>;
        readonly tolerations?: readonly { readonly operator: "Exists" }[];
    };
}

export interface CollectorChoice {
    readonly collector: CollectorName;
    readonly kind: "deployment" | "daemonset";
    readonly serviceAccount: string;
    readonly configMap: string;
    /** Changes with the pipeline, so that pods start anew with it. */
    readonly checksum: string;
    readonly pods: Readonly<Record<string, string>>;
    /** What is mounted beside the working folder. */
    readonly mount: { readonly path: string; readonly volume: Omit<Volume, "name"> };
    readonly onControlPlanes?: boolean;
    readonly resources: ContainerResources;
}

/** User of the collectors' pods; Talos gives the audit log to this one. */
const user = 65534;

/** File of the pipeline in its ConfigMap. */
export const pipelineKey = "pipeline.river";

/** Values that make either collector run the pipeline, without root and without calling home. */
export function collectorValues(choice: CollectorChoice): CollectorValues {
    const section: CollectorSection = {
        configMap: { create: false, name: choice.configMap, key: pipelineKey },
        storagePath: "/var/lib/collector",
        listenPort: 12345,
        enableReporting: false,
        mounts: {
            extra: [
                { name: "work", mountPath: "/var/lib/collector" },
                { name: "extra", mountPath: choice.mount.path, readOnly: true },
            ],
        },
        securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ["ALL"] },
        },
        resources: choice.resources,
    };
    return {
        ...(choice.collector === "alloy"
            ? { alloy: section }
            : { agent: { ...section, mode: "flow" } }),
        crds: { create: false },
        global: {
            podSecurityContext: {
                runAsNonRoot: true,
                runAsUser: user,
                runAsGroup: user,
                fsGroup: user,
                seccompProfile: { type: "RuntimeDefault" },
            },
        },
        rbac: { create: false },
        serviceAccount: { create: false, name: choice.serviceAccount },
        service: { enabled: false },
        configReloader: { enabled: false },
        controller: {
            type: choice.kind,
            podLabels: choice.pods,
            podAnnotations: { "homelab/pipeline": choice.checksum },
            volumes: {
                extra: [
                    { name: "work", emptyDir: { sizeLimit: "2Gi" } },
                    { name: "extra", ...choice.mount.volume },
                ],
            },
            ...(choice.onControlPlanes === true && {
                nodeSelector: { "node-role.kubernetes.io/control-plane": "" },
                tolerations: [{ operator: "Exists" }],
            }),
        },
    };
}
