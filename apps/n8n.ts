import type { SecretData } from "../catalogue/app-data";
import { type Authentication, type Connection, defineApp } from "../catalogue/app-spec";
import type { Bindings } from "../catalogue/bindings";
import { scheduleOf } from "../catalogue/backup/schedules";
import { appChart, type AppChartValues, podsOf } from "./chart-values/app";
import { exportSteps, type N8nParts, n8nPort, n8nUser, n8nWorkload } from "./chart-values/n8n";
import { postgresImage } from "./chart-values/postgres";
import { handOverCredentials } from "./scripts/n8n";

const google = ["accounts.google.com", "oauth2.googleapis.com", "*.googleapis.com"];
const microsoft = ["login.microsoftonline.com", "graph.microsoft.com"];

const oauthClient =
    "Make an OAuth client for web pages, with the redirect address https://<n8n>/rest/oauth2-credential/callback, in";

/** Credentials that the owner gives; demanded only while the option is on. */
function given(option: string, title: string, keys: SecretData["keys"]) {
    return {
        kind: "secret",
        title,
        classification: "credentials",
        backup: "medium",
        retention: "indefinite",
        keys,
        when: { option, is: true },
    } as const;
}

const data = {
    data: {
        kind: "volume",
        title: "Files of the workflow engine",
        classification: "sensitive",
        backup: "medium",
        retention: "indefinite",
        size: "5Gi",
    },
    // Holds the tokens of the services that the workflows call, too.
    workflows: {
        kind: "sqlite",
        title: "Workflow definitions",
        classification: "sensitive",
        backup: "medium",
        retention: "indefinite",
        storedIn: "data",
        file: "database.sqlite",
        when: { option: "database", is: "sqlite" },
    },
    database: {
        kind: "postgres",
        title: "Workflow definitions in PostgreSQL",
        classification: "sensitive",
        backup: "medium",
        retention: "indefinite",
        size: "5Gi",
        image: postgresImage,
        extensions: ["pg_stat_statements"],
        preloadLibraries: ["pg_stat_statements"],
        when: { option: "database", is: "postgres" },
    },
    flows: {
        kind: "artifact",
        title: "Flows in the owner's Git repository, without credentials",
        classification: "internal",
        backup: "medium",
        retention: "indefinite",
        copyOf: "data",
        madeBy: "export",
        when: { option: "flowExport", is: true },
    },
    encryption: {
        kind: "secret",
        title: "Key that encrypts the logins in n8n's database",
        classification: "credentials",
        // Without it each of them has to be made anew.
        backup: "high",
        retention: "indefinite",
        keys: { key: { generate: { length: 48 } } },
    },
    webhooks: {
        kind: "secret",
        title: "Secret that callers of webhooks send",
        classification: "credentials",
        backup: "medium",
        retention: "indefinite",
        keys: {
            secret: { config: "n8nWebhookSecret", make: "Make one up with `openssl rand -hex 24`" },
        },
    },
    google: given("google", "OAuth client at Google", {
        id: { config: "n8nGoogleClientId", make: `${oauthClient} the Google Cloud console` },
        secret: { config: "n8nGoogleClientSecret", make: "Google shows it with the OAuth client" },
    }),
    microsoft: given("microsoft", "OAuth client at Microsoft", {
        id: { config: "n8nMicrosoftClientId", make: `${oauthClient} Microsoft Entra` },
        secret: {
            config: "n8nMicrosoftClientSecret",
            make: "Make a client secret for the application in Microsoft Entra",
        },
    }),
    openai: given("openai", "API key of OpenAI", {
        key: { config: "n8nOpenaiKey", make: "Make a restricted key on OpenAI's platform" },
    }),
    slack: given("slack", "Webhook address at Slack", {
        "webhook-url": {
            config: "n8nSlackWebhook",
            form: "https address",
            make: "Add an incoming webhook to an app of yours at Slack",
        },
    }),
    "home-assistant": given("homeAssistant", "Access token of Home Assistant", {
        token: {
            config: "n8nHomeAssistantToken",
            make: "Make a long-lived access token on your profile's page in Home Assistant",
        },
    }),
    repository: given("flowExport", "Git repository for flows", {
        address: {
            config: "n8nFlowRepository",
            form: "https address",
            make: "Make a private repository on the host in the option flowHost, with a first commit",
        },
        token: {
            config: "n8nFlowToken",
            make: "Make a token that may write the contents of that one repository",
        },
    }),
} as const;

