import { prerequisiteAwaited } from "../../policies/rules/prerequisite-awaited";
import { storageClass } from "./storage-class-samples";
import { kube, resource, testRule, unknown } from "./support";

type Options = Parameters<typeof resource>[3];

const release = (chart: string, options?: Options, values: object = {}) =>
    resource(
        "kubernetes:helm.sh/v3:Release",
        `release-${chart}`,
        { name: chart, namespace: "immich", chart: `oci://example.org/${chart}`, values },
        options,
    );
const definition = (name: unknown, id = "definition") =>
    resource("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", id, {
        metadata: { name },
        spec: unknown.object,
    });
const component = (name: string, options: Options) =>
    resource("homelab:platform:Thing", name, {}, options);
const route = (options?: Options, kind = "HTTPRoute") =>
    kube(`gateway.networking.k8s.io/v1:${kind}`, "route", {}, {}, options);
const routes = definition("httproutes.gateway.networking.k8s.io");

const defined = (what: string) => `The ${what} must be made after what defines its kind.`;
const routeLate = [["route", defined("HTTPRoute immich/route")]] as const;

testRule(prerequisiteAwaited, [
    {
        title: "passes what waits for its definition",
        stack: [routes, route({ dependsOn: ["definition"] })],
        judged: ["route"],
    },
    {
        title: "passes what waits for something that waits",
        stack: [
            routes,
            component("middle", { dependsOn: ["definition"] }),
            route({ dependsOn: ["other", "middle"] }),
        ],
        judged: ["route"],
    },
    {
        title: "passes what belongs to something that waits",
        stack: [
            routes,
            component("outer", { dependsOn: ["definition"] }),
            component("inner", { parent: "outer" }),
            route({ parent: "inner" }),
        ],
        judged: ["route"],
    },
    {
        title: "passes what belongs to its definition",
        stack: [routes, route({ parent: "definition" })],
        judged: ["route"],
    },
    {
        title: "ends where two wait for each other",
        stack: [
            routes,
            component("one", { dependsOn: ["two", "definition"] }),
            component("two", { dependsOn: ["one"] }),
            route({ dependsOn: ["two"] }),
        ],
        judged: ["route"],
    },
    {
        title: "refuses what waits for nothing",
        stack: [routes, route()],
        judged: ["route"],
        finds: routeLate,
    },
    {
        title: "refuses what only has the same parent",
        stack: [
            component("outer", {}),
            { ...routes, parent: "urn:outer" },
            route({ parent: "outer" }),
        ],
        judged: ["route"],
        finds: routeLate,
    },
    {
        title: "refuses what its definition waits for",
        stack: [{ ...routes, dependencies: ["urn:route"] }, route()],
        judged: ["route"],
        finds: routeLate,
    },
    ...(
        [
            ["GatewayClass", "gatewayclasses.gateway.networking.k8s.io"],
            ["BackendTLSPolicy", "backendtlspolicies.gateway.networking.k8s.io"],
        ] as const
    ).map(([kind, name]) => ({
        title: `knows the definition of a ${kind}`,
        stack: [definition(name), route({}, kind)],
        judged: ["route"],
        finds: [["route", defined(`${kind} immich/route`)]] as const,
    })),
    ...[
        "gateways.gateway.networking.k8s.io",
        "httproutes.example.org",
        unknown.text,
        undefined,
    ].map((name) => ({
        title: `does not take ${name === unknown.text ? "an unknown name" : String(name)} for its definition`,
        stack: [definition(name), route()],
        judged: [],
    })),
]);

const issuer = (options?: Options) =>
    kube("cert-manager.io/v1:Issuer", "issuer", {}, { name: "issuer" }, options);

testRule(prerequisiteAwaited, [
    {
        title: "passes what waits for the release that brings its kind",
        stack: [release("cert-manager"), issuer({ dependsOn: ["release-cert-manager"] })],
        judged: ["issuer"],
    },
    {
        title: "passes what waits for one of two",
        stack: [
            release("traefik"),
            release("traefik-crds"),
            kube(
                "traefik.io/v1alpha1:Middleware",
                "middleware",
                {},
                {},
                { dependsOn: ["release-traefik-crds"] },
            ),
        ],
        judged: ["middleware"],
    },
    {
        title: "refuses what waits for another release",
        stack: [
            release("cert-manager"),
            release("velero"),
            issuer({ dependsOn: ["release-velero"] }),
        ],
        judged: ["issuer"],
        finds: [["issuer", defined("Issuer immich/issuer")]],
    },
    {
        title: "leaves alone kinds that something else brings",
        stack: [release("velero"), issuer(), kube("core/v1:ConfigMap", "map")],
        judged: [],
    },
]);

const sealed = (name: string, namespace = "immich") =>
    kube("bitnami.com/v1alpha1:SealedSecret", name, {}, { name, namespace });
const job = (pod: unknown, options?: Options) =>
    kube(
        "batch/v1:CronJob",
        "job",
        { spec: { jobTemplate: { spec: { template: { spec: pod } } } } },
        {},
        options,
    );
const container = (env: object) => ({ name: "main", ...env });
const needs = (what: string, secret = "immich/login") =>
    `The ${what} must be made after the secret ${secret}, which it needs.`;
