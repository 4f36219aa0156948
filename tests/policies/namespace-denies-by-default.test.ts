import { namespaceDeniesByDefault } from "../../policies/rules/namespace-denies-by-default";
import { kube, resource, testRule, unknown } from "./support";

const namespace = kube("core/v1:Namespace", "home", {}, { name: "immich", namespace: undefined });
const policy = (spec: unknown, name = "deny", metadata: object = {}) =>
    kube("networking.k8s.io/v1:NetworkPolicy", name, { spec }, metadata);
const denyAll = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
const cronJob = kube("batch/v1:CronJob", "nightly", {
    spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: "x" }] } } } } },
});
const release = resource("kubernetes:helm.sh/v3:Release", "app", {
    name: "app",
    namespace: "immich",
    chart: "app",
});
const database = kube("postgresql.cnpg.io/v1:Cluster", "db");

const must = (name: string): readonly [string, string] => [
    name,
    "The namespace immich must deny all traffic by default: add a NetworkPolicy with podSelector {}, policyTypes Ingress and Egress and no rules.",
];

testRule(namespaceDeniesByDefault, [
    {
        title: "passes a namespace with a default",
        stack: [namespace, release, policy(denyAll)],
        judged: ["home", "deny"],
    },
    { title: "leaves empty namespaces alone", stack: [namespace], judged: [] },
    {
        title: "refuses a release in a namespace without one",
        stack: [namespace, release],
        judged: ["home"],
        finds: [must("home")],
    },
    {
        title: "names the release where the namespace is not in the stack",
        stack: [release],
        judged: ["app"],
        finds: [must("app")],
    },
    {
        title: "counts the pods of a CronJob",
        stack: [cronJob],
        judged: ["nightly"],
        finds: [must("nightly")],
    },
    { title: "counts a database", stack: [database], judged: ["db"], finds: [must("db")] },
    {
        title: "leaves kube-system to Cilium",
        stack: [resource("kubernetes:helm.sh/v3:Release", "app", { namespace: "kube-system" })],
        judged: [],
    },
    {
        title: "refuses the default of another namespace",
        stack: [release, policy(denyAll, "deny", { namespace: "other" })],
        judged: ["app", "deny"],
        finds: [must("app")],
    },
    ...[
        { podSelector: {}, policyTypes: ["Ingress"] },
        { podSelector: {}, policyTypes: ["Egress"] },
        { podSelector: { matchLabels: { app: "x" } }, policyTypes: ["Ingress", "Egress"] },
        { podSelector: unknown.object, policyTypes: ["Ingress", "Egress"] },
        { podSelector: {}, policyTypes: unknown.list },
        { podSelector: {} },
        undefined,
        "malformed",
    ].map((spec) => ({
        title: `refuses ${JSON.stringify(spec)} as the default`,
        stack: [release, policy(spec)],
        judged: ["app", "deny"],
        finds: [must("app")],
    })),
    ...(
        [
            [{ ingress: [{}] }, "ingress"],
            [{ egress: [{}] }, "egress"],
            [{ egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }] }, "egress"],
            [{ ingress: [{ from: [{ namespaceSelector: {} }] }] }, "ingress"],
            [{ ingress: [unknown.object] }, "ingress"],
            [{ ingress: [{ ports: [{ port: 80 }] }, {}] }, "ingress"],
            [{ egress: [{ to: [{ podSelector: {} }, { ipBlock: { cidr: "::/0" } }] }] }, "egress"],
        ] as const
    ).map(([rules, direction]) => ({
        title: `refuses a policy that allows all: ${JSON.stringify(rules)}`,
        stack: [policy(rules, "open")],
        judged: ["open"],
        finds: [
            [
                "open",
                `The network policy immich/open must not allow all ${direction}: name the peers or the ports.`,
            ] as const,
        ],
    })),
    {
        title: "passes a policy that names ports or peers",
        stack: [
            policy({
                ingress: [{ from: [{ podSelector: {} }] }],
                egress: [
                    { to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [{ port: 443 }] },
                    { to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] } }] },
                ],
            }),
        ],
        judged: ["deny"],
    },
    {
        title: "refuses a Cilium policy towards everything",
        stack: [
            kube("cilium.io/v2:CiliumNetworkPolicy", "wide", {
                spec: { egress: [{ toEntities: ["all"] }] },
            }),
        ],
        judged: ["wide"],
        finds: [
            [
                "wide",
                "The Cilium policy immich/wide must not allow all egress: name the peers or the ports.",
            ],
        ],
    },
    ...(
        [
            [{ egress: [{ toFQDNs: [{ matchName: "a.io" }] }, { toEntities: ["all"] }] }, "egress"],
            [{ egress: [{ toCIDR: ["10.0.0.0/8", "0.0.0.0/0"] }] }, "egress"],
            [{ egress: [{ toCIDR: ["::/0"] }] }, "egress"],
            [{ ingress: [{ fromEntities: ["host", "all"] }] }, "ingress"],
            [{ ingress: [{ fromCIDR: ["0.0.0.0/0"] }] }, "ingress"],
        ] as const
    ).map(([spec, direction]) => ({
        title: `refuses a Cilium policy that allows all: ${JSON.stringify(spec)}`,
        stack: [kube("cilium.io/v2:CiliumNetworkPolicy", "wide", { spec })],
        judged: ["wide"],
        finds: [
            [
                "wide",
                `The Cilium policy immich/wide must not allow all ${direction}: name the peers or the ports.`,
            ] as const,
        ],
    })),
    {
        title: "passes a Cilium policy that names ports",
        stack: [
            kube("cilium.io/v2:CiliumNetworkPolicy", "ports", {
                spec: {
                    ingress: [{ fromEntities: ["all"], toPorts: [{ ports: [{ port: "53" }] }] }],
                },
            }),
        ],
        judged: ["ports"],
    },
    {
        title: "passes a Cilium policy towards hosts by name",
        stack: [
            kube("cilium.io/v2:CiliumNetworkPolicy", "hosts", {
                spec: { egress: [{ toFQDNs: [{ matchName: "api.example.org" }] }] },
            }),
        ],
        judged: ["hosts"],
    },
]);
