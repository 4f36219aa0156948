import { machineHardeningKept } from "../../policies/rules/machine-hardening-kept";
import { machineConfig } from "./machine-samples";
import { kube, testRule, unknown } from "./support";

const judged = ["config"];
const says = (text: string) => ["config", `The machine configuration config must ${text}`] as const;
const apiServer = (fields: unknown) => machineConfig([{ cluster: { apiServer: fields } }]);

const softened: readonly (readonly [patch: object, path: string])[] = [
    [{ machine: { features: { rbac: false } } }, "machine.features.rbac"],
    [
        { machine: { kubelet: { defaultRuntimeSeccompProfileEnabled: false } } },
        "machine.kubelet.defaultRuntimeSeccompProfileEnabled",
    ],
    [
        { machine: { kubelet: { disableManifestsDirectory: false } } },
        "machine.kubelet.disableManifestsDirectory",
    ],
    [
        { cluster: { apiServer: { disablePodSecurityPolicy: false } } },
        "cluster.apiServer.disablePodSecurityPolicy",
    ],
    [
        { cluster: { discovery: { registries: { service: { disabled: false } } } } },
        "cluster.discovery.registries.service.disabled",
    ],
];

testRule(machineHardeningKept, [
    { title: "passes patches that touch none of it", stack: [machineConfig()], judged },
    {
        title: "passes other arguments of the API server",
        stack: [apiServer({ extraArgs: { "feature-gates": "X=true", "event-ttl": "2h" } })],
        judged,
    },
    {
        title: "judges nothing but configurations",
        stack: [kube("core/v1:Service", "web")],
        judged: [],
    },
    ...[
        "anonymous-auth",
        "authorization-mode",
        "audit-log-path",
        "tls-min-version",
        "disable-admission-plugins",
        "encryption-provider-config",
    ].map((name) => ({
        title: `refuses the argument ${name}`,
        stack: [apiServer({ extraArgs: { [name]: "x" } })],
        judged,
        finds: [says(`not set the API server's argument ${name}.`)],
    })),
    ...[
        ["audit-log-maxage", 14],
        ["audit-log-maxbackup", 4],
        ["audit-log-maxsize", 100],
    ].flatMap(([name = "", least = 0]) => [
        ...[least, Number(least) + 1, String(least)].map((value) => ({
            title: `passes ${name}=${JSON.stringify(value)}`,
            stack: [apiServer({ extraArgs: { [name]: value } })],
            judged,
        })),
        ...[Number(least) - 1, 0, "1e9", "-20", "x", null, [200], unknown.text].map((value) => ({
            title: `refuses ${name}=${JSON.stringify(value)}`,
            stack: [apiServer({ extraArgs: { [name]: value } })],
            judged,
            finds: [says(`not set the API server's argument ${name} below ${least}.`)],
        })),
    ]),
    ...softened.map(([patch, path]) => ({
        title: `refuses another ${path}`,
        stack: [machineConfig([patch])],
        judged,
        finds: [says(`not set ${path} to anything but true.`)],
    })),
    {
        title: "passes a hardening that is said again",
        stack: [machineConfig([{ machine: { features: { rbac: true } } }])],
        judged,
    },
    ...[
        { admissionControl: null },
        { admissionControl: { $patch: "delete" } },
        ...[
            { exemptions: { namespaces: ["kube-system", "immich"] } },
            { exemptions: { usernames: ["somebody"] } },
            { exemptions: { runtimeClasses: ["gvisor"] } },
            { defaults: { enforce: "privileged" } },
        ].map((configuration) => ({ admissionControl: [{ name: "PodSecurity", configuration }] })),
        { admissionControl: [{ name: "PodSecurity", $patch: "delete" }] },
        { admissionControl: ["PodSecurity"] },
        { auditPolicy: { rules: [{ level: "Metadata" }, { level: "None" }] } },
        { $patch: "delete" },
        null,
        { auditPolicy: { $patch: "delete" } },
        { auditPolicy: null },
    ].map((fields) => ({
        title: `refuses ${JSON.stringify(fields)}`,
        stack: [apiServer(fields)],
        judged,
        finds: [says("keep the API server's admissionControl and auditPolicy.")],
    })),
    {
        title: "refuses a patch that takes all of the cluster's configuration away",
        stack: [machineConfig([{ cluster: { $patch: "delete" } }])],
        judged,
        finds: [says("keep the API server's admissionControl and auditPolicy.")],
    },
    ...["anonymous-auth", "authorization-mode", "read-only-port", "client-ca-file"].map((name) => ({
        title: `refuses the kubelet's argument ${name}`,
        stack: [machineConfig([{ machine: { kubelet: { extraArgs: { [name]: "x" } } } }])],
        judged,
        finds: [says(`not set the kubelet's argument ${name}.`)],
    })),
    {
        title: "passes other arguments of the kubelet",
        stack: [machineConfig([{ machine: { kubelet: { extraArgs: { "node-ip": "x" } } } }])],
        judged,
    },
    {
        title: "passes what Talos itself says of admission",
        stack: [
            apiServer({
                admissionControl: [
                    {
                        name: "PodSecurity",
                        configuration: {
                            defaults: { enforce: "baseline" },
                            exemptions: {
                                namespaces: ["kube-system"],
                                runtimeClasses: [],
                                usernames: [],
                            },
                        },
                    },
                ],
            }),
        ],
        judged,
    },
    {
        title: "passes an audit policy that is added to",
        stack: [apiServer({ auditPolicy: { rules: [{ level: "Metadata" }] } })],
        judged,
    },
    {
        title: "reads unknown and malformed patches as nothing",
        stack: [machineConfig([unknown.text, ": [", 7])],
        judged,
    },
]);
