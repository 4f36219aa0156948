import {
    configMapWithoutCredential,
    credentialByReference,
} from "../../policies/rules/credential-by-reference";
import { type Case, kube, leftToPack, resource, testRule, unknown } from "./support";

type Finds = Case["finds"];

const deployment = (container: unknown, list = "containers") =>
    kube("apps/v1:Deployment", "web", { spec: { template: { spec: { [list]: [container] } } } });
const first = "spec.template.spec.containers[0]";
const set = (variable: object) => deployment({ name: "main", env: [variable] });
const run = (...args: unknown[]) => deployment({ name: "main", args });

const inPod = (what: string, remedy = "use valueFrom.secretKeyRef"): Finds => [
    ["web", `The Deployment immich/web must not contain ${what}: ${remedy}.`],
];
const inCommand = (what: string): Finds =>
    inPod(what, "pass it by environment or file from a secret");

const environment: readonly Case[] = [
    {
        title: "passes a reference",
        stack: [
            set({ name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "x" } } }),
        ],
        judged: ["web"],
    },
    {
        title: "passes what only speaks of credentials",
        stack: [
            set({ name: "TOKEN_FILE", value: "/run/token" }),
            set({ name: "DB_PASSWORD", value: "$(OTHER)" }),
            set({ name: "DB_PASSWORD", value: "" }),
            set({ name: "DB_PASSWORD", value: null }),
            set({ name: "REQUIRE_TOKEN", value: "true" }),
        ],
        judged: Array<string>(5).fill("web"),
    },
    {
        title: "refuses a literal under a name that announces a credential",
        stack: [set({ name: "DB_PASSWORD", value: "hunter2" })],
        judged: ["web"],
        finds: inPod(`the credential DB_PASSWORD (${first}.env[0].value)`),
    },
    {
        title: "refuses a number too",
        stack: [set({ name: "DB_PASSWORD", value: 1234 })],
        judged: ["web"],
        finds: inPod(`the credential DB_PASSWORD (${first}.env[0].value)`),
    },
    {
        title: "refuses what looks like a credential under an innocent name",
        stack: [set({ name: "ORIGIN", value: "postgres://app:hunter2@db/app" })],
        judged: ["web"],
        finds: inPod(`a URL with a password in ORIGIN (${first}.env[0].value)`),
    },
    {
        title: "does not repeat a name that looks like none",
        stack: [set({ name: "MY PASSWORD", value: "hunter2" })],
        judged: ["web"],
        finds: inPod(`the credential (unprintable name) (${first}.env[0].value)`),
    },
    {
        title: "refuses a value that is unknown at preview, whatever its name",
        stack: [set({ name: "ORIGIN", value: unknown.text })],
        judged: ["web"],
        finds: [
            [
                "web",
                `The Deployment immich/web must set ORIGIN to a value known at preview (${first}.env[0].value); for a credential use valueFrom.secretKeyRef.`,
            ],
        ],
    },
    {
        title: "refuses a value that is no text",
        stack: [set({ name: "ORIGIN", value: { password: "hunter2" } })],
        judged: ["web"],
        finds: [
            [
                "web",
                `The Deployment immich/web must set ORIGIN to a text (${first}.env[0].value); for a credential use valueFrom.secretKeyRef.`,
            ],
        ],
    },
    ...[unknown.list, { DB_PASSWORD: "hunter2" }, "DB_PASSWORD=hunter2"].map((env) => ({
        title: `refuses the environment ${JSON.stringify(env)}`,
        stack: [deployment({ env })],
        judged: ["web"],
        finds: [
            [
                "web",
                `The Deployment immich/web must have an environment that is a list known at preview (${first}.env).`,
            ],
        ] as const,
    })),
    {
        title: "passes a value that is marked secret, and no other beside it",
        stack: [
            kube(
                "core/v1:Pod",
                "web",
                {
                    spec: {
                        containers: [
                            {
                                env: [
                                    { name: "A_TOKEN", value: "hunter2" },
                                    { name: "B_TOKEN", value: "hunter2" },
                                ],
                            },
                        ],
                    },
                },
                {},
                { secretPaths: ["spec.containers[0].env[0].value"] },
            ),
        ],
        judged: ["web"],
        finds: [
            [
                "web",
                "The Pod immich/web must not contain the credential B_TOKEN (spec.containers[0].env[1].value): use valueFrom.secretKeyRef.",
            ],
        ],
    },
    ...["initContainers", "ephemeralContainers"].map((list) => ({
        title: `looks into ${list}`,
        stack: [deployment({ env: [{ name: "API_KEY", value: "hunter2" }] }, list)],
        judged: ["web"],
        finds: inPod(`the credential API_KEY (spec.template.spec.${list}[0].env[0].value)`) ?? [],
    })),
    {
        title: "looks into cron jobs",
        stack: [
            kube("batch/v1:CronJob", "web", {
                spec: {
                    jobTemplate: {
                        spec: {
                            template: {
                                spec: {
                                    containers: [{ env: [{ name: "API_KEY", value: "hunter2" }] }],
                                },
                            },
                        },
                    },
                },
            }),
        ],
        judged: ["web"],
        finds: [
            [
                "web",
                "The CronJob immich/web must not contain the credential API_KEY (spec.jobTemplate.spec.template.spec.containers[0].env[0].value): use valueFrom.secretKeyRef.",
            ],
        ],
    },
    {
        title: "looks into each item of a list",
        stack: [
            resource("kubernetes:core/v1:PodList", "web", {
                items: [
                    {
                        metadata: { name: "a" },
                        spec: { containers: [{ env: [{ name: "API_KEY", value: "hunter2" }] }] },
                    },
                ],
            }),
        ],
        judged: ["web"],
        finds: [
            [
                "web",
                "The Pod default/a must not contain the credential API_KEY (items[0].spec.containers[0].env[0].value): use valueFrom.secretKeyRef.",
            ],
        ],
    },
    ...[unknown.list, "none", { main: {} }].map((containers) => ({
        title: `refuses the containers ${JSON.stringify(containers)}`,
        stack: [kube("core/v1:Pod", "web", { spec: { containers } })],
        judged: ["web"],
        finds: [
            [
                "web",
                "The Pod immich/web must have containers that are a list known at preview (spec.containers).",
            ],
        ] as const,
    })),
    {
        title: "refuses a container and a variable that are unknown at preview",
        stack: [deployment(unknown.object), deployment({ env: [unknown.object] })],
        judged: ["web", "web"],
        finds: [
            [
                "web",
                `The Deployment immich/web must have an environment that is a list known at preview (${first}.env).`,
            ],
            ...["command", "args"].map(
                (key) =>
                    [
                        "web",
                        `The Deployment immich/web must have a command line known at preview (${first}.${key}).`,
                    ] as const,
            ),
            [
                "web",
                `The Deployment immich/web must set (unprintable name) to a value known at preview (${first}.env[0].value); for a credential use valueFrom.secretKeyRef.`,
            ],
        ],
    },
];

