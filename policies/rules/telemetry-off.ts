import {
    absentOrMatching,
    all,
    any,
    type Condition,
    matching,
    noneOf,
    oneOf,
    some,
    unlike,
} from "../conditions/condition";
import { type ObjectRule, objectRule } from "../conditions/object-rule";
import { at, leaves } from "../engine/read";
import { joinVerdicts, judgeEach } from "../engine/rule";
import type { Value } from "../engine/value";
import { shown } from "../views/kube-object";
import { type Release, releaseOf } from "../views/releases";
import { telemetryValues, telemetryVariables } from "../views/telemetry";

/** Variables that an image must be given, because it reports home without them. */
const demanded: readonly (readonly [image: RegExp, names: readonly string[]])[] = [
    [
        /(?:^|\/)n8n(?:io)?\/n8n(?:[:@]|$)/,
        ["N8N_DIAGNOSTICS_ENABLED", "N8N_VERSION_NOTIFICATIONS_ENABLED"],
    ],
    [/(?:^|\/)immich-machine-learning(?:[:@]|$)/, ["HF_HUB_DISABLE_TELEMETRY"]],
    [/(?:^|\/)cloudflared(?:[:@]|$)/, ["NO_AUTOUPDATE"]],
];

const inPods = objectRule({
    id: "PRV-01",
    name: "telemetry-off",
    description: "Telemetry and update checks must be off in every app and chart that has them.",
    clause: { section: "Data Privacy", line: 508 },
    severity: "high",
    level: "mandatory",
    remediation: "Set the variable or value that the message names.",
    subjects: "pods",
    requirements: [
        {
            of: "variable",
            must: all(...Object.entries(telemetryVariables).map(isOffUnder)),
            says: "set its variables so that nothing is reported",
        },
        ...demanded.flatMap(([image, names]) =>
            names.map((name) => ({
                of: "container" as const,
                must: any(unlike("image", image), some("env", oneOf("name", name))),
                says: `set ${name}`,
            })),
        ),
    ],
});

/** Nobody is told what runs here, and no maker learns who runs it. */
export const telemetryOff: ObjectRule = {
    ...inPods,
    judge: (resource, context) => {
        const release = releaseOf(resource);
        return joinVerdicts(
            judgeEach(release === undefined ? [] : [release], releaseFaults),
            inPods.judge(resource, context),
        );
    },
};

/** The variable is another, or has a value that leaves telemetry off. */
function isOffUnder([name, isOff]: readonly [string, RegExp]): Condition {
    const must = isOff.test("") ? absentOrMatching : matching;
    return any(noneOf("name", name), must("value", isOff));
}

function releaseFaults({ title, chart, values }: Release): readonly string[] {
    const own = (telemetryValues[chart] ?? [])
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
    const isOff = Object.hasOwn(telemetryVariables, name) ? telemetryVariables[name] : undefined;
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
