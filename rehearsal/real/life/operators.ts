import type { KubernetesApi, KubernetesObject } from "../../control-plane/api";

/** An operator that does not run here: what it is asked for by, and the Secrets that it would make. */
interface Operator {
    readonly apiVersion: string;
    readonly kind: string;
    /** The account that it has in the cluster, by namespace and name. */
    readonly account: string;
    /** Keys by name of the Secret. */
    readonly secretsOf: (object: KubernetesObject) => Readonly<Record<string, readonly string[]>>;
}

const operators: readonly Operator[] = [
    {
        // https://cloudnative-pg.io/documentation/current/certificates/
        apiVersion: "postgresql.cnpg.io/v1",
        kind: "Cluster",
        account: "cnpg-system:cloudnative-pg",
        secretsOf: ({ metadata: { name = "" } }) => ({
            [`${name}-ca`]: ["ca.crt", "ca.key"],
            [`${name}-server`]: ["tls.crt", "tls.key"],
        }),
    },
    {
        // https://cert-manager.io/docs/usage/certificate/
        apiVersion: "cert-manager.io/v1",
        kind: "Certificate",
        account: "cert-manager:cert-manager",
        secretsOf: ({ spec }) => ({
            [(spec as { secretName: string }).secretName]: ["ca.crt", "tls.crt", "tls.key"],
        }),
    },
];

/**
 * Makes the Secrets that operators would make and that pods mount, so that their pods are seen to
 * start. What is in them is of no use, for nothing listens.
 */
export async function tendOperators(api: KubernetesApi): Promise<void> {
    for (const { apiVersion, kind, account, secretsOf } of operators) {
        if (await api.knows(apiVersion, kind)) {
            const operator = api.as(`system:serviceaccount:${account}`);
            for (const owner of await api.list(apiVersion, kind)) {
                for (const [name, keys] of Object.entries(secretsOf(owner))) {
                    await makeSecret(operator, owner, name, keys);
                }
            }
        }
    }
}

/** It goes with its owner. */
async function makeSecret(
    api: KubernetesApi,
    { apiVersion, kind, metadata }: KubernetesObject,
    name: string,
    keys: readonly string[],
): Promise<void> {
    const owner = { apiVersion, kind, name: metadata.name, uid: metadata["uid"] };
    const secret: KubernetesObject = {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name, namespace: metadata.namespace ?? "default", ownerReferences: [owner] },
        stringData: Object.fromEntries(keys.map((key) => [key, "played"])),
    };
    if ((await api.read(secret)) === undefined) {
        await api.create(secret);
    }
}
