import { containerDropsCapabilities } from "../../policies/rules/container-drops-capabilities";
import { containerGainsNothing } from "../../policies/rules/container-gains-nothing";
import { podFiltersSystemCalls } from "../../policies/rules/pod-filters-system-calls";
import { podKeepsKernelDefaults } from "../../policies/rules/pod-keeps-kernel-defaults";
import { podOffHost } from "../../policies/rules/pod-off-host";
import { podRunsAsUser } from "../../policies/rules/pod-runs-as-user";
import { podUnprivileged } from "../../policies/rules/pod-unprivileged";
import { rootFilesystemReadOnly } from "../../policies/rules/root-filesystem-read-only";
import { containerLists } from "../../policies/views/pods";
import { goodContainer, type PodCase, testPodRule } from "./support/pods";

const within = (securityContext: object) => ({
    securityContext: { ...goodContainer.securityContext, ...securityContext },
});

testPodRule(podUnprivileged, [
    { title: "passes the plain container" },
    { title: "passes privileged false", container: within({ privileged: false }) },
    {
        title: "refuses privileged",
        container: within({ privileged: true }),
        says: "not be privileged",
    },
    {
        title: "refuses a process of a Windows host",
        container: within({ windowsOptions: { hostProcess: true } }),
        says: "not be privileged",
    },
    {
        title: "refuses a malformed answer",
        container: within({ privileged: "no" }),
        says: "not be privileged",
    },
]);

const onHost = "not set hostNetwork, hostPID or hostIPC";
testPodRule(podOffHost, [
    { title: "passes the plain pod" },
    { title: "passes a port of its own", container: { ports: [{ containerPort: 80 }] } },
    { title: "refuses the host's network", pod: { hostNetwork: true }, says: onHost },
    { title: "refuses the host's processes", pod: { hostPID: true }, says: onHost },
    { title: "refuses the host's memory", pod: { hostIPC: true }, says: onHost },
    {
        title: "refuses a port of the host",
        container: { ports: [{ containerPort: 80, hostPort: 80 }] },
        says: "not set hostPort",
    },
]);

testPodRule(containerGainsNothing, [
    { title: "passes the plain container" },
    {
        title: "refuses escalation",
        container: within({ allowPrivilegeEscalation: true }),
        says: "set allowPrivilegeEscalation to false",
    },
    {
        title: "refuses silence",
        container: { securityContext: {} },
        says: "set allowPrivilegeEscalation to false",
    },
    {
        title: "refuses a container without a security context",
        container: { securityContext: null },
        says: "set allowPrivilegeEscalation to false",
    },
]);

const nonRoot = "set runAsNonRoot to true, on the pod or on each container";
/** A pod that says nothing, while each of its containers does, or all but those of one list. */
function containersByThemselves(securityContext: object, says: string): readonly PodCase[] {
    const all = Object.fromEntries(
        containerLists.map((list) => [list, [{ name: "main", securityContext }]]),
    );
    return [
        {
            title: "passes containers of every list that say it themselves",
            pod: { securityContext: {}, ...all },
        },
        ...containerLists.map((list) => ({
            title: `refuses silence in ${list} alone`,
            pod: { securityContext: {}, ...all, [list]: [{ name: "main" }] },
            says,
        })),
    ];
}

testPodRule(podRunsAsUser, [
    { title: "passes a pod that is not root" },
    { title: "passes a user", container: within({ runAsUser: 1000 }) },
    {
        title: "passes containers that say it themselves",
        pod: { securityContext: {}, containers: [{ securityContext: { runAsNonRoot: true } }] },
    },
    ...containersByThemselves({ runAsNonRoot: true }, nonRoot),
    { title: "refuses silence", pod: { securityContext: {} }, says: nonRoot },
    { title: "refuses root", pod: { securityContext: { runAsNonRoot: false } }, says: nonRoot },
    {
        title: "refuses user 0 for the pod",
        pod: { securityContext: { runAsNonRoot: true, runAsUser: 0 } },
        says: "not run as user 0",
    },
    {
        title: "refuses a container that is root again",
        container: within({ runAsNonRoot: false }),
        says: "not run as root",
    },
    {
        title: "refuses user 0 for a container",
        container: within({ runAsUser: 0 }),
        says: "not run as root",
    },
]);

