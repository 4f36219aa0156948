import { at, entriesAt, isEmpty, isFields, isList, listAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { unknownValue, type Value } from "../engine/value";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { type MachineConfig, machineConfigs, patched } from "../views/machine-configs";

/** Talos is hardened as it comes; a patch may add to that and not take away. */
export const machineHardeningKept: StackRule = {
    id: "TAL-01",
    name: "machine-hardening-kept",
    description:
        "Patches of a machine configuration must not loosen what Talos hardens by default.",
    clause: { section: "Access Control", line: 371 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Take the named field out of the patch. Talos already turns anonymous access off, encrypts " +
        "etcd, writes an audit log, and enforces RBAC, seccomp and Pod Security.",
    scope: "stack",
    judge,
};

/** Arguments of the API server that decide who may do what, and what is written down of it. */
const guardedArguments =
    /^(anonymous-auth|authorization-mode|profiling|encryption-provider-config|audit-(policy-file|log-.*|webhook-.*)|tls-.*|(en|dis)able-admission-plugins|insecure-.*|token-auth-file|kubelet-(certificate-authority|https))$/;

/** Arguments of the kubelet that decide who may ask it for what. */
const guardedOfKubelet =
    /^(anonymous-auth|authorization-mode|authentication-token-webhook|client-ca-file|read-only-port|tls-.*|config)$/;

/** The least days, files and MiB that may bound the audit log: it is read before it is gone. */
const auditLogBounds: Readonly<Record<string, number>> = {
    "audit-log-maxage": 14,
    "audit-log-maxbackup": 4,
    "audit-log-maxsize": 100,
};

/** Fields that must keep this value, where they are set at all. */
const kept: readonly (readonly [path: readonly string[], value: boolean])[] = [
    [["machine", "features", "rbac"], true],
    [["machine", "kubelet", "defaultRuntimeSeccompProfileEnabled"], true],
    [["machine", "kubelet", "disableManifestsDirectory"], true],
    [["cluster", "apiServer", "disablePodSecurityPolicy"], true],
    [["cluster", "discovery", "registries", "service", "disabled"], true],
];

function judge(stack: Stack): Verdict {
    return judgeEach(machineConfigs(stack), (config) => [
        ...argumentFaults(config),
        ...kept.flatMap(([path, value]) =>
            patched(config, ...path).every((found) => found === value)
                ? []
                : [
                      `The ${config.title} must not set ${path.join(".")} to anything but ${String(value)}.`,
                  ],
        ),
        ...admissionFaults(config),
    ]);
}

function argumentFaults(config: MachineConfig): readonly string[] {
    const ofKubelet = patched(config, "machine", "kubelet", "extraArgs").flatMap((extra) =>
        entriesAt(extra)
            .filter(([name]) => guardedOfKubelet.test(name))
            .map(([name]) => `The ${config.title} must not set the kubelet's argument ${name}.`),
    );
    return [...ofKubelet, ...argumentFaultsOfServer(config)];
}

function argumentFaultsOfServer(config: MachineConfig): readonly string[] {
    return patched(config, "cluster", "apiServer", "extraArgs").flatMap((extra) =>
        entriesAt(extra)
            .filter(([name, value]) => guardedArguments.test(name) && !isWideEnough(name, value))
            .map(([name]) => {
                const least = auditLogBounds[name];
                const below = least === undefined ? "" : ` below ${least}`;
                return `The ${config.title} must not set the API server's argument ${name}${below}.`;
            }),
    );
}

function isWideEnough(name: string, value: Value): boolean {
    const least = auditLogBounds[name];
    const isNumber =
        typeof value === "number" || (typeof value === "string" && /^\d+$/.test(value));
    return least !== undefined && isNumber && Number(value) >= least;
}

/**
 * Patches are merged: a deletion of these, or of what they are in, takes the plug-in away, and what
 * they say of their own may exempt a namespace, or write nothing down.
 */
function admissionFaults(config: MachineConfig): readonly string[] {
    const isDeleted = [["cluster"], ["cluster", "apiServer"]].some((path) =>
        patched(config, ...path).some(
            (found) => found === null || at(found, "$patch") === "delete",
        ),
    );
    const isLoose = patched(config, "cluster", "apiServer", "admissionControl").some(
        (plugins) => !isList(plugins) || plugins.some(isLoosePlugin),
    );
    const isSilent = patched(config, "cluster", "apiServer", "auditPolicy").some(
        (policy) =>
            !isFields(policy) ||
            at(policy, "$patch") !== undefined ||
            listAt(policy, "rules").some((rule) => at(rule, "level") === "None"),
    );
    return isDeleted || isLoose || isSilent
        ? [`The ${config.title} must keep the API server's admissionControl and auditPolicy.`]
        : [];
}

/** Talos itself exempts the namespace kube-system, and nothing else. */
function isLoosePlugin(plugin: Value): boolean {
    const configuration = at(plugin, "configuration");
    const exemptions = at(configuration, "exemptions");
    return (
        !isFields(plugin) ||
        at(plugin, "$patch") !== undefined ||
        configuration === unknownValue ||
        exemptions === unknownValue ||
        listAt(exemptions, "namespaces").some((namespace) => namespace !== "kube-system") ||
        ["usernames", "runtimeClasses"].some((key) => !isEmpty(at(exemptions, key))) ||
        at(configuration, "defaults", "enforce") === "privileged"
    );
}
