import { set, type Slip } from "./slip";

const on = "Deployment::proxmox-exporter";
const pod = "spec.template.spec";
const container = `${pod}.containers[0]`;

function slip(rule: string, remedy: string, path: string, value: Parameters<typeof set>[1]): Slip {
    return { rule, on, remedy, edit: set(path, value) };
}

/** Slips with a pod and its container. */
export const podSlips: readonly Slip[] = [
    slip("pod-unprivileged", "not be privileged", `${container}.securityContext.privileged`, true),
    slip("pod-off-host", "not set hostNetwork", `${pod}.hostPID`, true),
    slip(
        "container-gains-nothing",
        "set allowPrivilegeEscalation to false",
        `${container}.securityContext.allowPrivilegeEscalation`,
        true,
    ),
    slip("pod-runs-as-user", "not run as user 0", `${pod}.securityContext.runAsUser`, 0),
    slip(
        "pod-filters-system-calls",
        "set seccompProfile to RuntimeDefault",
        `${pod}.securityContext.seccompProfile.type`,
        "Unconfined",
    ),
    slip(
        "container-drops-capabilities",
        "add no capability",
        `${container}.securityContext.capabilities.add`,
        ["SYS_ADMIN"],
    ),
    slip(
        "pod-keeps-kernel-defaults",
        "keep the default proc mount",
        `${container}.securityContext.procMount`,
        "Unmasked",
    ),
    slip(
        "root-filesystem-read-only",
        "set readOnlyRootFilesystem to true",
        `${container}.securityContext.readOnlyRootFilesystem`,
        false,
    ),
    slip("container-bounded", "have a limit of memory", `${container}.resources.limits`, {}),
    slip("pod-probed", "have a readiness probe", `${container}.readinessProbe`, undefined),
    slip("pod-volume-own", "mount no volume but claims", `${pod}.volumes[0]`, {
        name: "tmp",
        hostPath: { path: "/tmp" },
    }),
    slip(
        "pod-without-token",
        "set automountServiceAccountToken to false",
        `${pod}.automountServiceAccountToken`,
        true,
    ),
    slip("image-pinned", "keep the pull policy", `${container}.imagePullPolicy`, "Always"),
    slip("image-digest-pinned", "pin its image by digest", `${container}.image`, "docker.io/a/b:1"),
    slip("secret-as-file", "read its secrets from files", `${container}.envFrom`, [
        { secretRef: { name: "proxmox-exporter" } },
    ]),
    slip("workload-recreated", "set its strategy to Recreate", `${pod}.volumes[1]`, {
        name: "data",
        persistentVolumeClaim: { claimName: "" },
    }),
];
