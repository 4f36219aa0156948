import {
    configMapWithoutCredential,
    credentialByReference,
} from "../../policies/rules/credential-by-reference";
import { type Case, context, kube, leftToPack, resource, testRule, unknown } from "./support";

type Finds = Case["finds"];

const release = (values: unknown, rest: object = {}) =>
    resource("kubernetes:helm.sh/v3:Release", "app", {
        name: "app",
        namespace: "immich",
        chart: "app",
        values,
        ...rest,
    });
const configMap = (data: unknown, part = "data") =>
    kube("core/v1:ConfigMap", "settings", { [part]: data });

const inRelease = (...whats: string[]): Finds =>
    whats.map((what) => [
        "app",
        `The release immich/app must not contain ${what}: name an existing secret instead.`,
    ]);
const inMap = (what: string): Finds => [
    [
        "settings",
        `The config map immich/settings must not contain ${what}: move it to a SealedSecret.`,
    ],
];

const application = (source: unknown, rest: object = {}) =>
    kube("argoproj.io/v1alpha1:Application", "app", {
        spec: { destination: { namespace: "immich" }, source, ...rest },
    });

const applications: readonly Case[] = [
    {
        title: "passes an application with references",
        stack: [application({ helm: { valuesObject: { auth: { existingSecret: "db" } } } })],
        judged: ["app"],
    },
    {
        title: "refuses a literal in an application's values",
        stack: [application({ helm: { valuesObject: { auth: { password: "hunter2" } } } })],
        judged: ["app"],
        finds: [
            [
                "app",
                "The application immich/app must not contain the credential password (values.auth.password): name an existing secret instead.",
            ],
        ],
    },
    ...["values", "valueFiles", "parameters", "fileParameters"].map((key) => ({
        title: `refuses an application with ${key}`,
        stack: [application({ helm: { [key]: ["x"] } })],
        judged: ["app"],
        finds: [
            [
                "app",
                `The application immich/app must not use ${key}, which no rule can read: set its values in the program.`,
            ],
        ] as const,
    })),
    {
        title: "refuses several sources at once, and values that are unknown at preview",
        stack: [
            application(undefined, { sources: [{}] }),
            application({ helm: { valuesObject: unknown.object } }),
        ],
        judged: ["app", "app"],
        finds: [
            [
                "app",
                "The application immich/app must not use sources, which no rule can read: set its values in the program.",
            ],
            ["app", "The application immich/app must have values that are known at preview."],
        ],
    },
];

const releases: readonly Case[] = [
    {
        title: "passes references of every form",
        stack: [
            release({
                auth: { existingSecret: "db", secretName: "db", passwordKey: "x" },
                imagePullSecrets: ["registry"],
                env: [{ name: "A_TOKEN", valueFrom: { secretKeyRef: { secret: "a", key: "b" } } }],
                tokenRef: { password: "key-of-the-secret" },
                password: "",
                token: false,
                tokens: 3,
                url: "postgres://immich:$(DB_PASSWORD)@db/immich",
            }),
            release(undefined),
            release(null),
        ],
        judged: ["app", "app", "app"],
    },
    {
        title: "refuses a literal at any depth",
        stack: [release({ auth: { db: [{ adminPassword: "hunter2" }] } })],
        judged: ["app"],
        finds: inRelease("the credential adminPassword (values.auth.db[0].adminPassword)"),
    },
    {
        title: "refuses a list of literals and a password that is a number",
        stack: [release({ tokens: ["hunter2"], password: 1234 })],
        judged: ["app"],
        finds: inRelease(
            "the credential tokens (values.tokens[0])",
            "the credential password (values.password)",
        ),
    },
    {
        title: "refuses a literal under the name of its entry",
        stack: [
            release({
                env: [{ name: "A_TOKEN", value: "hunter2" }],
                password: { value: "hunter2" },
                plain: { value: "hunter2" },
            }),
        ],
        judged: ["app"],
        finds: inRelease(
            "the credential A_TOKEN (values.env[0].value)",
            "the credential password (values.password.value)",
        ),
    },
    {
        title: "refuses what looks like a credential under an innocent name",
        stack: [release({ note: "-----BEGIN RSA PRIVATE KEY-----" })],
        judged: ["app"],
        finds: inRelease("a private key (values.note)"),
    },
    {
        title: "refuses a literal although it is marked secret",
        stack: [
            resource(
                "kubernetes:helm.sh/v4:Chart",
                "app",
                { name: "app", namespace: "immich", values: { password: "hunter2" } },
                { secretPaths: ["values.password"] },
            ),
        ],
        judged: ["app"],
        finds: inRelease("the credential password (values.password)"),
    },
    {
        title: "refuses a value that is unknown at preview, whatever its name",
        stack: [release({ replicas: unknown.text })],
        judged: ["app"],
        finds: [
            [
                "app",
                "The release immich/app must have values that are known at preview (values.replicas); refer to credentials by the name of their secret.",
            ],
        ],
    },
    ...[unknown.object, "password: hunter2", ["hunter2"]].map((values) => ({
        title: `refuses the values ${JSON.stringify(values)}`,
        stack: [release(values)],
        judged: ["app"],
        finds: [
            ["app", "The release immich/app must have values that are known at preview."],
        ] as const,
    })),
    {
        title: "refuses a program that changes what the chart makes",
        stack: [release({}, { postrender: "/usr/bin/kustomize" })],
        judged: ["app"],
        finds: [
            [
                "app",
                "The release immich/app must not use postrender, which no rule can read: set its values in the program.",
            ],
        ],
    },
    {
        title: "refuses values from a file",
        stack: [release({}, { valueYamlFiles: ["values.yaml"] })],
        judged: ["app"],
        finds: [
            [
                "app",
                "The release immich/app must not use valueYamlFiles, which no rule can read: set its values in the program.",
            ],
        ],
    },
];

