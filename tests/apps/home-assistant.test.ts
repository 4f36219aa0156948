import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { homeAssistant } from "../../apps/home-assistant";
import { assetsOf } from "../../catalogue/app-assets";
import type { AnyApp } from "../../catalogue/app-spec";
import { clockOf, scheduleOf } from "../../catalogue/backup/schedules";
import { checkApp } from "../../catalogue/check-app";
import { effectiveApp } from "../../catalogue/effective-app";
import { optionsOf, sampleBindings } from "./sample-bindings";

type Chosen = Parameters<
    typeof optionsOf<typeof homeAssistant.data, typeof homeAssistant.options>
>[1];
const app: AnyApp = homeAssistant;
const valuesWith = (chosen: Chosen) =>
    homeAssistant.values(sampleBindings(homeAssistant, optionsOf(homeAssistant, chosen)));
const mainWith = (chosen: Chosen) => valuesWith(chosen).workloads["main"];
const fileWith = (chosen: Chosen, name: string) => valuesWith(chosen).files?.[name] ?? "";
/** As YAML; tags are Home Assistant's own. */
const configurationWith = (chosen: Chosen) => {
    const tag = (name: string) => ({ tag: name, resolve: (text: string) => `${name} ${text}` });
    const document = parseDocument(fileWith(chosen, "configuration.yaml"), {
        customTags: [tag("!include"), tag("!env_var")],
    });
    expect([...document.errors, ...document.warnings]).toEqual([]);
    return document.toJS() as Record<string, unknown>;
};
const usual = configurationWith({});

test("the declaration has no problem", () => {
    expect(checkApp(homeAssistant)).toEqual([]);
});

test("its data: kind, class, priority, person, place", () => {
    const rows = assetsOf(homeAssistant).map((asset) =>
        [
            asset.id,
            asset.kind,
            asset.classification,
            asset.backup,
            asset.personal ? "personal" : "-",
            asset.size ?? asset.storedIn ?? "-",
        ].join(" | "),
    );
    expect(rows).toEqual([
        "home-assistant.config | volume | sensitive | high | personal | 20Gi",
        "home-assistant.history | sqlite | sensitive | high | personal | home-assistant.config",
        "home-assistant.backups | derived | sensitive | high | personal | home-assistant.config",
        "home-assistant.n8n-webhooks | secret | credentials | medium | - | -",
    ]);
});

describe("its configuration", () => {
    test("lets the pages keep their files and the place of the house", () => {
        expect(usual).toMatchObject({
            automation: "!include automations.yaml",
            "automation homelab": "!include backup.yaml",
            scene: "!include scenes.yaml",
            script: "!include scripts.yaml",
        });
        // One such key here would lock all of them in the pages.
        expect(usual).not.toHaveProperty("homeassistant");
        expect(mainWith({})?.env?.["TZ"]).toBe("Europe/Berlin");
    });

    test("names integrations itself: none that talks to the maker's cloud", () => {
        expect(Object.keys(usual)).not.toContain("default_config");
        for (const name of ["analytics", "cloud", "homeassistant_alerts", "my", "dhcp"]) {
            expect(usual).not.toHaveProperty(name);
        }
        expect(usual).toMatchObject({ history: null, energy: null, webhook: null });
    });

    test("trusts the gateway's pods, and nobody else, to say who calls", () => {
        expect(usual["http"]).toEqual({
            use_x_forwarded_for: true,
            trusted_proxies: ["10.99.0.0/16"],
            ip_ban_enabled: true,
            login_attempts_threshold: 10,
        });
    });

    test("keeps history for as long as the owner says", () => {
        expect(usual["recorder"]).toEqual({ purge_keep_days: 30 });
        expect(configurationWith({ historyDays: 90 })["recorder"]).toEqual({ purge_keep_days: 90 });
    });

    test("calls n8n with the secret of its webhooks, when asked to", () => {
        expect(usual).not.toHaveProperty("rest_command");
        expect(mainWith({})?.env).not.toHaveProperty("N8N_WEBHOOK_SECRET");
        expect(configurationWith({ n8n: true })["rest_command"]).toEqual({
            n8n: {
                url: "http://n8n.n8n.svc.cluster.local:5678/webhook/{{ path }}",
                method: "post",
                headers: { "X-Webhook-Secret": "!env_var N8N_WEBHOOK_SECRET" },
                content_type: "application/json",
                payload: "{{ (payload | default({})) | to_json }}",
            },
        });
        expect(mainWith({ n8n: true })?.env?.["N8N_WEBHOOK_SECRET"]).toEqual({
            secret: "secret-of-n8n-webhooks",
            key: "secret",
        });
    });

    test("is mounted over the volume, and what the pages write is there before the start", () => {
        const main = mainWith({});
        expect(main?.mounts).toMatchObject({
            config: { path: "/config", claim: "claim-of-config" },
            configuration: { path: "/config/configuration.yaml", file: "configuration.yaml" },
            backup: { path: "/config/backup.yaml", file: "backup.yaml" },
        });
        const included = [...fileWith({}, "configuration.yaml").matchAll(/!include (\S+)/g)].map(
            ([, name]) => name ?? "",
        );
        const prepared = main?.before?.[0]?.command.join(" ") ?? "";
        const files = Object.keys(valuesWith({}).files ?? {});
        expect(
            included.filter((name) => !files.includes(name) && !prepared.includes(name)),
        ).toEqual([]);
        expect(included).toHaveLength(4);
    });
});

