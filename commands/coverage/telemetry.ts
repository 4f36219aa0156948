import type { Stack } from "../../policies/engine/resource";
import { releasesIn } from "../../policies/views/releases";
import { telemetrySwitches } from "../../policies/views/telemetry";

const head = `
## Telemetry and update checks

What each app and chart is told about them. The policy \`telemetry-off\` refuses a stack in which one of these is on or missing. Where nothing stands, no switch is known; whatever else would report has no way out, as every namespace allows only the hosts that are named.

| release | chart | set to |
| --- | --- | --- |
`;

/** The part of docs/coverage.md on line 508: every release, and what keeps it silent. */
export function telemetrySection(stack: Stack): string {
    const rows = releasesIn(stack).map((release) => {
        const set = telemetrySwitches(release).map(
            ({ path, value }) => `\`${path}: ${JSON.stringify(value)}\``,
        );
        return `| ${release.namespace}/${release.name} | ${release.chart} | ${set.join("<br>")} |`;
    });
    return `${head}${[...new Set(rows)].sort().join("\n")}\n`;
}
