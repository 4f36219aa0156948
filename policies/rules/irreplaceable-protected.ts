import type { RuleContext } from "../engine/context";
import { at, listAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { judgeEach, notApplicable, type StackRule, type Verdict } from "../engine/rule";
import { assetOf } from "../views/data";
import { namespaced, shown } from "../views/kube-object";
import { machinesIn, machineTokens, otherMachineTokens, volumesTag } from "../views/machines";
import { isLifted } from "../views/protection";
import { sealingKeys } from "../views/sealing-keys";
import { claims, databases } from "../views/volumes";

/** What cannot be made again is not deleted by a slip. */
export const irreplaceableProtected: StackRule = {
    id: "PRO-01",
    name: "irreplaceable-protected",
    description:
        "Virtual machines, important data, cluster secrets and the sealing key must be protected from deletion.",
    clause: { section: "User Data", line: 86 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Set protect on the resource (and Proxmox' own protection on a machine without volumes). To " +
        "tear the stack down, set homelab:protection to lifted and run one update first.",
    scope: "stack",
    judge,
};

interface Irreplaceable {
    readonly resource: Resource;
    readonly title: string;
}

/** What the provider takes when a machine says nothing. */
const defaults: Readonly<Record<string, boolean>> = {
    protection: false,
    purgeOnDestroy: true,
    deleteUnreferencedDisksOnDestroy: true,
};
const clusterSecretsToken = "talos:machine/secrets:Secrets";
const keyToken = "tls:index/privateKey:PrivateKey";

function judge(stack: Stack, context: RuleContext): Verdict {
    if (isLifted(stack)) {
        return notApplicable(
            "Protection is lifted by homelab:protection in the stack's configuration.",
        );
    }
    return judgeEach(
        [
            ...machinesIn(stack),
            ...otherMachines(stack),
            ...data(stack, context),
            ...clusterSecrets(stack),
            ...sealing(stack, context),
        ],
        ({ resource, title }) => [
            ...(resource.protect
                ? []
                : [`The ${title} must be protected: set protect in its resource options.`]),
            ...(machineTokens.includes(resource.type) ? machineFaults(resource, title) : []),
        ],
    );
}

/**
 * Proxmox' defaults delete disks that the volumes of the cluster live on. Its own deletion guard
 * forbids unplugging any disk too, so machines that volumes come to and go from do without it.
 */
function machineFaults({ props }: Resource, title: string): readonly string[] {
    const carriesVolumes = listAt(props, "tags").includes(volumesTag);
    const expected: readonly (readonly [string, boolean])[] = [
        ["protection", !carriesVolumes],
        ["purgeOnDestroy", false],
        ["deleteUnreferencedDisksOnDestroy", false],
    ];
    return expected
        .filter(([key, value]) => (at(props, key) ?? defaults[key]) !== value)
        .map(([key, value]) => `The ${title} must set ${key} to ${String(value)}.`);
}

function otherMachines(stack: Stack): readonly Irreplaceable[] {
    return stack.resources
        .filter(({ type }) => otherMachineTokens.includes(type))
        .map((resource) => ({ resource, title: `virtual machine ${shown(resource.name)}` }));
}

/** Data that the catalogue does not know is taken for important. */
function data(stack: Stack, context: RuleContext): readonly Irreplaceable[] {
    return [...claims(stack), ...databases(stack)].filter(({ labelled }) => {
        const asset = assetOf(labelled, context);
        return asset === undefined || asset.backup === "critical" || asset.backup === "high";
    });
}

function clusterSecrets(stack: Stack): readonly Irreplaceable[] {
    return stack.resources
        .filter(({ type }) => type === clusterSecretsToken)
        .map((resource) => ({ resource, title: `cluster secrets ${shown(resource.name)}` }));
}

/** The sealing key's Secret, and the private keys that it was made from. */
function sealing(stack: Stack, context: RuleContext): readonly Irreplaceable[] {
    const secrets = sealingKeys(stack, context);
    const keys = secrets
        .flatMap(({ resource }) => resource.dependencies)
        .map((urn) => stack.find(urn))
        .filter((resource) => resource?.type === keyToken);
    return [
        ...secrets.map((secret) => ({
            resource: secret.resource,
            title: `sealing key ${namespaced(secret)}`,
        })),
        ...[...new Set(keys)].flatMap((resource) =>
            resource === undefined
                ? []
                : [{ resource, title: `private key ${shown(resource.name)}` }],
        ),
    ];
}
