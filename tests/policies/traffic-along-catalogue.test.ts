import { trafficAlongCatalogue } from "../../policies/rules/traffic-along-catalogue";
import { context as usual, kube, unknown, verdictOf } from "./support";

/** Immich calls notes; vault calls nobody; the rest of the cluster is the platform's. */
const declared: Readonly<Record<string, readonly string[]>> = {
    immich: ["notes"],
    notes: [],
    vault: [],
};
const context = { ...usual, neighbours: (namespace: string) => declared[namespace] };
const names = (name: unknown) => ({ matchLabels: { "kubernetes.io/metadata.name": name } });
const pods = { matchLabels: { app: "main" } };

function told(namespace: string, direction: "ingress" | "egress", ...selectors: unknown[]) {
    const side = direction === "ingress" ? "from" : "to";
    const peers = selectors.map((namespaceSelector) => ({ namespaceSelector, podSelector: pods }));
    const policy = kube(
        "networking.k8s.io/v1:NetworkPolicy",
        "way",
        { spec: { podSelector: {}, [direction]: [{ [side]: peers }] } },
        { namespace },
    );
    const { judged, findings } = verdictOf(trafficAlongCatalogue, [policy], context);
    return judged.length === 0 ? "not judged" : findings.map(({ message }) => message);
}

const undeclared = (namespace: string, caller: string, called: string) => [
    `The network policy ${namespace}/way must not let ${caller} call ${called}, which it does not declare.`,
];

describe("traffic-along-catalogue", () => {
    test.each([
        ["immich", "egress", "notes"],
        ["notes", "ingress", "immich"],
        ["immich", "ingress", "traefik"],
        ["immich", "egress", "kube-system"],
        ["immich", "egress", "immich"],
        ["vault", "egress", "kube-system"],
    ] as const)("passes %s with %s of %s", (namespace, direction, other) => {
        expect(told(namespace, direction, names(other))).toEqual([]);
    });

    test.each([
        ["notes", "egress", "immich", "notes", "immich"],
        ["immich", "ingress", "notes", "notes", "immich"],
        ["vault", "egress", "immich", "vault", "immich"],
        ["vault", "ingress", "immich", "immich", "vault"],
        ["immich", "egress", "vault", "immich", "vault"],
    ] as const)("refuses %s with %s of %s", (namespace, direction, other, caller, called) => {
        expect(told(namespace, direction, names(other))).toEqual(
            undeclared(namespace, caller, called),
        );
    });

    test.each([
        ["all namespaces", {}],
        ["namespaces with a label", { matchLabels: { reach: "internal" } }],
        ["a second label", { matchLabels: { "kubernetes.io/metadata.name": "notes", a: "b" } }],
        [
            "an expression",
            { ...names("notes"), matchExpressions: [{ key: "a", operator: "Exists" }] },
        ],
        ["a name not known", names(unknown.text)],
        ["a selector not known", unknown.object],
        ["a text", "malformed"],
    ])("refuses %s", (_title, selector) => {
        expect(told("immich", "egress", selector)).toEqual([
            "The network policy immich/way must name the one namespace that it opens egress to.",
        ]);
    });

    test("passes peers in the own namespace and addresses", () => {
        expect(told("immich", "ingress", undefined, null)).toEqual([]);
    });

    test("finds each of several peers", () => {
        expect(told("immich", "egress", names("vault"), names("notes"), {})).toHaveLength(2);
    });

    test.each([["traefik"], ["default"]])("leaves the platform's %s alone", (namespace) => {
        expect(told(namespace, "egress", {})).toBe("not judged");
    });

    test("knows from the apps who calls whom", () => {
        expect(usual.neighbours("immich")).toEqual([]);
        expect(usual.neighbours("platform")).toBeUndefined();
    });
});
