import { all, any, each, filled, noneOf, not, present } from "../conditions/condition";
import { type KindRef, objectRule } from "../conditions/object-rule";

/** PostgreSQL, Redis, MySQL, MongoDB, etcd. */
const ports = [5432, 6379, 3306, 27017, 2379];

/** As ports of their containers are called. */
const names = ["postgres", "postgresql", "redis", "mysql", "mongodb", "etcd"];

const route = (kind: string, version: string): KindRef => ({
    ...{ group: "gateway.networking.k8s.io", version },
    ...{ kind, plural: `${kind.toLowerCase()}s` },
});
const routes = [
    route("HTTPRoute", "v1"),
    route("GRPCRoute", "v1"),
    route("TCPRoute", "v1alpha2"),
    route("TLSRoute", "v1alpha2"),
];
const policy: KindRef = {
    ...{ group: "networking.k8s.io", version: "v1" },
    ...{ kind: "NetworkPolicy", plural: "networkpolicies" },
};

/** Databases answer their own app, by its pods' labels, and no browser. */
export const databaseNotPublished = objectRule({
    id: "NET-02",
    name: "database-not-published",
    description: "Ports of databases must have no route, and may be opened to named pods only.",
    clause: { section: "Access Control", line: 366 },
    severity: "critical",
    level: "mandatory",
    remediation: "Remove the route; name the pods that may connect in the network policy.",
    subjects: [...routes, policy],
    requirements: [
        {
            kinds: routes.map(({ kind }) => kind),
            must: each("spec.rules", each("backendRefs", noneOf("port", ...ports))),
            says: "not lead to the port of a database",
        },
        {
            kinds: [policy.kind],
            must: each(
                "spec.ingress",
                any(
                    all(
                        filled("ports"),
                        each(
                            "ports",
                            all(
                                present("port"),
                                noneOf("port", ...ports),
                                noneOf("port", ...names),
                                not(present("endPort")),
                            ),
                        ),
                    ),
                    all(
                        filled("from"),
                        each(
                            "from",
                            any(
                                filled("podSelector.matchLabels"),
                                filled("podSelector.matchExpressions"),
                            ),
                        ),
                    ),
                ),
            ),
            says: "open a database's port to pods named by their labels only",
        },
    ],
});
