import { at, leaves, listAt, textAt } from "../engine/read";
import type { Resource } from "../engine/resource";
import { joinVerdicts, judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import type { Value } from "../engine/value";
import { namespaced, shown } from "../views/kube-object";
import { containersOf, podsOf } from "../views/pods";
import { type Release, releaseOf } from "../views/releases";

/** Nobody is told what runs here, and no maker learns who runs it. */
export const telemetryOff: ResourceRule = {
    id: "PRV-01",
    name: "telemetry-off",
    description: "Telemetry and update checks must be off in every app and chart that has them.",
    clause: { section: "Data Privacy", line: 508 },
    severity: "high",
    level: "mandatory",
    remediation: "Set the variable or value that the message names.",
    scope: "resource",
    judge,
};

/** Values that a chart must have, because its own default reports home. */
const charts: Readonly<Record<string, readonly (readonly [path: string, value: unknown])[]>> = {
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
const variables: Readonly<Record<string, RegExp>> = {
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

/** Variables that an image must be given, because it reports home without them. */
const demanded: readonly (readonly [image: RegExp, names: readonly string[]])[] = [
    [
        /(?:^|\/)n8n(?:io)?\/n8n(?:[:@]|$)/,
        ["N8N_DIAGNOSTICS_ENABLED", "N8N_VERSION_NOTIFICATIONS_ENABLED"],
    ],
];

function judge(resource: Resource): Verdict {
    const release = releaseOf(resource);
    return joinVerdicts(
        judgeEach(release === undefined ? [] : [release], releaseFaults),
        judgeEach(
            podsOf(resource).map((pod) => ({ resource, pod })),
            ({ pod }) => {
                const title = `${pod.object.kind} ${namespaced(pod.object)}`;
                return containersOf(pod).flatMap(({ body }) => [
                    ...listAt(body, "env").flatMap((each) =>
                        variableFaults(title, textAt(each, "name") ?? "", at(each, "value")),
                    ),
                    ...missingFaults(
                        title,
                        textAt(body, "image") ?? "",
                        listAt(body, "env").map((each) => textAt(each, "name")),
                    ),
                ]);
            },
        ),
    );
}

function releaseFaults({ title, chart, values }: Release): readonly string[] {
    const own = (charts[chart] ?? [])
        .filter(([path, value]) => at(values, ...path.split(".")) !== value)
        .map(([path, value]) => `The ${title} must set ${path} to ${String(value)}.`);
    const found = [...leaves(values)];
    const inValues = found.flatMap(([path, value]) =>
        variableFaults(title, String(path.at(-1) ?? ""), value),
    );
    const names = found.map(([path]) => String(path.at(-1) ?? ""));
    const missing = found.flatMap(([path, value]) =>
        /^(?:image|repository)$/.test(String(path.at(-1))) && typeof value === "string"
            ? missingFaults(title, value, names)
            : [],
    );
    return [...own, ...inValues, ...missing];
}

function variableFaults(title: string, name: string, value: Value): readonly string[] {
    const isOff = Object.hasOwn(variables, name) ? variables[name] : undefined;
    return isOff === undefined || isOff.test(textOf(value))
        ? []
        : [`The ${title} must have ${shown(name)} set so that nothing is reported.`];
}

function missingFaults(
    title: string,
    image: string,
    names: readonly (string | undefined)[],
): readonly string[] {
    return demanded
        .filter(([pattern]) => pattern.test(image))
        .flatMap(([, needed]) => needed.filter((name) => !names.includes(name)))
        .map((name) => `The ${title} must set ${name}.`);
}

/** What is no text, number or switch cannot be judged, and is taken for the worst. */
function textOf(value: Value): string {
    if (value === undefined || value === null) {
        return "";
    }
    return typeof value === "string" || typeof value === "boolean" || typeof value === "number"
        ? String(value)
        : "?";
}