const options = {
    database: {
        type: "choice",
        choices: ["sqlite", "postgres"],
        default: "sqlite",
        describe: "Where workflows and their runs are kept; n8n does not move them on a change",
    },
    google: {
        type: "boolean",
        default: false,
        describe: "Let workflows call Google's services (OAuth)",
    },
    microsoft: {
        type: "boolean",
        default: false,
        describe: "Let workflows call Microsoft's services (OAuth)",
    },
    openai: { type: "boolean", default: false, describe: "Let workflows call OpenAI" },
    slack: { type: "boolean", default: false, describe: "Let workflows post to Slack" },
    homeAssistant: {
        type: "boolean",
        default: false,
        describe: "Let workflows call Home Assistant, with an access token of it",
    },
    flowExport: {
        type: "boolean",
        default: false,
        describe: "Push every flow to a Git repository each night, without credentials",
    },
    flowHost: {
        type: "choice",
        choices: ["github.com", "gitlab.com", "codeberg.org"],
        default: "github.com",
        describe: "Host of that repository",
    },
} as const;

type N8nBindings = Bindings<typeof data, typeof options>;

/** Workflow engine: what happens in the house and at its services sets off what is to be done. */
export const n8n = defineApp({
    name: "n8n",
    title: "n8n",
    purpose: "Workflows between the services and devices of the household",
    reach: { audience: "external", host: "flows", service: "n8n", port: n8nPort },
    podSecurity: "restricted",
    icon: "si:n8n",

    data,
    options,
    chart: appChart,
    values: (bindings): AppChartValues => ({
        files: { "hand-over.mjs": handOverCredentials },
        workloads: { main: n8nWorkload(parts(bindings)) },
    }),

    workloads: { main: { podLabels: podsOf("n8n"), ports: [n8nPort], mounts: ["data"] } },
    jobs: {
        export: {
            purpose: "Flows to the owner's Git repository",
            schedule: scheduleOf("export", "daily", "n8n"),
            user: n8nUser,
            mounts: ["data"],
            steps: (bindings) => exportSteps(parts(bindings)),
            timeoutSeconds: 900,
            when: { option: "flowExport", is: true },
        },
    },
    connections: [
        { from: "edge", to: "main" },
        { from: "main", to: "database" },
        { from: "export", to: "database" },
        {
            from: "main",
            when: { option: "homeAssistant", is: true },
            to: {
                app: "home-assistant",
                workload: "main",
                auth: "apiKey",
                credentials: "home-assistant",
                purpose: "What the house can do",
            },
        },
        outside("google", "oauth2", google, "Google's services"),
        outside("microsoft", "oauth2", microsoft, "Microsoft's services"),
        outside("openai", "apiKey", ["api.openai.com"], "Language models"),
        outside("slack", "webhookSecret", ["hooks.slack.com"], "Messages to the household"),
        ...options.flowHost.choices.map(
            (host) =>
                ({
                    from: "export",
                    when: { option: "flowHost", is: host },
                    to: {
                        hosts: [host],
                        port: 443,
                        auth: "apiKey",
                        credentials: "repository",
                        purpose: "Flows to Git",
                    },
                }) as const,
        ),
    ],
});

/** A way to the hosts of a service, open while the option of that name is on. */
function outside(
    option: "google" | "microsoft" | "openai" | "slack",
    auth: Authentication,
    hosts: readonly string[],
    purpose: string,
): Connection {
    return {
        from: "main",
        when: { option, is: true },
        to: { hosts, port: 443, auth, credentials: option, purpose },
    };
}

/** What the containers are written with. */
function parts({ claim, secret, database, options, hostname, timeZone }: N8nBindings): N8nParts {
    const { database: kind, ...switches } = options;
    return {
        hostname,
        timeZone,
        ...switches,
        claim: claim("data"),
        secret,
        ...(kind === "postgres" && { database: database("database") }),
    };
}
