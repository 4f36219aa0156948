import { platformPods } from "../../../catalogue/requests/platform-pods";

interface Resources {
    readonly requests: { readonly cpu: string; readonly memory: string };
    readonly limits: { readonly memory: string };
}

interface ContainerSecurity {
    readonly allowPrivilegeEscalation: false;
    readonly readOnlyRootFilesystem: true;
    readonly capabilities: { readonly drop: readonly ["ALL"] };
}

/** The keys of the chart velero that are set; see its values.yaml. */
export interface VeleroValues {
    readonly initContainers: readonly {
        readonly name: string;
        readonly image: string;
        readonly volumeMounts: readonly { readonly mountPath: string; readonly name: string }[];
        readonly securityContext: ContainerSecurity;
        readonly resources: Resources;
    }[];
    readonly configuration: {
        readonly backupStorageLocation: readonly [];
        readonly volumeSnapshotLocation: readonly [];
        readonly uploaderType: "kopia";
        readonly defaultVolumesToFsBackup: true;
        readonly defaultBackupStorageLocation: string;
        readonly fsBackupTimeout: string;
        readonly logFormat: "json";
        readonly logLevel: "info";
    };
    readonly credentials: { readonly useSecret: true; readonly existingSecret: string };
    readonly backupsEnabled: true;
    readonly snapshotsEnabled: false;
    readonly deployNodeAgent: true;
    readonly nodeAgent: {
        readonly resources: Resources;
        readonly containerSecurityContext: { readonly allowPrivilegeEscalation: false };
    };
    readonly upgradeCRDs: true;
    readonly upgradeJobResources: Resources;
    readonly podLabels: Readonly<Record<string, string>>;
    readonly podSecurityContext: {
        readonly runAsNonRoot: true;
        readonly runAsUser: number;
        readonly fsGroup: number;
        readonly seccompProfile: { readonly type: "RuntimeDefault" };
    };
    readonly containerSecurityContext: ContainerSecurity;
    readonly metrics: { readonly enabled: true; readonly podAnnotations: Record<string, never> };
    readonly resources: Resources;
}

const locked: ContainerSecurity = {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
};

/** Pods of Velero's server. */
export const serverPods = { "app.kubernetes.io/component": "velero-server" } as const;

/** Port of Velero's metrics. */
export const veleroMetricsPort = 8085;

/**
 * Velero copies files with Kopia: the volume driver has no snapshots that a token may take.
 *
 * @param names of the storage location and of the Secret with the key `cloud`.
 */
export function veleroValues(names: {
    readonly location: string;
    readonly secret: string;
}): VeleroValues {
    return {
        initContainers: [
            {
                name: "velero-plugin-for-aws",
                image: "docker.io/velero/velero-plugin-for-aws:v1.14.0@sha256:7e82f717f44e89671212e0dfce7e061321c386ea84a33bca64a671670ca6c278",
                volumeMounts: [{ mountPath: "/target", name: "plugins" }],
                securityContext: locked,
                resources: {
                    requests: { cpu: "10m", memory: "32Mi" },
                    limits: { memory: "128Mi" },
                },
            },
        ],
        configuration: {
            // The location is a resource of its own.
            backupStorageLocation: [],
            volumeSnapshotLocation: [],
            uploaderType: "kopia",
            defaultVolumesToFsBackup: true,
            defaultBackupStorageLocation: names.location,
            // The first copy of a photo library takes its time.
            fsBackupTimeout: "24h",
            logFormat: "json",
            logLevel: "info",
        },
        credentials: { useSecret: true, existingSecret: names.secret },
        backupsEnabled: true,
        snapshotsEnabled: false,
        deployNodeAgent: true,
        nodeAgent: {
            resources: platformPods.firstBucket.nodeAgent.containers.agent,
            containerSecurityContext: { allowPrivilegeEscalation: false },
        },
        // Helm installs definitions but never renews them; the chart's job does.
        upgradeCRDs: true,
        upgradeJobResources: platformPods.firstBucket.definitions.containers.job,
        podLabels: serverPods,
        podSecurityContext: {
            runAsNonRoot: true,
            runAsUser: 65532,
            fsGroup: 65532,
            seccompProfile: { type: "RuntimeDefault" },
        },
        containerSecurityContext: locked,
        metrics: { enabled: true, podAnnotations: {} },
        resources: platformPods.firstBucket.velero.containers.server,
    };
}