const commands: readonly Case[] = [
    {
        title: "passes a command line without credentials",
        stack: [
            deployment({ command: ["sh"], args: ["-c", "exec serve --token-file /run/token"] }),
            run("--password", "$(PASSWORD)"),
            run("--password=/run/password"),
            run("--password", "--verbose"),
        ],
        judged: Array<string>(4).fill("web"),
    },
    {
        title: "refuses a flag with its value",
        stack: [run("--password=hunter2")],
        judged: ["web"],
        finds: inCommand(`the credential --password (${first}.args[0])`),
    },
    {
        title: "refuses a flag before its value",
        stack: [run("--api-token", "hunter2")],
        judged: ["web"],
        finds: inCommand(`the credential --api-token (${first}.args[1])`),
    },
    {
        title: "refuses an assignment inside a script",
        stack: [deployment({ command: ["sh", "-c", "cd / && PGPASSWORD='hunter2' psql"] })],
        judged: ["web"],
        finds: inCommand(`the credential PGPASSWORD (${first}.command[2])`),
    },
    {
        title: "refuses what looks like a credential",
        stack: [run("--key", "AKIAABCDEFGHIJKLMNOP")],
        judged: ["web"],
        finds: inCommand(`an AWS access key (${first}.args[1])`),
    },
    ...(
        [
            [
                "livenessProbe.exec",
                { livenessProbe: { exec: { command: ["--password=hunter2"] } } },
            ],
            [
                "readinessProbe.exec",
                { readinessProbe: { exec: { command: ["--password=hunter2"] } } },
            ],
            ["startupProbe.exec", { startupProbe: { exec: { command: ["--password=hunter2"] } } }],
            [
                "lifecycle.postStart.exec",
                { lifecycle: { postStart: { exec: { command: ["--password=hunter2"] } } } },
            ],
            [
                "lifecycle.preStop.exec",
                { lifecycle: { preStop: { exec: { command: ["--password=hunter2"] } } } },
            ],
        ] as const
    ).map(([where, container]) => ({
        title: `refuses a password on the command line of ${where}`,
        stack: [deployment(container)],
        judged: ["web"],
        finds: inCommand(`the credential --password (${first}.${where}.command[0])`),
    })),
    {
        title: "passes probes without credentials",
        stack: [deployment({ livenessProbe: { exec: { command: ["pg_isready"] } } })],
        judged: ["web"],
    },
    ...[[unknown.text], unknown.list, "serve"].map((args) => ({
        title: `refuses the command line ${JSON.stringify(args)}`,
        stack: [deployment({ args })],
        judged: ["web"],
        finds: [
            [
                "web",
                `The Deployment immich/web must have a command line known at preview (${first}.args).`,
            ],
        ] as const,
    })),
];

testRule(credentialByReference, [
    ...environment,
    ...commands,
    {
        title: "leaves secrets and other kinds to other rules",
        stack: [
            kube("core/v1:Secret", "db", { stringData: { password: "hunter2" } }),
            kube("core/v1:Service", "db", { spec: {} }),
            resource("random:index/randomPassword:RandomPassword", "x", { password: "hunter2" }),
        ],
        judged: [],
    },
]);

const asked = { pods: credentialByReference, objects: configMapWithoutCredential };

test("credential-by-reference is asked at the API server too, but for flags and scripts", () => {
    expect(leftToPack(credentialByReference, asked, [...environment, ...commands])).toEqual([
        // The API server takes no such thing for an environment anyway.
        'refuses the environment {"DB_PASSWORD":"hunter2"}',
        "refuses a flag with its value",
        "refuses a flag before its value",
        "refuses an assignment inside a script",
        ...[
            ...["livenessProbe", "readinessProbe", "startupProbe"],
            ...["lifecycle.postStart", "lifecycle.preStop"],
        ].map((hook) => `refuses a password on the command line of ${hook}.exec`),
    ]);
});
