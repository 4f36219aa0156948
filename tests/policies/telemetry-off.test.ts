import { telemetryOff } from "../../policies/rules/telemetry-off";
import { kube, unknown, verdictOf } from "./support";
import { testChanges } from "./support/changes";
import { testPodRule } from "./support/pods";

const release = "kubernetes:helm.sh/v3:Release";
const traefik = { name: "traefik", namespace: "traefik", chart: "traefik" };

const pod = (env: unknown) => ({
    spec: {
        jobTemplate: {
            spec: { template: { spec: { containers: [], initContainers: [{ env }] } } },
        },
    },
});
testChanges(
    telemetryOff,
    {
        type: release,
        name: "traefik",
        props: {
            ...traefik,
            values: { global: { sendAnonymousUsage: false, checkNewVersion: false } },
        },
        says: "The release traefik/traefik must",
    },
    [
        [
            "refuses reports",
            { "values.global.sendAnonymousUsage": true },
            "set global.sendAnonymousUsage to false.",
        ],
        [
            "refuses the chart's default",
            { "values.global": {} },
            "set global.sendAnonymousUsage to false.",
            "set global.checkNewVersion to false.",
        ],
        [
            "refuses unknown values",
            { "values.global.checkNewVersion": unknown.text },
            "set global.checkNewVersion to false.",
        ],
        [
            "refuses a key of Sentry",
            { "values.env.SENTRY_DSN": "https://a" },
            "have SENTRY_DSN set so that nothing is reported.",
        ],
        ["passes telemetry that is off", { "values.env.N8N_DIAGNOSTICS_ENABLED": "false" }],
    ],
);
const silent = "set its variables so that nothing is reported";
const variable = (name: string, value?: unknown) => ({
    container: { env: [{ name, ...(value !== undefined && { value }) }] },
    which: name,
});
testPodRule(telemetryOff, [
    ...[
        ["N8N_DIAGNOSTICS_ENABLED", "true"],
        ["PAPERLESS_ENABLE_UPDATE_CHECK", "true"],
        ["PAPERLESS_ENABLE_UPDATE_CHECK"],
        ["DO_NOT_TRACK", "0"],
        ["NEXT_TELEMETRY_DISABLED", ""],
        ["POSTHOG_API_KEY", "phc_1"],
        ["TELEMETRY_ENABLED", "Falsehood"],
    ].map(([name = "", value]) => ({
        title: `refuses ${name}=${String(value)}`,
        ...variable(name, value),
        says: silent,
    })),
    ...[
        ["N8N_DIAGNOSTICS_ENABLED", "false"],
        ["TELEMETRY_ENABLED", "False"],
        ["DO_NOT_TRACK", "1"],
        ["NEXT_TELEMETRY_DISABLED", "true"],
        ["SENTRY_DSN", ""],
        ["SENTRY_DSN"],
        ["LEVEL", "true"],
    ].map(([name = "", value]) => ({
        title: `passes ${name}=${String(value)}`,
        ...variable(name, value),
    })),
    ...["docker.io/n8nio/n8n:2.0.0", "docker.n8n.io/n8nio/n8n@sha256:00"].flatMap((image) => [
        {
            title: `demands of ${image} what it needs to keep silent`,
            container: { image, env: [{ name: "OTHER", value: "1" }] },
            says: ["set N8N_DIAGNOSTICS_ENABLED", "set N8N_VERSION_NOTIFICATIONS_ENABLED"],
        },
        {
            title: `passes ${image} that keeps silent`,
            container: {
                image,
                env: ["N8N_DIAGNOSTICS_ENABLED", "N8N_VERSION_NOTIFICATIONS_ENABLED"].map(
                    (name) => ({ name, value: "false" }),
                ),
            },
        },
    ]),
    ...[
        ["ghcr.io/immich-app/immich-machine-learning:v2.6.3", "HF_HUB_DISABLE_TELEMETRY"],
        ["docker.io/cloudflare/cloudflared@sha256:00", "NO_AUTOUPDATE"],
    ].flatMap(([image = "", name = ""]) => [
        {
            title: `demands ${name} of ${image}`,
            container: { image, env: [{ name: "OTHER", value: "1" }] },
            says: `set ${name}`,
        },
        {
            title: `refuses ${image} that reports`,
            container: { image, env: [{ name, value: "0" }] },
            says: silent,
            which: name,
        },
        {
            title: `passes ${image} that keeps silent`,
            container: { image, env: [{ name, value: "true" }] },
        },
    ]),
    { title: "passes another image of n8n's", container: { image: "docker.io/n8nio/runners:2" } },
]);
test("telemetry-off refuses what is not known at preview", () => {
    const job = kube(
        "batch/v1:CronJob",
        "job",
        pod([{ name: "TELEMETRY_ENABLED", value: unknown.text }]),
    );
    expect(verdictOf(telemetryOff, [job]).findings).toEqual([
        { urn: "urn:job", message: `The CronJob immich/job must ${silent} (TELEMETRY_ENABLED).` },
    ]);
});

