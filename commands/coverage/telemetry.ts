import type { Stack } from "../../policies/engine/resource";
import { releasesIn } from "../../policies/views/releases";
import { telemetrySwitches } from "../../policies/views/telemetry";

const head = `
## Telemetry and update checks

What each app and chart is told about them. The policy \`telemetry-off\` refuses a stack in which one of these is on, and images and charts that report unless told in which one is missing. Where nothing stands, no switch is known; whatever else would report has no way out, as every namespace allows only the hosts that are named.

| release | chart | set to |
| --- | --- | --- |
`;

/** A secret of the configuration that must hold switches, as `SecretKey` in config/. */
interface Demanding {
    readonly key: string;
    readonly holds?: Readonly<Record<string, boolean>>;
}

/**
 * The part of docs/coverage.md on line 508: every release and what keeps it silent, then the sealed
 * settings that are refused unless they do.
 */
export function telemetrySection(stack: Stack, secrets: readonly Demanding[]): string {
    const rows = releasesIn(stack).map((release) => {
        const set = telemetrySwitches(release).map(
            ({ path, value }) => `\`${path}: ${JSON.stringify(value)}\``,
        );
        return `| ${release.namespace}/${release.name} | ${release.chart} | ${set.join("<br>")} |`;
    });
    const sealed = secrets.flatMap(({ key, holds = {} }) =>
        Object.entries(holds).map(
            ([name, value]) => `- \`homelab:${key}\` is refused without \`"${name}": ${value}\`.\n`,
        ),
    );
    const table = `${head}${[...new Set(rows)].sort().join("\n")}\n`;
    return sealed.length === 0
        ? table
        : `${table}\nSettings that are sealed, and asked for it before that:\n\n${sealed.join("")}`;
}
