import { stackOf } from "../../../policies/engine/resource";
import { faultsInRelease } from "../../../policies/views/release-credentials";
import { releasesIn } from "../../../policies/views/releases";
import { telemetrySwitches } from "../../../policies/views/telemetry";
import { redirectFaults } from "../../../policies/views/traefik-entry-points";
import { kube, resource, unknown } from "../support";

function releaseOf(props: object) {
    const all = { name: "app", namespace: "immich", ...props };
    const [release] = releasesIn(stackOf([resource("kubernetes:helm.sh/v3:Release", "app", all)]));
    if (release === undefined) {
        throw new Error("No release.");
    }
    return release;
}

const redirectTo = (entryPoint: object, more = {}) => ({
    ports: { web: { http: { redirections: { entryPoint } }, ...more } },
});

describe("Traefik's plain entry point", () => {
    test.each([
        ["that is none", { ports: { web: null } }],
        ["that nobody reaches", { ports: { web: { expose: { default: false } } } }],
        ["that sends on", redirectTo({ to: "websecure" })],
        ["that sends on, by no scheme of its own", redirectTo({ to: "websecure", scheme: null })],
        ["that sends on by https", redirectTo({ to: "websecure", scheme: "https" })],
    ])("%s is sound", (_title, values) => {
        expect(redirectFaults(releaseOf({ values }))).toEqual([]);
    });

    test.each([
        ["of the chart's own values", {}],
        ["that everybody reaches", { ports: { web: { expose: { default: true } } } }],
        ["that sends on to another", redirectTo({ to: "web" })],
        ["that sends on by http", redirectTo({ to: "websecure", scheme: "http" })],
        [
            "that is reached, and sends on to another",
            redirectTo({ to: "other" }, { expose: { default: true } }),
        ],
        ["that is unknown", { ports: { web: unknown.object } }],
    ])("%s is not", (_title, values) => {
        expect(redirectFaults(releaseOf({ values }))).toEqual([
            "The release immich/app must redirect HTTP to HTTPS: set ports.web.http.redirections.entryPoint.to to websecure.",
        ]);
    });
});

describe("switches of telemetry", () => {
    const seen = (chart: string, values: object) =>
        telemetrySwitches(releaseOf({ chart, values })).map(({ path, value }) => [path, value]);

    test("are a chart's own values, and variables wherever they stand", () => {
        expect(
            seen("charts/traefik", {
                global: { sendAnonymousUsage: true, other: false },
                env: { DO_NOT_TRACK: "1", OTHER: "1", LIST: ["x"] },
            }),
        ).toEqual([
            ["global.sendAnonymousUsage", true],
            ["env.DO_NOT_TRACK", "1"],
        ]);
    });

    test("of one chart are none of another", () => {
        expect(seen("other", { global: { sendAnonymousUsage: true } })).toEqual([]);
        expect(seen("other", { a: { SENTRY_DSN: "x", toString: "y" } })).toEqual([
            ["a.SENTRY_DSN", "x"],
        ]);
    });
});

describe("credentials in values", () => {
    const title = "The release immich/app must not contain";
    const remedy = "name an existing secret instead.";
    const faults = (values: unknown) => faultsInRelease(releaseOf({ values }));

    test.each<[string, unknown]>([
        ["no values", undefined],
        ["empty values", {}],
        ["the name of a secret beside a key", { auth: { secret: "app-login", key: "password" } }],
        ["the name of a secret beside a path", { auth: { secret: "app-login", path: "x" } }],
        ["the name of a secret beside items", { auth: { secret: "app-login", items: [] } }],
        ["the name of an optional secret", { auth: { secret: "a", optional: true } }],
        ["names of secrets to pull with", { imagePullSecrets: ["registry"] }],
        ["a reference", { valueFrom: { secretKeyRef: { secret: "a.b", password: "c" } } }],
        ["a reference in a list", { env: [{ passwordRef: { password: "text" } }] }],
        ["a number that is no password", { token: 5 }],
        ["a switch", { password: true }],
        ["harmless texts", { value: "x", list: ["a", 1], default: "b" }],
        ["a value of a harmless name", { env: [{ name: "MODE", value: "hunter22" }] }],
    ])("%s hold none", (_title, values) => {
        expect(faults(values)).toEqual([]);
    });

    test.each<[string, unknown, string]>([
        ["a password", { password: "hunter22" }, "the credential password (values.password)"],
        ["a password in figures", { password: 12345 }, "the credential password (values.password)"],
        [
            "a secret without a key",
            { auth: { secret: "hunter22" } },
            "the credential secret (values.auth.secret)",
        ],
        [
            "a secret that is no name",
            { auth: { secret: "Hunter 22", key: "x" } },
            "the credential secret (values.auth.secret)",
        ],
        [
            "a password beside a key",
            { auth: { password: "hunter22", key: "x" } },
            "the credential password (values.auth.password)",
        ],
        [
            "a secret whose list has a key",
            { secret: ["hunter22"], key: "x" },
            "the credential secret (values.secret[0])",
        ],
        [
            "a variable",
            { env: [{ name: "DB_PASSWORD", value: "hunter22" }] },
            "the credential DB_PASSWORD (values.env[0].value)",
        ],
        [
            "a variable by its key",
            { env: { DB_PASSWORD: { value: "hunter22" } } },
            "the credential DB_PASSWORD (values.env.DB_PASSWORD.value)",
        ],
        [
            "passwords in a list",
            { passwords: ["hunter22"] },
            "the credential passwords (values.passwords[0])",
        ],
    ])("%s is one", (_title, values, what) => {
        expect(faults(values)).toEqual([`${title} ${what}: ${remedy}`]);
    });

    test("that are no object, or unknown, cannot be judged", () => {
        const known = "The release immich/app must have values that are known at preview";
        expect(faults("text")).toEqual([`${known}.`]);
        expect(faults(unknown.object)).toEqual([`${known}.`]);
        expect(faults({ a: [unknown.text] })).toEqual([
            `${known} (values.a[0]); refer to credentials by the name of their secret.`,
        ]);
    });
});

describe("an application of Argo CD", () => {
    const application = (source: object, name = "app") =>
        releasesIn(
            stackOf([
                kube("argoproj.io/v1alpha1:Application", name, {
                    spec: { source, destination: { namespace: "immich" } },
                }),
            ]),
        ).map((release) => [release.name, release.chart, release.unreadable]);

    test.each<[string, object, unknown[]]>([
        ["a chart", { chart: "a/immich", repoURL: "https://x/y" }, ["app", "immich", []]],
        ["a release's name", { chart: "b", helm: { releaseName: "other" } }, ["other", "b", []]],
        ["a folder", { path: "charts/immich", repoURL: "https://x/y.git" }, ["app", "immich", []]],
        ["the whole repository", { path: ".", repoURL: "https://x/y.git" }, ["app", "y", []]],
        ["a chart before a folder", { chart: "a", path: "b" }, ["app", "a", []]],
        ["nothing", {}, ["app", "", []]],
        ["text for values", { chart: "a", helm: { values: "x: y" } }, ["app", "a", ["values"]]],
    ])("by %s", (_title, source, read) => {
        expect(application(source)).toEqual([read]);
    });
});
