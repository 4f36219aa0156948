import type { KubernetesApi, KubernetesObject } from "../../control-plane/api";

const apiVersion = "postgresql.cnpg.io/v1";

/**
 * Makes the Secrets that the database operator, which does not run here, would make for its
 * clusters and that pods mount: the authority and the server's certificate. Their content is of no
 * use, for nothing listens.
 *
 * @see https://cloudnative-pg.io/documentation/current/certificates/
 */
export async function tendDatabases(api: KubernetesApi): Promise<void> {
    if (!(await api.knows(apiVersion, "Cluster"))) {
        return;
    }
    for (const cluster of await api.list(apiVersion, "Cluster")) {
        for (const secret of secretsOf(cluster)) {
            if ((await api.read(secret)) === undefined) {
                await api.create(secret);
            }
        }
    }
}

/** They go with their cluster. */
function secretsOf({ metadata }: KubernetesObject): KubernetesObject[] {
    const { name = "", namespace = "", uid } = metadata;
    const ownerReferences = [{ apiVersion, kind: "Cluster", name, uid }];
    const made = (suffix: string, stringData: object): KubernetesObject => ({
        ...{ apiVersion: "v1", kind: "Secret", stringData },
        metadata: { name: `${name}-${suffix}`, namespace, ownerReferences },
    });
    return [
        made("ca", { "ca.crt": "played", "ca.key": "played" }),
        made("server", { "tls.crt": "played", "tls.key": "played" }),
    ];
}
