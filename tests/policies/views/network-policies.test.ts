import { stackOf } from "../../../policies/engine/resource";
import { objectsIn } from "../../../policies/views/kube-object";
import {
    ciliumPolicies,
    openCiliumRules,
    openRules,
} from "../../../policies/views/network-policies";
import { kube, unknown } from "../support";

function openOf(spec: object): readonly string[] {
    const stack = stackOf([kube("networking.k8s.io/v1:NetworkPolicy", "ways", { spec })]);
    return objectsIn(stack, "networking.k8s.io", "NetworkPolicy").flatMap(openRules);
}

function openInCilium(spec: object, kind = "CiliumNetworkPolicy"): readonly string[] {
    const stack = stackOf([kube(`cilium.io/v2:${kind}`, "ways", spec)]);
    return ciliumPolicies(stack).flatMap(openCiliumRules);
}

const ports = [{ port: 443 }];
const pods = { podSelector: { matchLabels: { app: "a" } } };
const everyNamespace = { namespaceSelector: {} };

test.each([
    ["nothing", { ingress: undefined }],
    ["no rule", { ingress: [] }],
    ["pods", { ingress: [{ from: [pods] }] }],
    ["ports for anybody", { ingress: [{ ports }] }],
    ["an address", { egress: [{ to: [{ ipBlock: { cidr: "192.168.10.1/32" } }] }] }],
    [
        "all addresses but some",
        { egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] } }] }] },
    ],
    ["some pods of every namespace", { ingress: [{ from: [{ ...everyNamespace, ...pods }] }] }],
    [
        "one namespace",
        { ingress: [{ from: [{ namespaceSelector: { matchLabels: { name: "a" } } }] }] },
    ],
    [
        "a namespace with two conditions, one of them empty",
        {
            ingress: [
                {
                    from: [
                        { namespaceSelector: { matchLabels: { a: "b" }, matchExpressions: [] } },
                    ],
                },
            ],
        },
    ],
    [
        "pods by two conditions, one of them empty",
        {
            ingress: [
                {
                    from: [
                        {
                            ...everyNamespace,
                            podSelector: { matchLabels: {}, matchExpressions: [{ key: "a" }] },
                        },
                    ],
                },
            ],
        },
    ],
    [
        "a namespace by something else than a selector",
        { ingress: [{ from: [{ namespaceSelector: "x" }] }] },
    ],
    [
        "pods by something else than a selector",
        { ingress: [{ from: [{ ...everyNamespace, podSelector: "x" }] }] },
    ],
])("a network policy of %s is closed", (_title, spec) => {
    expect(openOf(spec)).toEqual([]);
});

test.each([
    ["a rule without peers", {}],
    ["an empty list of peers", { from: [] }],
    ["every port of a protocol", { ports: [{ port: 443 }, { protocol: "TCP" }] }],
    ["every address", { from: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }],
    ["every address of IPv6", { from: [{ ipBlock: { cidr: "::/0" } }] }],
    ["every namespace", { from: [everyNamespace] }],
    ["every namespace by empty conditions", { from: [{ namespaceSelector: { matchLabels: {} } }] }],
    ["every pod of every namespace", { from: [{ ...everyNamespace, podSelector: {} }] }],
    [
        "every pod by empty conditions",
        { from: [{ ...everyNamespace, podSelector: { matchLabels: {} } }] },
    ],
    ["everybody beside pods", { from: [pods, everyNamespace] }],
    ["an unknown rule", unknown.object],
    ["unknown peers", { from: unknown.list }],
    ["an unknown peer", { from: [unknown.object] }],
    ["unknown ports", { from: [pods], ports: unknown.list }],
    ["unknown peers at known ports", { from: unknown.list, ports }],
])("a network policy of %s is open", (_title, rule) => {
    expect(openOf({ ingress: [rule] })).toEqual([
        "The network policy immich/ways must not allow all ingress: name the peers or the ports.",
    ]);
});

test("a network policy whose rules are unknown, or no list, is open", () => {
    for (const egress of [unknown.list, { to: [] }, "x"]) {
        expect(openOf({ egress })).toEqual([
            "The network policy immich/ways must have egress rules known at preview: name the peers or the ports.",
        ]);
    }
});

test.each([
    ["some entities", { ingress: [{ fromEntities: ["host", "kube-apiserver"] }] }],
    ["the pods beside it", { ingress: [{ fromEndpoints: [{}] }] }],
    [
        "all addresses but some",
        { ingress: [{ fromCIDRSet: [{ cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] }] }] },
    ],
    ["all entities at ports", { ingress: [{ fromEntities: ["all"], toPorts: ports }] }],
    ["an address", { ingress: [{ fromCIDR: ["192.168.10.1/32"] }] }],
    ["nothing", {}],
])("a Cilium policy of %s is closed", (_title, spec) => {
    expect(openInCilium({ spec })).toEqual([]);
});

test.each([
    ["all entities", { fromEntities: ["all"] }],
    ["the whole cluster", { fromEntities: ["host", "cluster"] }],
    ["the world", { fromEntities: ["world"] }],
    ["every address of a set", { fromCIDRSet: [{ cidr: "::/0" }] }],
    ["every address", { fromCIDR: ["0.0.0.0/0"] }],
    ["every address of IPv6", { fromCIDR: ["192.168.10.1/32", "::/0"] }],
    ["an unknown rule", unknown.object],
])("a Cilium policy of %s is open", (_title, rule) => {
    const open = [
        "The Cilium policy immich/ways must not allow all ingress: name the peers or the ports.",
    ];
    expect(openInCilium({ spec: { ingress: [rule] } })).toEqual(open);
    expect(openInCilium({ specs: [{}, { ingress: [{}, rule] }] })).toEqual(open);
    expect(
        openInCilium({ spec: { ingress: [rule] } }, "CiliumClusterwideNetworkPolicy"),
    ).toHaveLength(1);
});

test("in a policy of the whole cluster, the empty selector is everybody", () => {
    const spec = (endpoint: object) => ({ spec: { egress: [{ toEndpoints: [endpoint] }] } });
    const kind = "CiliumClusterwideNetworkPolicy";
    expect(openInCilium(spec({}), kind)).toHaveLength(1);
    expect(openInCilium(spec({ matchLabels: { app: "a" } }), kind)).toEqual([]);
});
