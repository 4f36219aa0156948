import { telemetrySection } from "../../commands/coverage/telemetry";
import { stackOf } from "../../policies/engine/resource";
import { resource } from "../policies/support";

const release = (name: string, chart: string, values: object) =>
    resource("kubernetes:helm.sh/v3:Release", name, { name, namespace: name, chart, values });

const rows = (...resources: Parameters<typeof stackOf>[0]) =>
    telemetrySection(stackOf(resources), [])
        .split("\n")
        .filter((line) => line.startsWith("| "))
        .slice(2);

test("names each release, by namespace and chart, in the order of the alphabet", () => {
    expect(rows(release("b", "oci://example.org/two", {}), release("a", "one", {}))).toEqual([
        "| a/a | one |  |",
        "| b/b | two |  |",
    ]);
});

test("shows the values that a chart needs, and no other", () => {
    const global = { sendAnonymousUsage: false, checkNewVersion: true, other: 1 };
    expect(rows(release("t", "traefik", { global }), release("u", "other", { global }))).toEqual([
        "| t/t | traefik | `global.sendAnonymousUsage: false`<br>`global.checkNewVersion: true` |",
        "| u/u | other |  |",
    ]);
});

test("shows variables wherever they are, also those that are on", () => {
    const env = { DO_NOT_TRACK: "1", TELEMETRY_ENABLED: "true", TZ: "Etc/UTC" };
    expect(rows(release("a", "app", { workloads: { main: { env } } }))).toEqual([
        '| a/a | app | `workloads.main.env.DO_NOT_TRACK: "1"`<br>`workloads.main.env.TELEMETRY_ENABLED: "true"` |',
    ]);
});

test("says nothing of what is no release", () => {
    expect(
        rows(resource("kubernetes:core/v1:ConfigMap", "a", { data: { DO_NOT_TRACK: "1" } })),
    ).toEqual([]);
});

test("names the sealed settings that have to be silent, and no other", () => {
    const section = telemetrySection(stackOf([]), [
        { key: "tvConfig", holds: { tracking: false } },
        { key: "token" },
    ]);
    expect(section).toContain('- `homelab:tvConfig` is refused without `"tracking": false`.\n');
    expect(section).not.toContain("token");
    expect(telemetrySection(stackOf([]), [{ key: "token" }])).not.toContain("sealed");
});
