import { anyCase } from "../conditions/words";
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
    immich: [
        ["immich.configuration.newVersionCheck.enabled", false],
        ["machine-learning.controllers.main.containers.main.env.HF_HUB_DISABLE_TELEMETRY", "1"],
    ],
    n8n: [["main.config.diagnostics.enabled", false]],
};

const off = new RegExp(`^${anyCase("false")}$`);
const on = new RegExp(`^(?:1|${anyCase("true")})$`);

/** Variables that switch telemetry on or off, with the values that leave it off. */
export const telemetryVariables: Readonly<Record<string, RegExp>> = {
    N8N_DIAGNOSTICS_ENABLED: off,
    N8N_VERSION_NOTIFICATIONS_ENABLED: off,
    N8N_TEMPLATES_ENABLED: off,
    PAPERLESS_ENABLE_UPDATE_CHECK: off,
    DO_NOT_TRACK: on,
    CHECKPOINT_DISABLE: on,
    HF_HUB_DISABLE_TELEMETRY: on,
    NO_AUTOUPDATE: new RegExp(`^${anyCase("true")}$`),
    GF_ANALYTICS_REPORTING_ENABLED: off,
    GF_ANALYTICS_CHECK_FOR_UPDATES: off,
    NEXT_TELEMETRY_DISABLED: on,
    TELEMETRY_ENABLED: off,
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
