import { listAt, at } from "../engine/read";
import type { Stack } from "../engine/resource";
import { joinVerdicts, judgeEach, type StackRule, type Verdict } from "../engine/rule";
import type { Value } from "../engine/value";
import { namespaced, objectsIn } from "../views/kube-object";
import { networkPolicies } from "../views/network-policies";

/** Databases answer their own app, by its pods' labels, and no browser. */
export const databaseNotPublished: StackRule = {
    id: "NET-02",
    name: "database-not-published",
    description: "Ports of databases must have no route, and may be opened to named pods only.",
    clause: { section: "Access Control", line: 366 },
    severity: "critical",
    level: "mandatory",
    remediation: "Remove the route; name the pods that may connect in the network policy.",
    scope: "stack",
    judge,
};

/** PostgreSQL, Redis, MySQL, MongoDB, etcd. */
const ports: readonly unknown[] = [5432, 6379, 3306, 27017, 2379];

function judge(stack: Stack): Verdict {
    const routes = objectsIn(
        stack,
        "gateway.networking.k8s.io",
        "HTTPRoute",
        "TCPRoute",
        "TLSRoute",
        "GRPCRoute",
    );
    return joinVerdicts(
        judgeEach(routes, (route) =>
            listAt(route.body, "spec", "rules")
                .flatMap((rule) => listAt(rule, "backendRefs"))
                .some((backend) => ports.includes(at(backend, "port")))
                ? [
                      `The ${route.kind} ${namespaced(route)} must not lead to the port of a database.`,
                  ]
                : [],
        ),
        judgeEach(networkPolicies(stack), (policy) =>
            listAt(policy.body, "spec", "ingress").some(isOpenToMany)
                ? [
                      `The network policy ${namespaced(policy)} must open a database's port to pods named by their labels only.`,
                  ]
                : [],
        ),
    );
}

function isOpenToMany(rule: Value): boolean {
    const isDatabase = listAt(rule, "ports").some((port) => ports.includes(at(port, "port")));
    const peers = listAt(rule, "from");
    return isDatabase && (peers.length === 0 || peers.some((peer) => !namesPods(peer)));
}

function namesPods(peer: Value): boolean {
    const selector = at(peer, "podSelector");
    return (
        Object.keys(Object(at(selector, "matchLabels")) as object).length > 0 ||
        listAt(selector, "matchExpressions").length > 0
    );
}
