import { credentialByReference } from "../../policies/rules/credential-by-reference";
import { kube, resource, testRule, unknown } from "./support";

type Finding = readonly [string, string];

const release = (values: unknown, more: object = {}) =>
    resource("kubernetes:helm.sh/v3:Release", "app", {
        name: "app",
        namespace: "immich",
        chart: "app",
        values,
        ...more,
    });
const pod = (container: object, more: object = {}) =>
    kube("core/v1:Pod", "pod", { spec: { containers: [{ name: "main", ...container }], ...more } });
const configMap = (data: unknown) => kube("core/v1:ConfigMap", "settings", { data });
const inValues = (what: string, where: string): Finding => [
    "app",
    `The release immich/app must not contain ${what} (${where}): name an existing secret instead.`,
];
const inMap = (what: string, where: string): Finding => [
    "settings",
    `The config map immich/settings must not contain ${what} (${where}): move it to a SealedSecret.`,
];

testRule(credentialByReference, [
    {
        title: "passes values that name their secrets",
        stack: [
            release({
                existingSecret: "login",
                auth: { passwordKey: "password" },
                env: {
                    PASSWORD: { valueFrom: { secretKeyRef: { name: "login", key: "password" } } },
                },
            }),
        ],
        judged: ["app"],
    },
    { title: "passes a release without values", stack: [release(undefined)], judged: ["app"] },
    { title: "leaves other resources alone", stack: [kube("core/v1:Service", "x")], judged: [] },
    {
        title: "refuses a literal password in values",
        stack: [release({ auth: { password: "hunter2" } })],
        judged: ["app"],
        finds: [inValues("the credential password", "values.auth.password")],
    },
    {
        title: "refuses a number as a password",
        stack: [release({ pin: { adminPassword: 1234 } })],
        judged: ["app"],
        finds: [inValues("the credential adminPassword", "values.pin.adminPassword")],
    },
    {
        title: "refuses a named value in a list of variables",
        stack: [release({ env: [{ name: "API_KEY", value: "abc" }] })],
        judged: ["app"],
        finds: [inValues("the credential API_KEY", "values.env[0].value")],
    },
    {
        title: "refuses what looks like a credential under an innocent name",
        stack: [release({ note: "ghp_0123456789abcdefghij0123456789abcdef" })],
        judged: ["app"],
        finds: [inValues("a GitHub token", "values.note")],
    },
    {
        title: "refuses a URL with a password",
        stack: [release({ database: "postgres://immich:hunter2@db/immich" })],
        judged: ["app"],
        finds: [inValues("a URL with a password", "values.database")],
    },
    {
        title: "passes a URL whose password is taken from elsewhere",
        stack: [release({ database: "postgres://immich:$(DB_PASSWORD)@db/immich" })],
        judged: ["app"],
    },
    {
        title: "refuses values that are not known",
        stack: [release({ note: unknown.text })],
        judged: ["app"],
        finds: [
            [
                "app",
                "The release immich/app must have values that are known at preview (values.note); refer to credentials by the name of their secret.",
            ],
        ],
    },
    {
        title: "refuses malformed values",
        stack: [release("password: x")],
        judged: ["app"],
        finds: [["app", "The release immich/app must have values that are known at preview."]],
    },
    {
        title: "refuses value files",
        stack: [release({}, { valueYamlFiles: ["secret.yaml"] })],
        judged: ["app"],
        finds: [
            [
                "app",
                "The release immich/app must not use valueYamlFiles, which no rule can read: set its values in the program.",
            ],
        ],
    },
    {
        title: "passes a pod that takes its password from a secret",
        stack: [
            pod({
                env: [
                    {
                        name: "DB_PASSWORD",
                        valueFrom: { secretKeyRef: { name: "login", key: "password" } },
                    },
                    { name: "LOG_LEVEL", value: "info" },
                ],
            }),
        ],
        judged: ["pod"],
    },
    {
        title: "refuses a literal in a pod",
        stack: [pod({ env: [{ name: "DB_PASSWORD", value: "hunter2" }] })],
        judged: ["pod"],
        finds: [
            [
                "pod",
                "The Pod immich/pod must not contain the credential DB_PASSWORD (spec.containers[0].env[0].value): use valueFrom.secretKeyRef.",
            ],
        ],
    },
    {
        title: "refuses a literal in an init container",
        stack: [
            pod({}, { initContainers: [{ name: "init", env: [{ name: "TOKEN", value: "abc" }] }] }),
        ],
        judged: ["pod"],
        finds: [
            [
                "pod",
                "The Pod immich/pod must not contain the credential TOKEN (spec.initContainers[0].env[0].value): use valueFrom.secretKeyRef.",
            ],
        ],
    },
    {
        title: "refuses a password on the command line of a CronJob",
        stack: [
            kube("batch/v1:CronJob", "pod", {
                spec: {
                    jobTemplate: {
                        spec: {
                            template: {
                                spec: {
                                    containers: [
                                        { name: "main", command: ["dump", "--password=hunter2"] },
                                    ],
                                },
                            },
                        },
                    },
                },
            }),
        ],
        judged: ["pod"],
        finds: [
            [
                "pod",
                "The CronJob immich/pod must not contain the credential --password (spec.jobTemplate.spec.template.spec.containers[0].command[1]): pass it by environment or file from a secret.",
            ],
        ],
    },
    {
        title: "refuses a variable that is not known",
        stack: [pod({ env: [{ name: "LOG_LEVEL", value: unknown.text }] })],
        judged: ["pod"],
        finds: [
            [
                "pod",
                "The Pod immich/pod must set LOG_LEVEL to a value known at preview (spec.containers[0].env[0].value); for a credential use valueFrom.secretKeyRef.",
            ],
        ],
    },
    {
        title: "passes a config map of settings",
        stack: [configMap({ "app.ini": "level = info\npassword_file = /run/login\n" })],
        judged: ["settings"],
    },
    {
        title: "refuses a credential in a config map",
        stack: [configMap({ PASSWORD: "hunter2" })],
        judged: ["settings"],
        finds: [inMap("the credential PASSWORD", "data.PASSWORD")],
    },
    {
        title: "refuses one inside a file of a config map",
        stack: [configMap({ "app.ini": "level = info\napi_key = abc123\n" })],
        judged: ["settings"],
        finds: [inMap("the credential api_key", "data.app.ini")],
    },
    {
        title: "refuses a config map that is not known",
        stack: [configMap(unknown.object)],
        judged: ["settings"],
        finds: [
            [
                "settings",
                "The config map immich/settings must have data that is known at preview (data).",
            ],
        ],
    },
]);
