import { egressToNamedHosts } from "../../policies/rules/egress-to-named-hosts";
import { unknown, verdictOf, kube } from "./support";
import { testChanges } from "./support/changes";

const named = "name in each egress rule whom its pods may reach.";
const peer = { podSelector: { matchLabels: { app: "db" } } };
const to = "spec.egress[0].to";
testChanges(
    egressToNamedHosts,
    {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        name: "out",
        props: {
            metadata: { name: "out", namespace: "immich" },
            spec: { podSelector: {}, egress: [{ to: [peer], ports: [{ port: 5432 }] }] },
        },
        says: "The NetworkPolicy immich/out must",
    },
    [
        ["passes a policy without ways out", { "spec.egress": undefined }],
        ["passes an empty list of ways out", { "spec.egress": [] }],
        ["passes a part of the house", { [to]: [{ ipBlock: { cidr: "192.168.10.0/24" } }] }],
        [
            "passes the platform's own",
            { "metadata.namespace": "velero", [to]: [{ ipBlock: { cidr: "0.0.0.0/0" } }] },
        ],
        ["refuses everything", { "spec.egress": [{}] }, named],
        ["refuses a port alone", { [to]: undefined }, named],
        ["refuses an empty list of peers", { [to]: [] }, named],
        ["refuses all addresses at a port", { [to]: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }, named],
        ["refuses half of all addresses", { [to]: [{ ipBlock: { cidr: "128.0.0.0/1" } }] }, named],
        ["passes a large network", { [to]: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }],
        ["refuses all newer addresses", { [to]: [{ ipBlock: { cidr: "::/0" } }] }, named],
        [
            "refuses all addresses but some",
            { [to]: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] } }] },
            named,
        ],
        [
            "refuses all addresses beside a peer",
            { [to]: [peer, { ipBlock: { cidr: "0.0.0.0/0" } }] },
            named,
        ],
        ["refuses a second rule", { "spec.egress[1]": { ports: [{ port: 443 }] } }, named],
        ["refuses unknown peers", { [to]: unknown.list }, named],
        ["refuses an unknown address", { [to]: [{ ipBlock: { cidr: unknown.text } }] }, named],
    ],
);

const rule = "spec.egress[0]";
const dns = {
    toEndpoints: [{ matchLabels: { "k8s-app": "kube-dns" } }],
    toPorts: [{ ports: [{ port: "53" }], rules: { dns: [{ matchPattern: "*" }] } }],
};
testChanges(
    egressToNamedHosts,
    {
        type: "kubernetes:cilium.io/v2:CiliumNetworkPolicy",
        name: "hosts",
        props: {
            metadata: { name: "hosts", namespace: "immich" },
            spec: { egress: [{ toFQDNs: [{ matchName: "huggingface.co" }] }, dns] },
        },
        says: "The CiliumNetworkPolicy immich/hosts must",
    },
    [
        ["passes a policy without ways out", { "spec.egress": undefined }],
        ["passes hosts below a domain", { [rule]: { toFQDNs: [{ matchPattern: "**.quay.io" }] } }],
        ["passes its own node", { [rule]: { toEntities: ["host", "kube-apiserver"] } }],
        ["passes some addresses", { [rule]: { toCIDR: ["192.168.10.0/24"] } }],
        ["passes a set of addresses", { [rule]: { toCIDRSet: [{ cidr: "192.168.10.0/24" }] } }],
        [
            "passes the platform's own",
            { "metadata.namespace": "velero", [rule]: { toEntities: ["world"] } },
        ],
        ["refuses a rule that names nobody", { [rule]: { toPorts: [] } }, named],
        ...["all", "world", "world-ipv4", "world-ipv6", "cluster", "unmanaged"].map(
            (entity) =>
                [`refuses ${entity}`, { [rule]: { toEntities: ["host", entity] } }, named] as const,
        ),
        ["refuses all addresses", { [rule]: { toCIDR: ["0.0.0.0/0"] } }, named],
        ["refuses a large part of all", { [rule]: { toCIDR: ["0.0.0.0/7"] } }, named],
        ["refuses a set of half", { [rule]: { toCIDRSet: [{ cidr: "::/1" }] } }, named],
        ["refuses all newer addresses", { [rule]: { toCIDR: ["::/0"] } }, named],
        [
            "refuses all addresses but some",
            { [rule]: { toCIDRSet: [{ cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] }] } },
            named,
        ],
        ["refuses hosts of any name", { [rule]: { toFQDNs: [{ matchPattern: "*" }] } }, named],
        [
            "refuses hosts of any two names",
            { [rule]: { toFQDNs: [{ matchPattern: "*.*" }] } },
            named,
        ],
        ["refuses it in a second rule", { "spec.egress[2]": { toEntities: ["world"] } }, named],
        [
            "refuses it in one of several parts",
            { spec: undefined, specs: [{ egress: [dns] }, { egress: [{ toEntities: ["all"] }] }] },
            named,
        ],
        ["refuses unknown hosts", { [rule]: { toFQDNs: unknown.list } }, named],
    ],
);

