import * as pulumi from "@pulumi/pulumi";
import { readHomelab } from "../../config/read";
import { editedBase } from "./edit-base";
import { sampleApps } from "./sample-apps";
import { parse } from "yaml";

const token = "root@pam!iac=12345678-1234-1234-1234-123456789abc";
const password = "correct horse";

interface Situation {
    readonly text?: string;
    readonly preview?: boolean;
    /** Encrypted keys and their values. */
    readonly secrets?: Readonly<Record<string, string>>;
    /** Keys in plain text beside the file's. */
    readonly plain?: Readonly<Record<string, string>>;
}

/** Backup targets would need secrets of their own. */
const withoutTargets = {
    backup: { targets: [], incomplete: { reason: "Not what is tested", until: "2999-12-31" } },
};

/** Puts a stack's configuration where the engine would. */
async function given({
    text = editedBase({ set: withoutTargets }),
    preview = false,
    secrets = {},
    plain = {},
}: Situation) {
    const { config } = parse(text) as { config: Record<string, unknown> };
    const sections = Object.entries(config)
        .filter(([key]) => key !== "homelab:proxmoxApiToken")
        .map(([key, value]) => [key, typeof value === "object" ? JSON.stringify(value) : value]);
    const all = { ...Object.fromEntries(sections), ...plain, ...secrets } as Record<string, string>;
    const mocks = { newResource: () => ({ id: "", state: {} }), call: () => ({}) };
    await pulumi.runtime.setMocks(mocks, "homelab", "homelab", preview);
    pulumi.runtime.setAllConfig(all, Object.keys(secrets));
}

async function facts(output: pulumi.Output<string>) {
    const inside = output as unknown as { isKnown: Promise<boolean>; isSecret: Promise<boolean> };
    return { known: await inside.isKnown, secret: await inside.isSecret };
}

function messageOf(read: () => unknown): string {
    try {
        read();
    } catch (error) {
        return (error as Error).message;
    }
    return "no error";
}

const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
beforeEach(() => warn.mockClear());

const missing = [
    "  - homelab:proxmoxApiToken (API token of Proxmox, user@realm!token=uuid). Make it in Proxmox under Datacenter > Permissions > API Tokens, without privilege separation, then run `pulumi config set --secret homelab:proxmoxApiToken`.",
    "  - homelab:albumMailPassword (Mail account: password of Album). Get it from the service that Album uses it for, then run `pulumi config set --secret homelab:albumMailPassword`.",
].join("\n");

test("gives the configuration, and the secrets as secret outputs", async () => {
    await given({
        secrets: { "homelab:proxmoxApiToken": token, "homelab:albumMailPassword": password },
    });
    const { config, secrets } = readHomelab(sampleApps);
    expect(config.domain).toBe("lab.example.org");
    expect(config.cluster.nodes.map(({ name }) => name)).toEqual(["cp-1", "work-1", "work-2"]);
    expect(Object.keys(secrets)).toEqual(["proxmoxApiToken", "albumMailPassword"]);
    expect(await facts(secrets.proxmoxApiToken)).toEqual({ known: true, secret: true });
    const values = await new Promise((resolve) => {
        pulumi.all(secrets).apply(resolve);
    });
    expect(values).toEqual({ proxmoxApiToken: token, albumMailPassword: password });
    expect(warn).not.toHaveBeenCalled();
});

test("a preview goes on without secrets: they are unknown, and one warning names them", async () => {
    await given({ preview: true });
    const { secrets } = readHomelab(sampleApps);
    expect(Object.keys(secrets)).toEqual(["proxmoxApiToken", "albumMailPassword"]);
    for (const secret of Object.values(secrets)) {
        expect(await facts(secret)).toEqual({ known: false, secret: true });
    }
    expect(warn.mock.calls).toEqual([
        [`This preview goes on without secrets that \`pulumi up\` needs:\n${missing}`],
    ]);
});

test("an update without secrets fails once, naming all", async () => {
    await given({});
    expect(messageOf(() => readHomelab(sampleApps))).toBe(
        `Secrets are missing from the stack's configuration:\n${missing}`,
    );
    expect(warn).not.toHaveBeenCalled();
});

test("an app that is off needs no secret", async () => {
    await given({
        text: editedBase({ set: { ...withoutTargets, "apps.album.enabled": false } }),
        secrets: { "homelab:proxmoxApiToken": token },
    });
    expect(Object.keys(readHomelab(sampleApps).secrets)).toEqual(["proxmoxApiToken"]);
});

test("a secret in plain text is refused in a preview too, and not shown", async () => {
    await given({ preview: true, plain: { "homelab:proxmoxApiToken": token } });
    expect(() => readHomelab(sampleApps)).toThrow(pulumi.RunError);
    expect(messageOf(() => readHomelab(sampleApps))).toBe(
        [
            "The homelab's configuration has 1 problem:",
            "  - homelab:proxmoxApiToken: (hidden): is a secret in plain text. Make a new one, since this one may have been seen, and run `pulumi config set --secret homelab:proxmoxApiToken`.",
        ].join("\n"),
    );
});

test.each([
    ["12345678-1234-1234-1234-123456789abc", "is not of the form user@realm!token=uuid"],
    [`${token}\n`, "has white space at an end"],
    ["", "is empty"],
])("a token that cannot be one is refused and not shown", async (value, wrong) => {
    await given({ secrets: { "homelab:proxmoxApiToken": value, "homelab:albumMailPassword": "" } });
    expect(messageOf(() => readHomelab(sampleApps))).toBe(
        [
            "The homelab's configuration has 2 problems:",
            `  - homelab:proxmoxApiToken: (hidden): ${wrong}. Run \`pulumi config set --secret homelab:proxmoxApiToken\` again.`,
            "  - homelab:albumMailPassword: (hidden): is empty. Run `pulumi config set --secret homelab:albumMailPassword` again.",
        ].join("\n"),
    );
});

test("finds unknown and encrypted keys beside problems of the sections", async () => {
    await given({
        text: editedBase({ set: { domain: "lab" } }),
        plain: { "homelab:aps": "{}", "talos:imageFactoryUrl": "https://factory.example.org" },
        secrets: { "homelab:storage": "{}" },
    });
    expect(messageOf(() => readHomelab(sampleApps))).toBe(
        [
            "The homelab's configuration has 3 problems:",
            "  - homelab:storage: (hidden): is encrypted, and only secrets may be. Write it in plain text.",
            '  - homelab:aps: (hidden): is not a known key. Did you mean "apps"?',
            '  - homelab:domain: "lab": is not a domain name. Write two or more lower-case DNS labels with dots between them, e.g. home.example.org.',
        ].join("\n"),
    );
});