const releaseOf = (chart: string, values: object) =>
    kube("helm.sh/v3:Release", "release", { name: "release", chart, values });
const found = (subject: Parameters<typeof verdictOf>[1][number]) =>
    verdictOf(telemetryOff, [subject]).findings.map(({ message }) =>
        message.replace("The release default/release must ", ""),
    );
test.each([
    ["alloy", "alloy.enableReporting"],
    ["grafana-agent", "agent.enableReporting"],
    ["n8n", "main.config.diagnostics.enabled"],
])("telemetry-off demands of the chart %s that %s is false", (chart, path) => {
    const values = (value: boolean) =>
        path.split(".").reduceRight<unknown>((inner, part) => ({ [part]: inner }), value) as object;
    expect(found(releaseOf(chart, values(false)))).toEqual([]);
    expect(found(releaseOf(chart, values(true)))).toEqual([`set ${path} to false.`]);
});
test("telemetry-off demands of the chart immich that neither of its parts reports", () => {
    const values = (newVersionCheck: boolean, env: object) => ({
        immich: { configuration: { newVersionCheck: { enabled: newVersionCheck } } },
        "machine-learning": { controllers: { main: { containers: { main: { env } } } } },
    });
    const name = "HF_HUB_DISABLE_TELEMETRY";
    expect(found(releaseOf("immich", values(false, { [name]: "1" })))).toEqual([]);
    expect(found(releaseOf("immich", values(true, {})))).toEqual([
        "set immich.configuration.newVersionCheck.enabled to false.",
        `set machine-learning.controllers.main.containers.main.env.${name} to 1.`,
    ]);
});
test("telemetry-off demands of an image in a release what it needs to keep silent", () => {
    const [first, second] = ["N8N_DIAGNOSTICS_ENABLED", "N8N_VERSION_NOTIFICATIONS_ENABLED"];
    const values = (env: object, key = "image") => ({
        main: { [key]: "docker.io/n8nio/n8n:2", env },
    });
    expect(found(releaseOf("app", values({})))).toEqual([`set ${first}.`, `set ${second}.`]);
    expect(found(releaseOf("app", values({ [first]: "false" }, "repository")))).toEqual([
        `set ${second}.`,
    ]);
    expect(found(releaseOf("app", values({ [first]: "false", [second]: "false" })))).toEqual([]);
    expect(found(releaseOf("app", values({}, "title")))).toEqual([]);
    expect(found(releaseOf("app", { image: { tag: "docker.io/n8nio/n8n:2" } }))).toEqual([]);
});
test.each([
    [false, []],
    ["False", []],
    [null, ["have TELEMETRY_ENABLED set so that nothing is reported."]],
])("telemetry-off takes the switch %p for what it says", (TELEMETRY_ENABLED, says) => {
    expect(found(releaseOf("app", { env: { TELEMETRY_ENABLED } }))).toEqual(says);
});
test.each([
    ["SENTRY_DSN", null, []],
    ["DO_NOT_TRACK", 1, []],
    ["DO_NOT_TRACK", true, []],
    ["DO_NOT_TRACK", 0, ["have DO_NOT_TRACK set so that nothing is reported."]],
])("telemetry-off reads %s=%p", (name, value, says) => {
    expect(found(releaseOf("app", { env: { [name]: value } }))).toEqual(says);
});
