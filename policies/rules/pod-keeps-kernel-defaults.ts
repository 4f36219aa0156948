import { absentOr, each, oneOf } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
const safe = [
    "kernel.shm_rmid_forced",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.ping_group_range",
    "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
    "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_rmem",
    "net.ipv4.tcp_syncookies",
    "net.ipv4.tcp_wmem",
];

/** What the kernel hides stays hidden, and its settings stay as they are. */
export const podKeepsKernelDefaults = objectRule({
    id: "POD-07",
    name: "pod-keeps-kernel-defaults",
    description:
        "Pods must keep the default proc mount, and may set no kernel parameter that is not safe.",
    clause: { section: "Data Classification", line: 496 },
    severity: "medium",
    level: "mandatory",
    remediation: "Remove procMount, and set kernel parameters on the node by a Talos patch.",
    subjects: "pods",
    strictness: "baseline",
    requirements: [
        {
            must: each("securityContext.sysctls", oneOf("name", ...safe)),
            says: "set no kernel parameter but the safe ones",
        },
        {
            of: "container",
            must: absentOr("securityContext.procMount", "Default"),
            says: "keep the default proc mount",
        },
    ],
});
