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

    const cilium = (namespace: string, spec: object, more: object = {}) => {
        const policy = kube(
            "cilium.io/v2:CiliumNetworkPolicy",
            "way",
            { spec, ...more },
            { namespace },
        );
        const { judged, findings } = verdictOf(trafficAlongCatalogue, [policy], context);
        return judged.length === 0 ? "not judged" : findings.map(({ message }) => message);
    };
    const meant = (namespace: unknown, key = "k8s:io.kubernetes.pod.namespace") => ({
        matchLabels: { [key]: namespace, app: "main" },
    });

    test.each([
        ["immich", { egress: [{ toEndpoints: [meant("notes")] }] }],
        ["notes", { ingress: [{ fromEndpoints: [meant("immich")] }] }],
        ["vault", { egress: [{ toEndpoints: [meant("kube-system")] }] }],
        ["vault", { egress: [{ toEndpoints: [{ matchLabels: { app: "a" } }, {}] }] }],
        ["vault", { egress: [{ toEndpoints: [meant("vault")] }] }],
        ["vault", { egress: [{ toFQDNs: [{ matchName: "a.example" }] }] }],
        [
            "vault",
            {
                egress: [
                    { toEndpoints: [{ matchExpressions: [{ key: "app", operator: "Exists" }] }] },
                ],
            },
        ],
    ])("passes a policy of Cilium's in %s with %j", (namespace, spec) => {
        expect(cilium(namespace, spec)).toEqual([]);
    });

    test.each([
        ["notes", { egress: [{ toEndpoints: [meant("immich")] }] }, "notes", "immich"],
        ["immich", { ingress: [{ fromEndpoints: [meant("vault")] }] }, "vault", "immich"],
        [
            "vault",
            { egress: [{ toEndpoints: [meant("immich", "io.kubernetes.pod.namespace")] }] },
            "vault",
            "immich",
        ],
    ])("refuses a policy of Cilium's in %s with %j", (namespace, spec, caller, called) => {
        const refusal = [
            `The Cilium policy ${namespace}/way must not let ${caller} call ${called}, which it does not declare.`,
        ];
        expect(cilium(namespace, spec)).toEqual(refusal);
        expect(cilium(namespace, {}, { specs: [{}, spec] })).toEqual(refusal);
    });

    const expression = (key: unknown) => ({ matchExpressions: [{ key, operator: "Exists" }] });
    test.each([
        ["a name not known", meant(unknown.text)],
        ["a selector not known", unknown.object],
        ["labels not known", { matchLabels: unknown.object }],
        ["expressions not known", { matchExpressions: unknown.list }],
        ["an expression", expression("io.kubernetes.pod.namespace")],
        ["an expression with Cilium's prefix", expression("k8s:io.kubernetes.pod.namespace")],
        ["an expression of nobody knows what", expression(unknown.text)],
        ["labels of namespaces", meant("x", "k8s:io.cilium.k8s.namespace.labels.reach")],
        [
            "a name and labels of namespaces",
            {
                matchLabels: {
                    "k8s:io.kubernetes.pod.namespace": "notes",
                    "k8s:io.cilium.k8s.namespace.labels.reach": "x",
                },
            },
        ],
    ])("refuses in a policy of Cilium's %s", (_title, selector) => {
        expect(cilium("immich", { egress: [{ toEndpoints: [selector] }] })).toEqual([
            "The Cilium policy immich/way must name the one namespace that it opens egress to.",
        ]);
    });

    test("leaves the platform's policies of Cilium's alone", () => {
        expect(cilium("traefik", { egress: [{ toEndpoints: [meant("immich")] }] })).toBe(
            "not judged",
        );
    });
});
