import type { KubernetesApi, KubernetesObject } from "../../control-plane/api";
import type { CheckResult, Standing } from "../check";
import { type DeclaredRight, declaredRights, type Precious } from "./declared-rights";

/** An account of the cluster and a namespace in which it may read. */
interface Right {
    /** As `namespace/name`. */
    readonly account: string;
    readonly resource: Precious;
    readonly namespace: string;
}

const precious: readonly Precious[] = ["secrets", "persistentvolumeclaims"];
/** A list shows the content of what is in it. */
const verbs = ["get", "list"] as const;
/** Where the control plane's own accounts are, which read everything. */
const ownNamespaces = ["kube-system", "kube-public", "kube-node-lease"];
const helmAnnotation = "meta.helm.sh/release-name";

/** Asks the server for each account whether it may read Secrets or claims, in each namespace. */
export async function checkRights({ real }: Standing): Promise<Omit<CheckResult, "name">> {
    const { api } = real;
    const namespaces = (await api.list("v1", "Namespace")).map(nameOf);
    const accounts = (await api.list("v1", "ServiceAccount")).filter(isOurs);
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
    const present = new Set(accounts.map(userOf));
    const absent = new Set(
        declaredRights.map(({ account }) => account).filter((account) => !present.has(account)),
    );
    const lines = [
        ...summaryLines(rights, namespaces.length),
        ...(absent.size > 0
            ? [`not asked, their charts are not here: ${[...absent].join(", ")}`]
            : []),
    ];
    return {
        summary:
            `${accounts.length} accounts asked about ${namespaces.length} namespaces` +
            lines.map((line) => `\n    ${line}`).join(""),
        problems: differences(
            rights,
            declaredRights.filter(({ account }) => present.has(account)),
            namespaces,
        ),
    };
}

/** What accounts may read and nobody declared, and what is declared and they may not. */
function differences(
    rights: readonly Right[],
    declared: readonly DeclaredRight[],
    namespaces: readonly string[],
): string[] {
    const expected = declared.flatMap(({ account, resource, namespaces: where }) =>
        (where === "every" ? namespaces : where).map((namespace) => ({
            account,
            resource,
            namespace,
        })),
    );
    const found = new Set(rights.map(shown));
    const wanted = new Set(expected.map(shown));
    return [
        ...[...found]
            .filter((right) => !wanted.has(right))
            .map((right) => `${right}, which nobody declared`),
        ...[...wanted]
            .filter((right) => !found.has(right))
            .map((right) => `${right} by what is declared, and the server refuses it`),
    ];
}

function shown({ account, resource, namespace }: Right): string {
    return `${account} may read the ${resource} of ${namespace}`;
}

/** Those of the program and of its releases; the control plane has many of its own. */
function isOurs({ metadata }: KubernetesObject): boolean {
    return (
        !ownNamespaces.includes(metadata.namespace ?? "") ||
        metadata.annotations?.[helmAnnotation] !== undefined
    );
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

/** @param account a ServiceAccount as the server holds it. */
async function mayRead(
    api: KubernetesApi,
    { metadata }: KubernetesObject,
    resource: Precious,
    namespace: string,
): Promise<boolean> {
    const home = metadata.namespace ?? "";
    for (const verb of verbs) {
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
                resourceAttributes: { verb, resource, namespace },
            },
        });
        if ((review["status"] as { allowed?: boolean } | undefined)?.allowed === true) {
            return true;
        }
    }
    return false;
}

function userOf({ metadata }: KubernetesObject): string {
    return `${metadata.namespace ?? ""}/${metadata.name ?? ""}`;
}

function nameOf({ metadata }: KubernetesObject): string {
    return metadata.name ?? "";
}
