import { serviceNotExposed } from "../../policies/rules/service-not-exposed";
import { kube, resource, testRule, unknown } from "./support";

const service = (spec: unknown, metadata: object = {}) =>
    kube("core/v1:Service", "db", { spec }, metadata);
const traefik = { name: "traefik", namespace: "traefik" };
const typed = (object = "immich/db"): readonly [string, string] => [
    "db",
    `The Service ${object} must be of type ClusterIP: publish it by an HTTPRoute.`,
];
const sets = (field: string, object = "immich/db"): readonly [string, string] => [
    "db",
    `The Service ${object} must not set ${field}: publish it by an HTTPRoute.`,
];
const release = (values: unknown) =>
    resource("kubernetes:helm.sh/v3:Release", "app", {
        name: "app",
        namespace: "immich",
        chart: "app",
        values,
    });
const exposes = (where: string): readonly [string, string] => [
    "app",
    `The release immich/app must not expose a service (${where}): leave it ClusterIP and publish it by an HTTPRoute.`,
];

const cluster = (service: object) =>
    kube("postgresql.cnpg.io/v1:Cluster", "db", {
        spec: {
            managed: {
                services: {
                    additional: [
                        { selectorType: "r", serviceTemplate: {} },
                        { selectorType: "rw", serviceTemplate: { spec: service } },
                    ],
                },
            },
        },
    });
const pooler = (service: object) =>
    kube("postgresql.cnpg.io/v1:Pooler", "db", {
        spec: { serviceTemplate: { spec: service } },
    });
const made = (kind: string): readonly [string, string] => [
    "db",
    `The ${kind} immich/db must have services of type ClusterIP only, without external addresses.`,
];

testRule(serviceNotExposed, [
    ...[
        { kind: "Cluster", object: cluster },
        { kind: "Pooler", object: pooler },
    ].flatMap(({ kind, object }) => [
        ...[{}, { type: "ClusterIP" }, { type: null }].map((service, index) => ({
            title: `passes a service of a ${kind} inside the cluster (${String(index)})`,
            stack: [object(service)],
            judged: ["db"],
        })),
        ...[
            { type: "LoadBalancer" },
            { type: "NodePort" },
            { type: unknown.text },
            { externalIPs: ["192.168.10.9"] },
            { externalName: "db.example.org" },
        ].map((service) => ({
            title: `refuses a service of a ${kind} with ${JSON.stringify(service)}`,
            stack: [object(service)],
            judged: ["db"],
            finds: [made(kind)],
        })),
    ]),
    {
        title: "passes a chart that makes Traefik's load balancer",
        stack: [
            resource("kubernetes:helm.sh/v3:Release", "app", {
                ...{ name: "traefik", namespace: "traefik", chart: "traefik" },
                values: { service: { type: "LoadBalancer" } },
            }),
        ],
        judged: ["app"],
    },
    ...["NodePort", "ExternalName", unknown.text].map((type) => ({
        title: `refuses a chart that makes Traefik's service a ${type}`,
        stack: [
            resource("kubernetes:helm.sh/v3:Release", "app", {
                ...{ name: "traefik", namespace: "traefik", chart: "traefik" },
                values: { service: { type } },
            }),
        ],
        judged: ["app"],
        finds: [
            [
                "app",
                "The release traefik/traefik must not expose a service (values.service.type): leave it ClusterIP and publish it by an HTTPRoute.",
            ],
        ] as const,
    })),
    {
        title: "leaves other objects of the operator alone",
        stack: [
            kube("postgresql.cnpg.io/v1:ScheduledBackup", "db", {
                spec: { serviceTemplate: { spec: { type: "LoadBalancer" } } },
            }),
        ],
        judged: [],
    },
    { title: "passes ClusterIP", stack: [service({ type: "ClusterIP" })], judged: ["db"] },
    {
        title: "passes a service without a type",
        stack: [service({ ports: [{ port: 1 }] })],
        judged: ["db"],
    },
    {
        title: "passes a headless service",
        stack: [service({ clusterIP: "None", type: null })],
        judged: ["db"],
    },
    {
        title: "passes Traefik's load balancer",
        stack: [service({ type: "LoadBalancer" }, traefik)],
        judged: ["db"],
    },
    {
        title: "refuses NodePort",
        stack: [service({ type: "NodePort" })],
        judged: ["db"],
        finds: [typed()],
    },
    {
        title: "refuses LoadBalancer",
        stack: [service({ type: "LoadBalancer" })],
        judged: ["db"],
        finds: [typed()],
    },
    {
        title: "refuses ExternalName",
        stack: [service({ type: "ExternalName", externalName: "example.com" })],
        judged: ["db"],
        finds: [typed(), sets("externalName")],
    },
    {
        title: "refuses a load balancer named like Traefik's in another namespace",
        stack: [service({ type: "LoadBalancer" }, { name: "traefik" })],
        judged: ["db"],
        finds: [typed("immich/traefik")],
    },
    {
        title: "refuses another load balancer in Traefik's namespace",
        stack: [service({ type: "LoadBalancer" }, { namespace: "traefik" })],
        judged: ["db"],
        finds: [typed("traefik/db")],
    },
    {
        title: "refuses NodePort and external addresses for Traefik too",
        stack: [service({ type: "NodePort", externalIPs: ["192.0.2.1"] }, traefik)],
        judged: ["db"],
        finds: [typed("traefik/traefik"), sets("externalIPs", "traefik/traefik")],
    },
    {
        title: "refuses external addresses, also unknown and malformed ones",
        stack: [
            service({ externalIPs: ["192.0.2.1"] }),
            service({ externalIPs: unknown.list }),
            service({ externalIPs: "x" }),
        ],
        judged: ["db", "db", "db"],
        finds: [sets("externalIPs"), sets("externalIPs"), sets("externalIPs")],
    },
    {
        title: "passes an empty list of external addresses",
        stack: [service({ externalIPs: [] })],
        judged: ["db"],
    },
    {
        title: "refuses a type that is unknown at preview",
        stack: [service({ type: unknown.text })],
        judged: ["db"],
        finds: [typed()],
    },
    {
        title: "refuses a spec that is unknown at preview",
        stack: [service(unknown.object)],
        judged: ["db"],
        finds: [typed(), sets("externalIPs"), sets("externalName")],
    },
    {
        title: "refuses a malformed spec",
        stack: [service("x")],
        judged: ["db"],
        finds: [typed(), sets("externalIPs"), sets("externalName")],
    },
    {
        title: "passes a release that keeps its services inside",
        stack: [
            release({
                service: { type: "ClusterIP" },
                nodePort: { enabled: true },
                loadBalancer: { mode: "snat" },
                volume: { type: "LoadBalancer" },
            }),
        ],
        judged: ["app"],
    },
    {
        title: "refuses a release that exposes services, wherever the chart has them",
        stack: [
            release({
                service: { type: "NodePort", spec: { type: "LoadBalancer" } },
                ui: { service: { main: { type: "ExternalName", externalIPs: ["192.0.2.1"] } } },
                serviceType: "LoadBalancer",
            }),
        ],
        judged: ["app"],
        finds: [
            exposes("values.service.type"),
            exposes("values.service.spec.type"),
            exposes("values.ui.service.main.type"),
            exposes("values.ui.service.main.externalIPs[0]"),
            exposes("values.serviceType"),
        ],
    },
    {
        title: "refuses a service type of a release that is unknown at preview",
        stack: [release({ service: { type: unknown.text } })],
        judged: ["app"],
        finds: [exposes("values.service.type")],
    },
    { title: "leaves other kinds alone", stack: [kube("core/v1:Pod", "x")], judged: [] },
]);