test("egress-to-named-hosts leaves other kinds of these groups alone", () => {
    const others = [
        kube("networking.k8s.io/v1:Ingress", "a"),
        kube("cilium.io/v2:CiliumNode", "b"),
    ];
    expect(verdictOf(egressToNamedHosts, others)).toEqual({ judged: [], findings: [] });
});

testChanges(
    egressToNamedHosts,
    {
        type: "kubernetes:cilium.io/v2:CiliumClusterwideNetworkPolicy",
        name: "all",
        props: {
            metadata: { name: "all" },
            spec: { endpointSelector: {}, egress: [dns] },
        },
        says: "The CiliumClusterwideNetworkPolicy all must",
    },
    [
        ["passes a policy of the cluster without ways out", { "spec.egress": undefined }],
        ["refuses the world to the whole cluster", { [rule]: { toEntities: ["world"] } }, named],
        [
            "refuses the world in one of several specs",
            { specs: [{ egress: [dns] }, { egress: [{ toEntities: ["world"] }] }] },
            named,
        ],
        ["refuses unknown ways out of the cluster", { "spec.egress": unknown.list }, named],
    ],
);

describe("egress-to-named-hosts", () => {
    const places = [
        ["CiliumNetworkPolicy", "spec"],
        ["CiliumNetworkPolicy", "specs"],
        ["CiliumClusterwideNetworkPolicy", "spec"],
        ["CiliumClusterwideNetworkPolicy", "specs"],
    ] as const;
    const found = (kind: string, place: string, way: unknown) => {
        const egress = { egress: [way] };
        const body = place === "spec" ? { spec: egress } : { specs: [{}, egress] };
        return verdictOf(egressToNamedHosts, [kube(`cilium.io/v2:${kind}`, "hosts", body)]).findings
            .length;
    };
    const sound = [
        { toEndpoints: [{}] },
        { toEntities: ["host"] },
        { toCIDR: ["10.0.0.0/8"] },
        { toCIDRSet: [{ cidr: "10.0.0.0/8" }] },
        { toFQDNs: [{ matchName: "a.example" }] },
        { toFQDNs: [{ matchPattern: "*.a.example" }] },
    ];
    const open = [
        {},
        { toEndpoints: [{}], toEntities: ["world"] },
        { toEndpoints: [{}], toCIDR: ["0.0.0.0/0"] },
        { toEndpoints: [{}], toCIDRSet: [{ cidr: "0.0.0.0/1" }] },
        { toEndpoints: [{}], toFQDNs: [{ matchPattern: "*" }] },
        unknown.object,
    ];

    test.each(places)("passes each sort of name in a %s's %s", (kind, place) => {
        expect(sound.map((way) => found(kind, place, way))).toEqual(sound.map(() => 0));
    });

    test.each(places)("refuses each sort of everybody in a %s's %s", (kind, place) => {
        expect(open.map((way) => found(kind, place, way))).toEqual(open.map(() => 1));
    });
});
