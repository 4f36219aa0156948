import { leaves } from "../engine/read";
import type { Value } from "../engine/value";
import type { Release } from "./releases";

/** Values that a chart must have, because its own default reports home. */
export const telemetryValues: Readonly<
    Record<string, readonly (readonly [path: string, value: unknown])[]>
> = {
    traefik: [
        ["global.sendAnonymousUsage", false],
        ["global.checkNewVersion", false],
    ],
    alloy: [["alloy.enableReporting", false]],
    "grafana-agent": [["agent.enableReporting", false]],
    immich: [["immich.configuration.newVersionCheck.enabled", false]],
    n8n: [["main.config.diagnostics.enabled", false]],
};

/** Variables that switch telemetry on or off, with the values that leave it off. */
export const telemetryVariables: Readonly<Record<string, RegExp>> = {
    N8N_DIAGNOSTICS_ENABLED: /^false$/i,
    N8N_VERSION_NOTIFICATIONS_ENABLED: /^false$/i,
    N8N_TEMPLATES_ENABLED: /^false$/i,
    PAPERLESS_ENABLE_UPDATE_CHECK: /^false$/i,
    DO_NOT_TRACK: /^(?:1|true)$/i,
    GF_ANALYTICS_REPORTING_ENABLED: /^false$/i,
    GF_ANALYTICS_CHECK_FOR_UPDATES: /^false$/i,
    NEXT_TELEMETRY_DISABLED: /^(?:1|true)$/i,
    TELEMETRY_ENABLED: /^false$/i,
    SENTRY_DSN: /^$/,
    NEXT_PUBLIC_SENTRY_DSN: /^$/,
    NEXT_PUBLIC_POSTHOG_KEY: /^$/,
    POSTHOG_API_KEY: /^$/,
};

/** A value of a release that switches telemetry or a check for updates. */
export interface TelemetrySwitch {
    /** Where it is in the values, with dots between. */
    readonly path: string;
    readonly value: Value;
}

/** What a release says about telemetry and checks for updates, in the order of its values. */
export function telemetrySwitches({ chart, values }: Release): readonly TelemetrySwitch[] {
    const own = new Set((telemetryValues[chart] ?? []).map(([path]) => path));
    return [...leaves(values)].flatMap(([keys, value]): TelemetrySwitch[] => {
        const path = keys.join(".");
        const name = String(keys.at(-1) ?? "");
        return own.has(path) || Object.hasOwn(telemetryVariables, name) ? [{ path, value }] : [];
    });
}
