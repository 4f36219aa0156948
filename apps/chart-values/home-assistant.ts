import { deviceLabels } from "../../catalogue/node-device";
import { serviceAddress } from "../../catalogue/service-address";
import type { AppChartValues, MountValues } from "./app";

export const homeAssistantPort = 8123;
const user = 1000;
const config = "/config";
/** Of which the pages write their own; an include of one that is missing ends the start. */
const writtenByPages = ["automations.yaml", "scenes.yaml", "scripts.yaml"];

/** What Home Assistant's container and configuration are written with. */
export interface HomeAssistantParts {
    readonly timeZone: string;
    /** Addresses of all pods: the gateway's is among them. */
    readonly podCidr: string;
    readonly claim: string;
    readonly historyDays: number;
    readonly backupsKept: number;
    /** When a backup is made each night, UTC, as in `00:07`. */
    readonly backupAt: string;
    /** Secret with the key `secret`, for callers of n8n's webhooks; absent: n8n is not called. */
    readonly webhooks?: string;
    readonly hostNetwork: boolean;
    /** Device file of the node, e.g. a Zigbee stick. */
    readonly device?: string;
}

/**
 * Home Assistant, started by itself: the image's supervisor wants to own `/run`.
 *
 * @see https://github.com/home-assistant/core/blob/2026.7.4/rootfs/etc/services.d/home-assistant/run
 */
export function homeAssistantValues(parts: HomeAssistantParts): AppChartValues {
    const { webhooks, hostNetwork, device } = parts;
    return {
        files: {
            "configuration.yaml": configuration(parts),
            "backup.yaml": nightlyBackup(parts),
            "keep-backups.sh": keepBackups,
        },
        workloads: {
            main: {
                image: "ghcr.io/home-assistant/home-assistant:2026.7.4@sha256:5a531753cea96444200158fc2b0ac7ccd739291ec50414877b396de6e0bb29b3",
                ...(device === undefined
                    ? { user }
                    : { user: 0, root: "The node's device files belong to root." }),
                command: ["python3", "-m", "homeassistant", "--config", config],
                env: {
                    TZ: parts.timeZone,
                    HOME: "/tmp",
                    PYTHONDONTWRITEBYTECODE: "1",
                    ...(webhooks !== undefined && {
                        N8N_WEBHOOK_SECRET: { secret: webhooks, key: "secret" },
                    }),
                },
                ports: { http: homeAssistantPort },
                ...(hostNetwork && { hostNetwork }),
                ...(device !== undefined && { nodeSelector: deviceLabels(["radio"]) }),
                before: [
                    {
                        name: "files",
                        command: [
                            "sh",
                            "-c",
                            `for file in ${writtenByPages.join(" ")}; do [ -e ${config}/$file ] || touch ${config}/$file; done`,
                        ],
                    },
                ],
                mounts: mounts(parts),
                probes: {
                    // The first start, and one after an upgrade, changes the history's tables.
                    startup: { path: "/manifest.json", port: homeAssistantPort, failures: 90 },
                    readiness: { path: "/manifest.json", port: homeAssistantPort },
                    liveness: {
                        path: "/manifest.json",
                        port: homeAssistantPort,
                        every: 30,
                        failures: 5,
                    },
                },
                resources: {
                    requests: { cpu: "100m", memory: "512Mi" },
                    limits: { memory: "2Gi" },
                },
                // What the recorder still holds is written first.
                stopSeconds: 120,
            },
        },
    };
}

function mounts({ claim, device }: HomeAssistantParts): Record<string, MountValues> {
    const file = (name: string) => ({ path: `${config}/${name}`, file: name });
    return {
        config: { path: config, claim },
        configuration: file("configuration.yaml"),
        backup: file("backup.yaml"),
        "keep-backups": file("keep-backups.sh"),
        tmp: { path: "/tmp", scratch: "1Gi" },
        ...(device !== undefined && { device: { path: device, device } }),
    };
}

/**
 * What the pages do not decide. Name, place and time zone of the house are theirs: one such key here
 * would lock them all. Integrations are chosen, since `default_config` brings those that talk to the
 * maker's cloud; the others are added in the pages.
 *
 * @see https://www.home-assistant.io/docs/configuration/
 */
function configuration(parts: HomeAssistantParts): string {
    return `${integrations(parts.hostNetwork)}
http:
    use_x_forwarded_for: true
    trusted_proxies: [${parts.podCidr}]
    ip_ban_enabled: true
    login_attempts_threshold: 10

recorder:
    purge_keep_days: ${parts.historyDays}

automation: !include automations.yaml
automation homelab: !include backup.yaml
scene: !include scenes.yaml
script: !include scripts.yaml

shell_command:
    keep_backups: sh ${config}/keep-backups.sh ${parts.backupsKept}
${parts.webhooks === undefined ? "" : callOfN8n}`;
}

function integrations(hostNetwork: boolean): string {
    const always = [
        ...["config", "conversation", "energy", "history", "logbook", "media_source"],
        ...["mobile_app", "stream", "sun", "webhook"],
    ];
    // Both find devices by asking everybody, which leaves no pod network.
    const found = hostNetwork ? ["ssdp", "zeroconf"] : [];
    return [...always, ...found].map((name) => `${name}:\n`).join("");
}

/** An action for automations; `path` and `payload` are theirs. */
const callOfN8n = `
rest_command:
    n8n:
        url: "http://${serviceAddress("n8n", "n8n")}:5678/webhook/{{ path }}"
        method: post
        headers:
            X-Webhook-Secret: !env_var N8N_WEBHOOK_SECRET
        content_type: application/json
        payload: "{{ (payload | default({})) | to_json }}"
`;

/** Before the platform copies the volume; backups without the history would not be whole. */
function nightlyBackup({ backupsKept, backupAt }: HomeAssistantParts): string {
    return `- id: homelab_nightly_backup
  alias: Nightly backup
  description: Keeps the newest ${backupsKept} in the volume, from where they are copied.
  mode: single
  triggers:
      - trigger: template
        value_template: "{{ utcnow().strftime('%H:%M') == '${backupAt}' }}"
  actions:
      - action: backup.create
      - action: shell_command.keep_backups
`;
}

const keepBackups = `set -eu
cd ${config}/backups
ls -1t -- *.tar | tail -n "+$(($1 + 1))" | while IFS= read -r old; do
    rm -- "$old"
done
`;
