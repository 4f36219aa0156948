import { n8n } from "../../apps/n8n";
import { assetsOf } from "../../catalogue/app-assets";
import { planAll } from "../../catalogue/backup/plan";
import { checkApp } from "../../catalogue/check-app";
import { effectiveApp } from "../../catalogue/effective-app";
import { checkStackFile } from "../../config/check-stack-file";
import { secretKeys } from "../../config/secrets";
import { base, editedBase } from "../config/edit-base";
import { sampleBindings } from "./sample-bindings";

type Options = Parameters<typeof n8n.values>[0]["options"];

const off: Options = {
    database: "sqlite",
    google: false,
    microsoft: false,
    openai: false,
    slack: false,
    homeAssistant: false,
    flowExport: false,
    flowHost: "github.com",
};
const allOn: Options = {
    ...off,
    google: true,
    microsoft: true,
    openai: true,
    slack: true,
    homeAssistant: true,
    flowExport: true,
};
const mainWith = (options: Partial<Options>) => {
    const main = n8n.values(sampleBindings(n8n, { ...off, ...options })).workloads["main"];
    if (main === undefined) {
        throw new Error("no workload main");
    }
    return main;
};
const handedOver = (options: Partial<Options>) => mainWith(options).before?.[0]?.env ?? {};
const main = mainWith({});

const waysWith = (options: Partial<Options>) =>
    effectiveApp(n8n, { ...off, ...options }).connections.map(({ from, to }) =>
        typeof to === "object" && "hosts" in to
            ? `${from} > ${to.hosts.join(" ")} :${to.port} ${to.auth} ${to.credentials ?? "-"}`
            : `${from} > ${JSON.stringify(to)}`,
    );

test.each([off, allOn, { ...allOn, database: "postgres" } as const])(
    "the declaration has no problem under any options",
    (options) => {
        expect(checkApp(effectiveApp(n8n, options))).toEqual([]);
    },
);

test("its data: kind, class, priority, place", () => {
    const rows = assetsOf(effectiveApp(n8n, off)).map(
        ({ id, kind, classification, backup, size, storedIn }) =>
            [id, kind, classification, backup, size ?? storedIn ?? "-"].join(" | "),
    );
    expect(rows).toEqual([
        "n8n.data | volume | sensitive | medium | 5Gi",
        "n8n.workflows | sqlite | sensitive | medium | n8n.data",
        "n8n.encryption | secret | credentials | high | -",
        "n8n.webhooks | secret | credentials | medium | -",
    ]);
});

test("either database is there, and the volume stays with both", () => {
    const kept = (database: "sqlite" | "postgres") =>
        assetsOf(effectiveApp(n8n, { ...off, database }))
            .map(({ id }) => id)
            .filter((id) => !/encryption|webhooks/.test(id));
    expect(kept("sqlite")).toEqual(["n8n.data", "n8n.workflows"]);
    expect(kept("postgres")).toEqual(["n8n.data", "n8n.database", "n8n.database-credentials"]);
    expect(mainWith({ database: "postgres" }).mounts?.["data"]).toEqual(main.mounts?.["data"]);
});

test("SQLite lies in the volume", () => {
    expect(main.env).toMatchObject({ DB_TYPE: "sqlite" });
    expect(main.mounts?.["data"]).toEqual({ path: "/home/node/.n8n", claim: "claim-of-data" });
    expect(Object.keys(main.env ?? {}).filter((name) => name.includes("POSTGRES"))).toEqual([]);
});