describe("its own backup", () => {
    test("is made every night, before the volume is copied", () => {
        const at = clockOf("export", "home-assistant");
        const [minute, hour] = scheduleOf("export", "daily", "home-assistant").split(" ");
        expect(at.split(":").map(Number)).toEqual([hour, minute].map(Number));
        expect(at).toMatch(/^00:\d\d$/);
        const [automation] = parseDocument(fileWith({}, "backup.yaml")).toJS() as Record<
            string,
            unknown
        >[];
        expect(automation).toMatchObject({
            triggers: [
                {
                    trigger: "template",
                    value_template: `{{ utcnow().strftime('%H:%M') == '${at}' }}`,
                },
            ],
            actions: [{ action: "backup.create" }, { action: "shell_command.keep_backups" }],
        });
        expect(configurationWith({ backupsKept: 3 })["shell_command"]).toEqual({
            keep_backups: "sh /config/keep-backups.sh 3",
        });
    });

    test.each([
        [3, ["b3.tar", "b4.tar", "b5.tar"]],
        [9, ["b1.tar", "b2.tar", "b3.tar", "b4.tar", "b5.tar"]],
    ])("the newest %s stay, other files untouched", (kept, left) => {
        const folder = mkdtempSync(join(tmpdir(), "homelab-backups-"));
        mkdirSync(join(folder, "backups"));
        for (const age of [1, 2, 3, 4, 5]) {
            const file = join(folder, "backups", `b${age}.tar`);
            writeFileSync(file, "");
            utimesSync(file, age * 1000, age * 1000);
        }
        writeFileSync(join(folder, "backups", "note.txt"), "");
        const script = fileWith({}, "keep-backups.sh").replaceAll("/config", folder);
        const run = spawnSync("sh", ["-c", script, "keep-backups.sh", String(kept)]);
        expect([run.status, run.stderr.toString()]).toEqual([0, ""]);
        const found = readdirSync(join(folder, "backups")).sort();
        rmSync(folder, { recursive: true });
        expect(found).toEqual([...left, "note.txt"]);
    });
});

describe("its pod", () => {
    const securityWith = (chosen: Chosen) => {
        const { podSecurity, podSecurityReason } = effectiveApp(
            app,
            optionsOf(homeAssistant, chosen),
        );
        return { podSecurity, podSecurityReason };
    };

    test("runs restricted, as no one in particular, with nothing writable but mounts", () => {
        expect(securityWith({})).toEqual({ podSecurity: "restricted" });
        const main = mainWith({});
        expect(main?.user).toBe(1000);
        for (const key of ["root", "writableRoot", "hostNetwork", "capabilities", "nodeSelector"]) {
            expect(main).not.toHaveProperty(key);
        }
    });

    test("may be in the node's network, for a reason that is said", () => {
        expect(securityWith({ hostNetwork: true })).toEqual({
            podSecurity: "privileged",
            podSecurityReason: expect.stringContaining("multicast") as string,
        });
        expect(mainWith({ hostNetwork: true })?.hostNetwork).toBe(true);
        expect(configurationWith({ hostNetwork: true })).toMatchObject({
            ssdp: null,
            zeroconf: null,
        });
        expect(usual).not.toHaveProperty("zeroconf");
    });

    test("may have a radio stick, for a reason that is said", () => {
        const stick = { device: "/dev/ttyACM0" } as const;
        expect(securityWith(stick)).toMatchObject({
            podSecurity: "privileged",
            podSecurityReason: expect.stringContaining("device") as string,
        });
        expect(mainWith(stick)).toMatchObject({
            user: 0,
            nodeSelector: { "device.homelab/radio": "true" },
            root: expect.any(String) as string,
            mounts: { device: { path: "/dev/ttyACM0", device: "/dev/ttyACM0" } },
        });
    });
});

test("each way out says how Home Assistant proves who it is, and where the proof is kept", () => {
    const proofs = app.connections.flatMap(({ to }) =>
        typeof to === "string"
            ? []
            : [[to.purpose, to.auth, to.credentials ?? "-", app.data[to.credentials ?? ""]?.kind]],
    );
    expect(proofs).toEqual([
        ["Devices that are asked and told", "apiKey", "config", "volume"],
        ["Devices that are asked and told", "apiKey", "config", "volume"],
        ["Webhooks of workflows", "webhookSecret", "n8n-webhooks", "secret"],
        ["Notifications to phones", "none", "-", undefined],
    ]);
});

test("traffic: what is listed and nothing else", () => {
    const waysWith = (chosen: Chosen) =>
        effectiveApp(app, optionsOf(homeAssistant, chosen)).connections.map(({ from, to }) => {
            if (typeof to === "string") {
                return `${from} > ${to}`;
            }
            if ("app" in to) {
                return `${from} > ${to.app}/${to.workload}`;
            }
            return "hosts" in to
                ? `${from} > ${to.hosts.join(" ")}:${to.port}`
                : `${from} > ${to.devices} ${to.protocol ?? "TCP"}`;
        });
    const always = ["edge > main", "main > smart-devices TCP", "main > smart-devices UDP"];
    expect(waysWith({})).toEqual(always);
    expect(waysWith({ n8n: true, phoneNotifications: true })).toEqual([
        ...always,
        "main > n8n/main",
        "main > mobile-apps.home-assistant.io:443",
    ]);
});
