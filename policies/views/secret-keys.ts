import { once } from "./once";
import { entriesAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import type { Value } from "../engine/value";
import { type KubeObject, namespaced, objectsIn } from "./kube-object";

/** The secrets of the stack, sealed or not. */
export const secretsIn = once((stack: Stack): readonly KubeObject[] => [
    ...objectsIn(stack, "bitnami.com", "SealedSecret"),
    ...objectsIn(stack, "core", "Secret"),
]);

/** What a secret holds, by key, sealed or not. */
export function secretEntries({ body }: KubeObject): readonly (readonly [string, Value])[] {
    return [["spec", "encryptedData"], ["data"], ["stringData"]].flatMap((place) =>
        entriesAt(body, ...place),
    );
}

/** Names of the keys in each secret of the stack by `namespace/name`. */
const keysBySecret = once(
    (stack: Stack): ReadonlyMap<string, readonly string[]> =>
        new Map(
            secretsIn(stack).map((secret) => [
                namespaced(secret),
                secretEntries(secret).map(([key]) => key),
            ]),
        ),
);

/** The keys of a secret of the stack; none for one that it does not make. */
export function secretKeysIn(stack: Stack, namespace: string, name: string): readonly string[] {
    return keysBySecret(stack).get(namespaced({ namespace, name })) ?? [];
}
