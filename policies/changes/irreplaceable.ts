import { isIrreplaceable } from "../../catalogue/data-asset";
import { labelKeys } from "../../catalogue/labels";
import type { RuleContext } from "../engine/context";
import type { Resource, Stack } from "../engine/resource";
import { assetOf } from "../views/data";
import { labelOf, namespaced, objectsIn, shown } from "../views/kube-object";
import { machinesIn, otherMachineTokens } from "../views/machines";
import { sealingKeys } from "../views/sealing-keys";
import { sourcesOf } from "../views/sources";
import { volumeHolders, type VolumeHolder } from "../views/volumes";

const clusterSecretsToken = "talos:machine/secrets:Secrets";
const identityToken = "homelab:platform:AgeIdentity";

/** Types of resources that hold nothing but a key that they made. */
const keyTokens = new Set([
    "random:index/randomBytes:RandomBytes",
    "random:index/randomPassword:RandomPassword",
    "tls:index/privateKey:PrivateKey",
]);

/** What backups lie in, and what makes the key that opens them. */
const backupTokens: Readonly<Record<string, string>> = {
    "cloudflare:index/r2Bucket:R2Bucket": "bucket of backups",
    "proxmoxve:storage/pbs:Pbs": "storage of machine backups, which made their key,",
};

/**
 * What a stack has that cannot be made again once it is deleted: URN to a title for messages. Says so
 * by the catalogue and the kind of resource, and of whatever the program has protected.
 */
export function irreplaceables(stack: Stack, context: RuleContext): ReadonlyMap<string, string> {
    const holders = volumeHolders(stack).filter((holder) => holdsIrreplaceable(holder, context));
    const secrets = sealed(stack, context);
    const keys = [...secrets, ...sealingKeys(stack, context)].flatMap(({ resource }) =>
        sourcesOf(resource, stack, keyTokens),
    );
    return new Map<string, string>([
        ...protectedOnes(stack),
        ...titled(stack, ({ type }) => backupTokens[type]),
        ...titled(stack, ({ type }) =>
            otherMachineTokens.includes(type) ? "virtual machine" : undefined,
        ),
        ...titled(stack, ({ type, urn }) =>
            keyTokens.has(type) && urn.includes(`${identityToken}$`)
                ? "key of etcd snapshots"
                : undefined,
        ),
        ...keys.map((key) => [key.urn, `key ${shown(key.name)}`] as const),
        ...sealingKeys(stack, context).map(
            (object) => [object.resource.urn, `sealing key ${namespaced(object)}`] as const,
        ),
        ...titled(stack, ({ type }) =>
            type === clusterSecretsToken ? "cluster secrets" : undefined,
        ),
        ...namespacesOf(holders, stack),
        ...holders.map(({ resource, title }) => [resource.urn, title] as const),
        ...machinesIn(stack).map(({ resource, title }) => [resource.urn, title] as const),
    ]);
}

function titled(
    stack: Stack,
    titleOf: (resource: Resource) => string | undefined,
): (readonly [string, string])[] {
    return stack.resources.flatMap((resource) => {
        const title = titleOf(resource);
        return title === undefined ? [] : [[resource.urn, `${title} ${shown(resource.name)}`]];
    });
}

function protectedOnes(stack: Stack): (readonly [string, string])[] {
    return titled(stack, ({ protect }) => (protect ? "protected resource" : undefined));
}

/** Data that the catalogue does not know is taken for important. */
function holdsIrreplaceable({ labelled }: VolumeHolder, context: RuleContext): boolean {
    const asset = assetOf(labelled, context);
    // What was precious when it was made is not less so because the catalogue says so since.
    const own = labelOf(labelled, labelKeys.backupPriority);
    return (
        asset === undefined ||
        own === "critical" ||
        own === "high" ||
        isIrreplaceable(asset) ||
        context.assets.some((other) => other.storedIn === asset.id && isIrreplaceable(other))
    );
}

/** A namespace takes everything in it along. */
function namespacesOf(
    holders: readonly VolumeHolder[],
    stack: Stack,
): (readonly [string, string])[] {
    return objectsIn(stack, "core", "Namespace").flatMap((object) => {
        const inside = holders.filter(({ namespace }) => namespace === object.name);
        return inside.length === 0
            ? []
            : [
                  [
                      object.resource.urn,
                      `namespace ${shown(object.name)} with ${inside.map(({ title }) => title).join(", ")}`,
                  ],
              ];
    });
}

function sealed(stack: Stack, context: RuleContext) {
    return objectsIn(stack, "bitnami.com", "SealedSecret").filter(({ body }) => {
        const asset = assetOf(body, context);
        return asset === undefined || isIrreplaceable(asset);
    });
}
