import { spawnSync } from "node:child_process";
import { isponsorblocktv } from "../../apps/isponsorblocktv";
import { assetsOf } from "../../catalogue/app-assets";
import { checkApp } from "../../catalogue/check-app";
import { effectiveApp } from "../../catalogue/effective-app";
import { secretKeys, secretProblem } from "../../config/secrets";
import { sampleBindings } from "./sample-bindings";

const off = { trustedChannels: false };
const { workloads } = isponsorblocktv.values(sampleBindings(isponsorblocktv, off));
const main = workloads["main"];
const waysWith = (options: { trustedChannels: boolean }) =>
    effectiveApp(isponsorblocktv, options).connections.map(({ to }) => {
        if (typeof to === "string" || "app" in to) {
            return JSON.stringify(to);
        }
        return "hosts" in to
            ? `${to.hosts.join(" ")} :${to.port} ${to.auth} ${to.credentials ?? "-"}`
            : `devices ${to.devices}`;
    });

test("the declaration has no problem", () => {
    expect(checkApp(isponsorblocktv)).toEqual([]);
});

test("its settings are credentials, and all it has", () => {
    expect(assetsOf(isponsorblocktv)).toMatchObject([
        { id: "isponsorblocktv.config", kind: "secret", classification: "credentials" },
    ]);
});

test("its settings are refused while SponsorBlock is told what was skipped", () => {
    const [settings] = secretKeys([isponsorblocktv]).slice(-1);
    const problem = (value: object) => settings && secretProblem(settings, JSON.stringify(value));
    expect(problem({ devices: [], skip_count_tracking: false })).toBeUndefined();
    // What its own setup writes unless asked not to.
    expect(problem({ devices: [] })).toBe('must have "skip_count_tracking": false');
});

test("nobody reaches it", () => {
    expect(isponsorblocktv.reach).toBeUndefined();
    expect(isponsorblocktv.connections.filter(({ from }) => from === "edge")).toEqual([]);
    expect(isponsorblocktv.workloads["main"]?.ports).toEqual([]);
});

test("it calls the televisions, YouTube and SponsorBlock, and nothing else", () => {
    const always = [
        "www.youtube.com :443 apiKey config",
        "sponsor.ajay.app :443 none -",
        "devices televisions",
    ];
    expect(waysWith(off)).toEqual(always);
    expect(waysWith({ trustedChannels: true })).toEqual([
        ...always.slice(0, 2),
        "www.googleapis.com :443 apiKey config",
        ...always.slice(2),
    ]);
});

test("it reads its settings where they are mounted, from the Secret", () => {
    expect(main?.mounts).toEqual({
        config: { path: "/app/data", secret: "secret-of-config", items: ["config.json"] },
    });
    expect(main?.env?.["iSPBTV_data_dir"]).toBe("/app/data");
});

describe("its liveness", () => {
    const probe = main?.probes.liveness;
    const [program = "", flags = "", pattern = "", ...files] =
        probe && "command" in probe ? probe.command : [];
    const alive = (table: string) =>
        spawnSync(program, [flags, pattern], { input: table }).status === 0;
    const line = (remotePort: string, state: string) =>
        `   1: 0A00020F:B3F4 5DB8D822:${remotePort} ${state} 00000000:00000000 02:000003C8\n`;

    test("asks the kernel about connections", () => {
        expect(program).toBe("grep");
        expect(files).toEqual(["/proc/net/tcp", "/proc/net/tcp6"]);
    });

    test.each([
        ["an established connection over TLS", line("01BB", "01"), true],
        ["one that is not answered", line("01BB", "02"), false],
        ["one that was closed", line("01BB", "06"), false],
        ["another port", line("0035", "01"), false],
        ["none", "", false],
    ])("%s", (_, table, expected) => {
        expect(alive(table)).toBe(expected);
    });
});