const configMaps: readonly Case[] = [
    {
        title: "passes settings",
        stack: [
            configMap({ "app.ini": "host = db\nport = 5432\nmax_tokens = 100\n# a token\n" }),
            configMap(undefined),
            configMap({ PASSWORD_FILE: "/run/password", count: 3 }),
        ],
        judged: Array<string>(3).fill("settings"),
    },
    {
        title: "refuses a literal under a name that announces a credential",
        stack: [configMap({ DB_PASSWORD: "hunter2" })],
        judged: ["settings"],
        finds: inMap("the credential DB_PASSWORD (data.DB_PASSWORD)"),
    },
    ...["password: hunter2", 'export PASSWORD="hunter2"', '"password": "hunter2",'].map((line) => ({
        title: `refuses the line ${line}`,
        stack: [configMap({ "app.conf": `host: db\n  ${line}\n` })],
        judged: ["settings"],
        finds:
            inMap(
                `the credential ${line.includes("PASSWORD") ? "PASSWORD" : "password"} (data.app.conf)`,
            ) ?? [],
    })),
    {
        title: "refuses a password that is a number, but no other number",
        stack: [
            configMap({ "app.conf": "db_password = 1234\n" }),
            configMap({ x: "token = 12\n" }),
        ],
        judged: ["settings", "settings"],
        finds: inMap("the credential db_password (data.app.conf)"),
    },
    {
        title: "refuses what looks like a credential",
        stack: [configMap({ "id.pem": "text\n-----BEGIN PRIVATE KEY-----\n" })],
        judged: ["settings"],
        finds: inMap("a private key (data.id.pem)"),
    },
    {
        title: "reads binary data",
        stack: [
            configMap({ x: Buffer.from("password: hunter2").toString("base64") }, "binaryData"),
        ],
        judged: ["settings"],
        finds: inMap("the credential password (binaryData.x)"),
    },
    {
        title: "refuses an entry that is unknown at preview",
        stack: [configMap({ "app.conf": unknown.text })],
        judged: ["settings"],
        finds: [
            [
                "settings",
                "The config map immich/settings must have data that is known at preview (data.app.conf); move credentials to a SealedSecret.",
            ],
        ],
    },
    ...[unknown.object, "password: hunter2", ["hunter2"]].map((data) => ({
        title: `refuses the data ${JSON.stringify(data)}`,
        stack: [configMap(data)],
        judged: ["settings"],
        finds: [
            [
                "settings",
                "The config map immich/settings must have data that is known at preview (data).",
            ],
        ] as const,
    })),
];

testRule(credentialByReference, [...releases, ...applications, ...configMaps]);

const asked = { pods: credentialByReference, objects: configMapWithoutCredential };

test("credential-by-reference is asked at the API server too, but for lines of files", () => {
    expect(leftToPack(credentialByReference, asked, configMaps)).toEqual([
        "refuses the line password: hunter2",
        'refuses the line export PASSWORD="hunter2"',
        'refuses the line "password": "hunter2",',
        "refuses a password that is a number, but no other number",
        "reads binary data",
    ]);
});

test("what is too long for the API server's purse is left to the pack", () => {
    const key = "-----BEGIN PRIVATE KEY-----\n";
    const many = Object.fromEntries(
        Array.from({ length: 33 }, (_, at) => [`key-${String(at)}.pem`, key]),
    );
    const cases = [
        { "id.pem": key + "x".repeat(8000) },
        { "id.pem": key + "x".repeat(9000) },
        { PASSWORD: "x".repeat(1024) },
        { PASSWORD: "x".repeat(1025) },
        { hook: `https://u:p@host/${"x".repeat(200)}` },
        { hook: `https://u:p@host/${"x".repeat(300)}` },
        many,
    ].map((data, at) => ({ title: String(at), stack: [configMap(data)], judged: [] }));
    expect(leftToPack(credentialByReference, asked, cases)).toEqual(["1", "3", "5", "6"]);
});

test("reads a file of a megabyte, whatever it is made of, in no time to speak of", () => {
    const patterns = ["x", "a.", "x@", "a:", "a: ", "\n", "a://", "-----BEGIN ", " ,"];
    for (const pattern of patterns) {
        const large = pattern.repeat(1_000_000 / pattern.length);
        const { judged } = credentialByReference.judge(
            kube("core/v1:ConfigMap", "files", { data: { large } }),
            context,
        );
        expect(judged).toEqual(["urn:files"]);
    }
});