test("PostgreSQL is reached over TLS that is verified in full", () => {
    const { env, mounts } = mainWith({ database: "postgres" });
    expect(env).toMatchObject({
        DB_TYPE: "postgresdb",
        DB_POSTGRESDB_HOST: "database.database.example",
        DB_POSTGRESDB_PORT: "5431",
        DB_POSTGRESDB_DATABASE: "database-of-database",
        DB_POSTGRESDB_USER: { secret: "login-of-database", key: "username" },
        DB_POSTGRESDB_PASSWORD: { secret: "login-of-database", key: "password" },
        DB_POSTGRESDB_SSL_ENABLED: "true",
        DB_POSTGRESDB_SSL_REJECT_UNAUTHORIZED: "true",
        DB_POSTGRESDB_SSL_CA_FILE: "/etc/n8n/database-ca/ca.crt",
    });
    expect(mounts?.["authority"]).toEqual({
        path: "/etc/n8n/database-ca",
        secret: "authority-of-database",
        items: ["ca.crt"],
    });
});

test("webhooks and pages have the house's own https address", () => {
    expect(main.env).toMatchObject({
        WEBHOOK_URL: "https://host-of-n8n.example.org/",
        N8N_EDITOR_BASE_URL: "https://host-of-n8n.example.org/",
        N8N_PROXY_HOPS: "1",
        N8N_SECURE_COOKIE: "true",
    });
    expect(n8n.reach).toMatchObject({ audience: "external", host: "flows" });
});

test("nothing is reported or asked for outside", () => {
    expect(main.env).toMatchObject({
        N8N_DIAGNOSTICS_ENABLED: "false",
        N8N_VERSION_NOTIFICATIONS_ENABLED: "false",
        N8N_TEMPLATES_ENABLED: "false",
        N8N_DYNAMIC_BANNERS_ENABLED: "false",
        N8N_LICENSE_AUTO_RENEW_ENABLED: "false",
        N8N_COMMUNITY_PACKAGES_ENABLED: "false",
    });
});

test("workflows see neither the environment nor files but the ones meant for them", () => {
    expect(main.env).toMatchObject({
        N8N_BLOCK_ENV_ACCESS_IN_NODE: "true",
        N8N_RESTRICT_FILE_ACCESS_TO: "/etc/n8n/files",
        N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: "true",
        N8N_ENCRYPTION_KEY: { secret: "secret-of-encryption", key: "key" },
    });
    const slack = mainWith({ slack: true }).mounts?.["slack"];
    expect(slack).toEqual({
        path: "/etc/n8n/files/slack",
        secret: "secret-of-slack",
        items: ["webhook-url"],
    });
    expect(main.mounts).not.toHaveProperty("slack");
});

test("credentials are laid over, and the one for webhooks brought in, where n8n looks for them", () => {
    const folder = mainWith(allOn).before?.[0]?.command.at(-1) ?? "";
    expect(folder).not.toBe("");
    expect(main.env?.["CREDENTIALS_OVERWRITE_DATA_FILE"]).toBe(`${folder}/overwrites.json`);
    const webhooks = main.before?.find(({ name }) => name === "webhooks");
    expect(webhooks?.command.join(" ")).toContain(
        `n8n import:credentials --input=${folder}/webhooks.json`,
    );
    for (const part of [main, main.before?.[0], webhooks]) {
        expect(JSON.stringify(part)).toContain(folder);
    }
});

test("what is handed over is what is switched on, each from its own Secret", () => {
    // What imports the credentials is n8n too, and would report as n8n does.
    const silent = {
        N8N_DIAGNOSTICS_ENABLED: "false",
        N8N_VERSION_NOTIFICATIONS_ENABLED: "false",
    };
    expect(handedOver({})).toEqual({
        ...silent,
        WEBHOOK_SECRET: { secret: "secret-of-webhooks", key: "secret" },
    });
    const { WEBHOOK_SECRET, OVERWRITE_homeAssistantApi_host, ...others } = handedOver(allOn);
    expect(WEBHOOK_SECRET).toBeDefined();
    expect(OVERWRITE_homeAssistantApi_host).toBe("home-assistant.home-assistant.svc.cluster.local");
    expect(others).toEqual({
        ...silent,
        OVERWRITE_googleOAuth2Api_clientId: { secret: "secret-of-google", key: "id" },
        OVERWRITE_googleOAuth2Api_clientSecret: { secret: "secret-of-google", key: "secret" },
        OVERWRITE_microsoftOAuth2Api_clientId: { secret: "secret-of-microsoft", key: "id" },
        OVERWRITE_microsoftOAuth2Api_clientSecret: { secret: "secret-of-microsoft", key: "secret" },
        OVERWRITE_openAiApi_apiKey: { secret: "secret-of-openai", key: "key" },
        OVERWRITE_homeAssistantApi_accessToken: {
            secret: "secret-of-home-assistant",
            key: "token",
        },
    });
});