const profile = "set seccompProfile to RuntimeDefault, on the pod or on each container";
const confined = { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } };
const weakened = "not run without AppArmor, nor choose an SELinux user or role";
testPodRule(podFiltersSystemCalls, [
    { title: "passes the runtime's profile" },
    {
        title: "passes a profile of its own",
        pod: { securityContext: { seccompProfile: { type: "Localhost" } } },
    },
    ...containersByThemselves({ seccompProfile: { type: "RuntimeDefault" } }, profile),
    {
        title: "passes containers with profiles",
        pod: {
            securityContext: {},
            containers: [{ securityContext: { seccompProfile: { type: "RuntimeDefault" } } }],
        },
    },
    { title: "refuses no profile", pod: { securityContext: {} }, says: profile },
    {
        title: "refuses a pod without filter",
        pod: { securityContext: { seccompProfile: { type: "Unconfined" } } },
        says: profile,
    },
    {
        title: "refuses a container without filter",
        container: within({ seccompProfile: { type: "Unconfined" } }),
        says: "not weaken seccomp, AppArmor or SELinux",
    },
    {
        title: "refuses a pod without AppArmor",
        pod: { securityContext: { ...confined, appArmorProfile: { type: "Unconfined" } } },
        says: weakened,
    },
    {
        title: "refuses an SELinux user",
        pod: { securityContext: { ...confined, seLinuxOptions: { user: "system_u" } } },
        says: weakened,
    },
    {
        title: "refuses an SELinux role of a container",
        container: within({ seLinuxOptions: { role: "sysadm_r" } }),
        says: "not weaken seccomp, AppArmor or SELinux",
    },
]);

const capabilities = (list: unknown) => within({ capabilities: list });
testPodRule(containerDropsCapabilities, [
    { title: "passes all dropped" },
    {
        title: "passes the one for low ports",
        container: capabilities({ drop: ["ALL"], add: ["NET_BIND_SERVICE"] }),
    },
    { title: "refuses silence", container: { securityContext: {} }, says: "drop all capabilities" },
    {
        title: "refuses some dropped",
        container: capabilities({ drop: ["NET_RAW"] }),
        says: "drop all capabilities",
    },
    {
        title: "refuses an added one",
        container: capabilities({ drop: ["ALL"], add: ["SYS_ADMIN"] }),
        says: "add no capability but NET_BIND_SERVICE",
    },
    {
        title: "refuses a malformed list",
        container: capabilities({ drop: "ALL" }),
        says: "drop all capabilities",
    },
]);

const sysctl = (name: string) => ({
    pod: { securityContext: { ...confined, sysctls: [{ name, value: "1" }] } },
});
testPodRule(podKeepsKernelDefaults, [
    { title: "passes no parameter" },
    { title: "passes a safe parameter", ...sysctl("net.ipv4.tcp_syncookies") },
    { title: "passes the default mount", container: within({ procMount: "Default" }) },
    {
        title: "refuses an unsafe parameter",
        ...sysctl("kernel.msgmax"),
        says: "set no kernel parameter but the safe ones",
    },
    {
        title: "refuses an unmasked mount",
        container: within({ procMount: "Unmasked" }),
        says: "keep the default proc mount",
    },
]);

testPodRule(rootFilesystemReadOnly, [
    { title: "passes a read-only one" },
    {
        title: "refuses a writable one",
        container: within({ readOnlyRootFilesystem: false }),
        says: "set readOnlyRootFilesystem to true",
    },
    {
        title: "refuses silence",
        container: { securityContext: { allowPrivilegeEscalation: false } },
        says: "set readOnlyRootFilesystem to true",
    },
]);
