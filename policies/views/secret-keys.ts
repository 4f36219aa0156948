import { once } from "./once";
import { entriesAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { type KubeObject, namespaced, objectsIn } from "./kube-object";

/** Names of the keys in each secret of the stack, sealed or not, by `namespace/name`. */
const keysBySecret = once((stack: Stack): ReadonlyMap<string, readonly string[]> => {
    const secrets = [
        ...objectsIn(stack, "bitnami.com", "SealedSecret"),
        ...objectsIn(stack, "core", "Secret"),
    ];
    return new Map(secrets.map((secret) => [namespaced(secret), keysOf(secret)]));
});

function keysOf({ body }: KubeObject): readonly string[] {
    return [["spec", "encryptedData"], ["data"], ["stringData"]].flatMap((place) =>
        entriesAt(body, ...place).map(([key]) => key),
    );
}

/** The keys of a secret of the stack; none for one that it does not make. */
export function secretKeysIn(stack: Stack, namespace: string, name: string): readonly string[] {
    return keysBySecret(stack).get(namespaced({ namespace, name })) ?? [];
}
