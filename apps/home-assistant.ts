import { defineApp } from "../catalogue/app-spec";
import { clockOf } from "../catalogue/backup/schedules";
import { appChart, podsOf } from "./chart-values/app";
import { homeAssistantPort, homeAssistantValues } from "./chart-values/home-assistant";

const intimate = {
    classification: "sensitive",
    backup: "high",
    retention: "indefinite",
    personal: true,
} as const;

/** Home automation. Knows who is home, and when: everything it holds is sensitive. */
export const homeAssistant = defineApp({
    name: "home-assistant",
    title: "Home Assistant",
    purpose: "Lights, heating and whatever else in the house can be asked or told",
    reach: {
        audience: "external",
        host: "home",
        service: "home-assistant",
        port: homeAssistantPort,
    },
    podSecurity: "restricted",
    podSecurityExemptions: [
        {
            when: { option: "hostNetwork", is: true },
            level: "privileged",
            reason: "Devices that announce themselves by multicast are heard in the node's network only.",
            inNodeNetwork: true,
        },
        ...(["/dev/ttyUSB0", "/dev/ttyACM0"] as const).map(
            (device) =>
                ({
                    when: { option: "device", is: device },
                    level: "privileged",
                    reason: "A device of the node opens to privileged containers only.",
                    device: "radio",
                }) as const,
        ),
    ],
    icon: "di:home-assistant",

    data: {
        config: {
            ...intimate,
            kind: "volume",
            title: "Home automation configuration",
            size: "20Gi",
        },
        history: {
            ...intimate,
            kind: "sqlite",
            title: "Recorded states of the house",
            storedIn: "config",
        },
        backups: {
            ...intimate,
            kind: "derived",
            title: "Nightly backups that Home Assistant makes itself",
            storedIn: "config",
            copyOf: "history",
        },
        // The same secret as n8n's, which compares it.
        "n8n-webhooks": {
            kind: "secret",
            title: "Secret that callers of n8n's webhooks send",
            classification: "credentials",
            backup: "medium",
            retention: "indefinite",
            keys: {
                secret: {
                    config: "n8nWebhookSecret",
                    make: "Make one up with `openssl rand -hex 24`",
                },
            },
            when: { option: "n8n", is: true },
        },
    },

    options: {
        historyDays: {
            type: "number",
            default: 30,
            minimum: 1,
            maximum: 3650,
            describe: "Days that every state is kept; hourly statistics stay for good",
        },
        backupsKept: {
            type: "number",
            default: 7,
            minimum: 1,
            maximum: 100,
            describe: "Nightly backups that are kept in the volume",
        },
        n8n: {
            type: "boolean",
            default: false,
            describe: "Let automations call n8n's webhooks, with rest_command.n8n",
        },
        phoneNotifications: {
            type: "boolean",
            default: false,
            describe:
                "Let Home Assistant's app on phones be notified, through its maker's service for Apple's and Google's",
        },
        hostNetwork: {
            type: "boolean",
            default: false,
            describe:
                "Find devices by multicast, in the node's own network, where no network policy binds it",
        },
        device: {
            type: "choice",
            choices: ["none", "/dev/ttyUSB0", "/dev/ttyACM0"],
            default: "none",
            describe:
                "Radio stick, on the worker whose devices.radio names it in homelab:cluster; one in the network needs none of this",
        },
    },

    chart: appChart,
    values: ({ options, claim, secret, timeZone, podCidr }) =>
        homeAssistantValues({
            timeZone,
            podCidr,
            claim: claim("config"),
            historyDays: options.historyDays,
            backupsKept: options.backupsKept,
            backupAt: clockOf("export", "home-assistant"),
            hostNetwork: options.hostNetwork,
            ...(options.n8n && { webhooks: secret("n8n-webhooks") }),
            ...(options.device !== "none" && { device: options.device }),
        }),

    workloads: {
        main: {
            podLabels: podsOf("home-assistant"),
            ports: [homeAssistantPort],
            mounts: ["config"],
        },
    },
    connections: [
        // Browsers, and devices that call a webhook.
        { from: "edge", to: "main" },
        ...(["TCP", "UDP"] as const).map(
            (protocol) =>
                ({
                    from: "main",
                    to: {
                        devices: "smart-devices",
                        ports: [],
                        protocol,
                        // Whoever pairs a device gives its key to the pages, which keep it.
                        auth: "apiKey",
                        credentials: "config",
                        purpose: "Devices that are asked and told",
                    },
                }) as const,
        ),
        {
            from: "main",
            to: {
                app: "n8n",
                workload: "main",
                auth: "webhookSecret",
                credentials: "n8n-webhooks",
                purpose: "Webhooks of workflows",
            },
            when: { option: "n8n", is: true },
        },
        {
            from: "main",
            to: {
                hosts: ["mobile-apps.home-assistant.io"],
                port: 443,
                auth: "none",
                purpose: "Notifications to phones",
            },
            when: { option: "phoneNotifications", is: true },
        },
    ],
});
