import { databaseEncryptsTraffic } from "../../policies/rules/database-encrypts-traffic";
import { databaseNotPublished } from "../../policies/rules/database-not-published";
import { gatewayWaysIn } from "../../policies/rules/gateway-ways-in";
import { outboundEncrypted } from "../../policies/rules/outbound-encrypted";
import { unknown } from "./support";
import { testChanges } from "./support/changes";
import { testPodRule } from "./support/pods";

const release = "kubernetes:helm.sh/v3:Release";

const tls = "set ssl_min_protocol_version to TLSv1.3.";
const plain =
    "refuse connections without TLS: hostnossl all all all reject in pg_hba, beside lines of hostssl without trust, password or md5.";
const closed = "keep the superuser out, and store passwords as scram-sha-256.";
testChanges(
    databaseEncryptsTraffic,
    {
        type: "kubernetes:postgresql.cnpg.io/v1:Cluster",
        name: "db",
        props: {
            metadata: { name: "db", namespace: "immich" },
            spec: {
                enableSuperuserAccess: false,
                postgresql: {
                    parameters: {
                        ssl_min_protocol_version: "TLSv1.3",
                        password_encryption: "scram-sha-256",
                    },
                    pg_hba: ["hostnossl all all all reject"],
                },
            },
        },
        says: "The Cluster immich/db must",
    },
    [
        [
            "refuses older TLS",
            { "spec.postgresql.parameters.ssl_min_protocol_version": "TLSv1.2" },
            tls,
        ],
        ["refuses silence", { "spec.postgresql": undefined }, tls, plain, closed],
        [
            "refuses plain connections",
            { "spec.postgresql.pg_hba": ["host all all all md5"] },
            plain,
        ],
        [
            "passes connections by TLS",
            { "spec.postgresql.pg_hba[1]": "hostssl all all 10.244.0.0/16 scram-sha-256" },
        ],
        ...["host all all all scram-sha-256", "local all all trust"].map(
            (line) => [`refuses ${line}`, { "spec.postgresql.pg_hba[1]": line }, plain] as const,
        ),
        ...["trust", "password", "md5"].map(
            (method) =>
                [
                    `refuses ${method} over TLS`,
                    { "spec.postgresql.pg_hba[1]": `hostssl all all all ${method}` },
                    plain,
                ] as const,
        ),
        ["refuses no rules", { "spec.postgresql.pg_hba": undefined }, plain],
        ["refuses rules that are no list", { "spec.postgresql.pg_hba": "reject" }, plain],
        ["refuses the superuser", { "spec.enableSuperuserAccess": true }, closed],
        [
            "refuses weak passwords",
            { "spec.postgresql.parameters.password_encryption": "md5" },
            closed,
        ],
        ["refuses unknown rules", { "spec.postgresql.pg_hba": unknown.list }, plain],
    ],
);

const pooler = "set client_tls_sslmode to require.";
const sslMode = "spec.pgbouncer.parameters.client_tls_sslmode";
testChanges(
    databaseEncryptsTraffic,
    {
        type: "kubernetes:postgresql.cnpg.io/v1:Pooler",
        name: "pooler",
        props: {
            metadata: { name: "pooler", namespace: "immich" },
            spec: { pgbouncer: { parameters: { client_tls_sslmode: "require" } } },
        },
        says: "The Pooler immich/pooler must",
    },
    [
        ["passes a pooler that asks its clients too", { [sslMode]: "verify-full" }],
        ["refuses a pooler of the operator's default", { [sslMode]: undefined }, pooler],
        ["refuses a pooler that prefers TLS", { [sslMode]: "prefer" }, pooler],
        ["refuses a pooler without parameters", { "spec.pgbouncer": undefined }, pooler],
        ["refuses a pooler of a mode that is not known", { [sslMode]: unknown.text }, pooler],
    ],
);

testChanges(
    databaseNotPublished,
    {
        type: "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute",
        name: "route",
        props: {
            metadata: { name: "route", namespace: "immich" },
            spec: { rules: [{ backendRefs: [{ name: "immich", port: 2283 }] }] },
        },
        says: "The HTTPRoute immich/route must",
    },
    [5432, 6379, 3306, 27017, 2379].map((port) => [
        `refuses a route to port ${String(port)}`,
        { "spec.rules[0].backendRefs[0].port": port },
        "not lead to the port of a database.",
    ]),
);
const named = "open a database's port to pods named by their labels only.";
const from = "spec.ingress[0].from";
testChanges(
    databaseNotPublished,
    {
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        name: "policy",
        props: {
            metadata: { name: "db", namespace: "immich" },
            spec: {
                ingress: [
                    {
                        from: [{ podSelector: { matchLabels: { app: "a" } } }],
                        ports: [{ port: 5432 }],
                    },
                ],
            },
        },
        says: "The NetworkPolicy immich/db must",
    },
    [
        ["passes another port", { "spec.ingress[0]": { ports: [{ port: 80 }] } }],
        ["passes expressions", { [from]: [{ podSelector: { matchExpressions: [{ key: "a" }] } }] }],
        ["passes another port by its name", { "spec.ingress[0]": { ports: [{ port: "http" }] } }],
        ...["postgres", "postgresql", "redis", "mysql", "mongodb", "etcd", 6379].map(
            (port) =>
                [
                    `refuses everybody at ${String(port)}`,
                    { "spec.ingress[0]": { ports: [{ port: 80 }, { port }] } },
                    named,
                ] as const,
        ),
        [
            "refuses everybody at a range of ports",
            { "spec.ingress[0]": { ports: [{ port: 5000, endPort: 6000 }] } },
            named,
        ],
        [
            "refuses everybody at all ports of a protocol",
            { "spec.ingress[0]": { ports: [{ protocol: "TCP" }] } },
            named,
        ],
        ["refuses everybody at all ports", { "spec.ingress[0]": {} }, named],
        ["refuses everybody", { [from]: undefined }, named],
        ["refuses a namespace", { [from]: [{ namespaceSelector: {} }] }, named],
        ["refuses addresses", { [from]: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }, named],
        ["refuses all pods", { [from]: [{ podSelector: {} }] }, named],
        ["refuses unknown peers", { [from]: unknown.list }, named],
    ],
);

