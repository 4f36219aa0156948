import type { KubernetesApi, KubernetesObject } from "../../control-plane/api";
import type { CheckResult, Standing } from "../checks";

/** An account of the cluster and a namespace in which it may read. */
interface Right {
    readonly account: string;
    readonly resource: string;
    readonly namespace: string;
}

const precious = ["secrets", "persistentvolumeclaims"] as const;
/** Accounts of the control plane itself, which reads everything. */
const ownNamespaces = ["kube-system", "kube-public", "kube-node-lease"];

/**
 * Asks the server for each account whether it may read Secrets or claims. An app's account may read
 * none, not even its own: what an app needs is mounted into its pods.
 */
export async function checkRights({ real, apps }: Standing): Promise<Omit<CheckResult, "name">> {
    const { api } = real;
    const namespaces = (await api.list("v1", "Namespace")).map(nameOf);
    const accounts = (await api.list("v1", "ServiceAccount")).filter(
        ({ metadata }) => !ownNamespaces.includes(metadata.namespace ?? ""),
    );
    const rights: Right[] = [];
    for (const account of accounts) {
        for (const resource of precious) {
            for (const namespace of namespaces) {
                if (await mayRead(api, account, resource, namespace)) {
                    rights.push({ account: userOf(account), resource, namespace });
                }
            }
        }
    }
    const ofApps = new Set(apps.map(({ name }) => name));
    const lines = summaryLines(rights, namespaces.length);
    return {
        summary:
            `${accounts.length} accounts asked about ${namespaces.length} namespaces` +
            lines.map((line) => `\n    ${line}`).join(""),
        problems: rights
            .filter(({ account }) => ofApps.has(account.split("/")[0] ?? ""))
            .map(
                ({ account, resource, namespace }) =>
                    `${account} may read the ${resource} of ${namespace}`,
            ),
    };
}

/** Who may read what, a line for each account and resource. */
function summaryLines(rights: readonly Right[], all: number): string[] {
    const byAccount = new Map<string, string[]>();
    for (const { account, resource, namespace } of rights) {
        const key = `${account} reads ${resource} of`;
        byAccount.set(key, [...(byAccount.get(key) ?? []), namespace]);
    }
    return [...byAccount].map(
        ([key, names]) => `${key} ${names.length === all ? "every namespace" : names.join(", ")}`,
    );
}

async function mayRead(
    api: KubernetesApi,
    { metadata }: KubernetesObject,
    resource: string,
    namespace: string,
): Promise<boolean> {
    const home = metadata.namespace ?? "";
    const review = await api.create({
        apiVersion: "authorization.k8s.io/v1",
        kind: "SubjectAccessReview",
        metadata: {},
        spec: {
            user: `system:serviceaccount:${home}:${metadata.name ?? ""}`,
            groups: [
                "system:serviceaccounts",
                `system:serviceaccounts:${home}`,
                "system:authenticated",
            ],
            resourceAttributes: { verb: "get", resource, namespace },
        },
    });
    return (review["status"] as { allowed?: boolean } | undefined)?.allowed === true;
}

function userOf({ metadata }: KubernetesObject): string {
    return `${metadata.namespace ?? ""}/${metadata.name ?? ""}`;
}

function nameOf({ metadata }: KubernetesObject): string {
    return metadata.name ?? "";
}