const jobLate = [["job", needs("CronJob immich/job")]] as const;
const pods: readonly (readonly [string, object])[] = [
    [
        "a variable",
        {
            containers: [
                container({
                    env: [{ name: "P", valueFrom: { secretKeyRef: { name: "login", key: "p" } } }],
                }),
            ],
        },
    ],
    [
        "all variables of a first container",
        { initContainers: [container({ envFrom: [{ secretRef: { name: "login" } }] })] },
    ],
    ["a volume", { volumes: [{ name: "v", secret: { secretName: "login" } }] }],
    [
        "a part of a volume",
        { volumes: [{ projected: { sources: [{ secret: { name: "login" } }] } }] },
    ],
    ["its registry", { imagePullSecrets: [{ name: "login" }] }],
];

testRule(prerequisiteAwaited, [
    ...pods.flatMap(([title, pod]) => [
        {
            title: `passes a secret for ${title} that is waited for`,
            stack: [sealed("login"), job(pod, { dependsOn: ["login"] })],
            judged: ["job"],
        },
        {
            title: `refuses a secret for ${title} that is not`,
            stack: [sealed("login"), job(pod)],
            judged: ["job"],
            finds: jobLate,
        },
    ]),
    {
        title: "says it once of each secret",
        stack: [
            sealed("login"),
            kube("core/v1:Secret", "plain"),
            job({
                imagePullSecrets: [{ name: "login" }, { name: "login" }, { name: "plain" }],
            }),
        ],
        judged: ["job"],
        finds: [...jobLate, ["job", needs("CronJob immich/job", "immich/plain")]],
    },
    {
        title: "leaves alone secrets of another namespace, names that are none, and the unknown",
        stack: [
            sealed("login", "notes"),
            job({ imagePullSecrets: [{ name: "login" }, { name: "other" }] }),
            kube("core/v1:Service", "named", { spec: { selector: { app: "login" } } }),
            kube("apps/v1:Deployment", "unknown", { spec: unknown.object }),
        ],
        judged: [],
    },
    {
        title: "takes only fields for secrets that are called so",
        stack: [sealed("login"), kube("core/v1:Service", "login-service", {}, { name: "login" })],
        judged: [],
    },
    {
        title: "refuses a release with the name in its values",
        stack: [
            sealed("login"),
            release("immich", {}, { auth: { existingSecret: "login" } }),
            kube("core/v1:ConfigMap", "map"),
        ],
        judged: ["release-immich"],
        finds: [["release-immich", needs("release immich/immich")]],
    },
    {
        title: "refuses copies without their repository, and stores without their credentials",
        stack: [
            sealed("login"),
            kube("volsync.backube/v1alpha1:ReplicationSource", "source", {
                spec: { restic: { repository: "login" } },
            }),
            kube("velero.io/v1:BackupStorageLocation", "location", {
                spec: { credential: { name: "login", key: "cloud" } },
            }),
        ],
        judged: ["source", "location"],
        finds: [
            ["source", needs("ReplicationSource immich/source")],
            ["location", needs("BackupStorageLocation immich/location")],
        ],
    },
    {
        title: "lets a secret name another",
        stack: [
            sealed("login"),
            kube("bitnami.com/v1alpha1:SealedSecret", "other", {
                spec: { template: { data: { secret: "login" } } },
            }),
        ],
        judged: [],
    },
]);

const encrypted = storageClass({
    parameters: {
        "csi.storage.k8s.io/node-stage-secret-name": "luks",
        "csi.storage.k8s.io/node-stage-secret-namespace": "csi-proxmox",
    },
});
const luks = sealed("luks", "csi-proxmox");
const claim = (storageClassName: unknown, options?: Options) =>
    kube("core/v1:PersistentVolumeClaim", "claim", { spec: { storageClassName } }, {}, options);
const plain = "csi-proxmox/luks";

testRule(prerequisiteAwaited, [
    {
        title: "passes a claim that waits for its passphrase",
        stack: [encrypted, luks, claim("kept-g1", { dependsOn: ["luks"] })],
        judged: ["claim"],
    },
    {
        title: "refuses a claim that does not",
        stack: [encrypted, luks, claim("kept-g1", { dependsOn: ["kept-g1"] })],
        judged: ["claim"],
        finds: [["claim", needs("PersistentVolumeClaim immich/claim", plain)]],
    },
    {
        title: "refuses a database that does not, once",
        stack: [
            encrypted,
            luks,
            kube("postgresql.cnpg.io/v1:Cluster", "database", {
                spec: {
                    storage: { storageClass: "kept-g1" },
                    walStorage: { storageClass: "kept-g1" },
                },
            }),
        ],
        judged: ["database"],
        finds: [["database", needs("Cluster immich/database", plain)]],
    },
    {
        title: "refuses a claim template that does not",
        stack: [
            encrypted,
            luks,
            kube("apps/v1:StatefulSet", "set", {
                spec: { volumeClaimTemplates: [{ spec: { storageClassName: "kept-g1" } }] },
            }),
        ],
        judged: ["set"],
        finds: [["set", needs("StatefulSet immich/set", plain)]],
    },
    ...["other", unknown.text, undefined].map((name) => ({
        title: `leaves alone a claim of the class ${name === unknown.text ? "unknown" : String(name)}`,
        stack: [encrypted, luks, claim(name)],
        judged: [],
    })),
    {
        title: "leaves the existence of the passphrase to another rule",
        stack: [encrypted, claim("kept-g1")],
        judged: [],
    },
]);