const traefik = {
    name: "traefik",
    namespace: "traefik",
    chart: "traefik",
    values: {
        api: { dashboard: false },
        ports: { web: { http: { redirections: { entryPoint: { permanent: true } } } } },
    },
};
const permanent = "redirect HTTP to HTTPS permanently.";
const dashboard = "switch its dashboard off: set api.dashboard to false.";
testChanges(
    gatewayWaysIn,
    { type: release, name: "traefik", props: traefik, says: "The release traefik/traefik must" },
    [
        ["passes TLS alone", { "values.ports.web": null }],
        [
            "passes its two ports of the web, shown outside",
            {
                "values.ports.web.expose": { default: true },
                "values.ports.websecure": { expose: { default: true } },
            },
        ],
        ["passes plain HTTP inside alone", { "values.ports.web": { expose: { default: false } } }],
        [
            "refuses plain HTTP outside without a redirect",
            { "values.ports.web": { expose: { default: true } } },
            permanent,
        ],
        ["passes a port inside", { "values.ports.metrics": { expose: { default: false } } }],
        [
            "refuses another port",
            { "values.ports.metrics": { expose: { default: true } } },
            "not expose the port metrics.",
        ],
        [
            "refuses a passing redirect",
            { "values.ports.web.http.redirections.entryPoint.permanent": false },
            permanent,
        ],
        ["refuses no redirect", { "values.ports.web": {} }, permanent],
        ["refuses the dashboard", { "values.api.dashboard": true }, dashboard],
        ["refuses silence about it", { "values.api": undefined }, dashboard],
        ["refuses unknown values", { values: unknown.object }, permanent, dashboard],
    ],
);

const https = (place: string) => `use HTTPS for what is outside (${place}).`;
const app = {
    name: "app",
    namespace: "immich",
    chart: "app",
    values: { url: "https://a.example.org" },
};
testChanges(
    outboundEncrypted,
    { type: release, name: "app", props: app, says: "The release immich/app must" },
    [
        ["passes services", { "values.url": "http://immich-queue.immich.svc.cluster.local:6379" }],
        ["passes short names", { "values.url": "http://immich-machine-learning:3003" }],
        ["passes addresses of the house", { "values.url": "http://192.168.10.5:8123" }],
        ["passes text with an address in it", { "values.url": "see http://example.org" }],
        ["passes what is filled in later", { "values.url": "http://$(HOST).example.org" }],
        ["refuses plain HTTP", { "values.url": "http://hooks.example.org/a" }, https("values.url")],
        ["refuses plain sockets", { "values.url": "ws://example.org" }, https("values.url")],
        [
            "refuses numbers of the internet",
            { "values.list": ["http://8.8.8.8"] },
            https("values.list[0]"),
        ],
        [
            "refuses a host before a user's name",
            { "values.url": "http://u@example.org" },
            https("values.url"),
        ],
        ["passes unknown values", { values: unknown.object }],
    ],
);
const told = "use HTTPS for what is outside";
const refusedAddresses = [
    "http://hooks.example.org/a",
    " HTTP://Hooks.Example.Org:8080 ",
    "ws://example.org",
    "ftp://user@files.example.org",
    "http://8.8.8.8",
    "http://u:p@example.org",
    "http://svc.example.org",
    "http://11.0.0.1",
];
const passedAddresses = [
    "https://hooks.example.org",
    "http://immich-machine-learning:3003",
    "http://immich-queue.immich.svc.cluster.local:6379",
    "http://queue.immich.SVC/x",
    "http://pi.home.arpa",
    "http://localhost.localhost",
    "http://127.0.0.1:8080",
    "http://0.0.0.0",
    "http://172.16.0.1",
    "http://192.168.10.5:8123",
    "http://example.org:secret@10.0.0.1",
    "http://[2001:db8::1]:80",
    "http://$(HOST).example.org",
    "http://${HOST}.example.org",
    "see http://example.org",
    "",
];
testPodRule(outboundEncrypted, [
    { title: "passes no variables" },
    ...passedAddresses.map((value) => ({
        title: `passes "${value}"`,
        container: { env: [{ name: "HOOK", value }] },
    })),
    ...refusedAddresses.map((value) => ({
        title: `refuses "${value}"`,
        container: { env: [{ name: "OTHER" }, { name: "HOOK", value }] },
        says: told,
        which: "HOOK",
    })),
    {
        title: "passes a value from elsewhere",
        container: {
            env: [{ name: "HOOK", valueFrom: { secretKeyRef: { name: "a", key: "b" } } }],
        },
    },
    {
        title: "refuses a text for variables",
        container: { env: "HOOK=http://a.example.org" },
        says: told,
    },
    {
        title: "refuses a number for a value",
        container: { env: [{ name: "HOOK", value: 3 }] },
        says: told,
        which: "HOOK",
    },
]);