test("traffic: nothing leaves the house that is not switched on", () => {
    const always = ['edge > "main"'];
    const house =
        'main > {"app":"home-assistant","workload":"main","auth":"apiKey","credentials":"home-assistant","purpose":"What the house can do"}';
    const git = "export > github.com :443 apiKey repository";
    expect(waysWith({})).toEqual(always);
    expect(effectiveApp(n8n, off).jobs).toEqual({});
    expect(waysWith({ homeAssistant: true })).toEqual([...always, house]);
    expect(waysWith(allOn)).toEqual([
        ...always,
        house,
        "main > accounts.google.com oauth2.googleapis.com *.googleapis.com :443 oauth2 google",
        "main > login.microsoftonline.com graph.microsoft.com :443 oauth2 microsoft",
        "main > api.openai.com :443 apiKey openai",
        "main > hooks.slack.com :443 webhookSecret slack",
        git,
    ]);
    expect(waysWith({ ...allOn, flowHost: "codeberg.org" }).at(-1)).toContain("codeberg.org");
    expect(waysWith({ ...allOn, database: "postgres" })).toEqual(
        expect.arrayContaining(['main > "database"', 'export > "database"']),
    );
});

test("secrets are asked for when their option is on, and not before", () => {
    const apps = [n8n];
    const asked = (options: object) => {
        const file = editedBase({ set: { apps: { n8n: { enabled: true, options } } } });
        const config = checkStackFile(file, apps);
        return secretKeys(apps)
            .filter((secret) => secret.key.startsWith("n8n") && secret.neededBy(config))
            .map(({ key }) => key);
    };
    expect(base).toBeDefined();
    expect(asked({})).toEqual(["n8nWebhookSecret"]);
    expect(asked({ slack: true })).toEqual(["n8nWebhookSecret", "n8nSlackWebhook"]);
    expect(asked({ google: true })).toEqual([
        "n8nWebhookSecret",
        "n8nGoogleClientId",
        "n8nGoogleClientSecret",
    ]);
    expect(asked({ flowExport: true })).toEqual([
        "n8nWebhookSecret",
        "n8nFlowRepository",
        "n8nFlowToken",
    ]);
});

test("the export counts as a copy in Git, and only while it is on", () => {
    const copies = (options: Options) => {
        const plans = planAll(assetsOf(effectiveApp(n8n, options)));
        return plans.find(({ asset }) => asset.id === "n8n.data")?.copies.map((c) => c.location);
    };
    expect(copies(allOn)).toContain("Git hosting");
    expect(copies(off)).not.toContain("Git hosting");
});

describe("the export job", () => {
    const steps = n8n.jobs?.["export"]?.steps(sampleBindings(n8n, allOn)) ?? [];

    test("exports flows and never credentials", () => {
        const said = JSON.stringify(steps);
        expect(said).toContain("export:workflow");
        expect(said).not.toContain("export:credentials");
    });

    test("keeps the database's key from the step that talks to the host, and the token from the other", () => {
        const [first, second] = steps.map((step) => JSON.stringify([step.env, step.mounts]));
        expect(first).toContain("secret-of-encryption");
        expect(first).not.toContain("secret-of-repository");
        expect(second).toContain("secret-of-repository");
        expect(second).not.toMatch(/secret-of-encryption|claim-of|login-of/);
    });
});
