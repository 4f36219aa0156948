import { highest } from "../../catalogue/classification";
import { isClassification, labelKeys } from "../../catalogue/labels";
import { assetsOf, type RuleContext } from "../engine/context";
import { at, dotted, leaves, listAt, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { joinVerdicts, judgeEach, type StackRule, type Verdict } from "../engine/rule";
import type { Path } from "../engine/value";
import { isConfidential } from "../views/data";
import { labelOf, namespaced, objectsIn, shown } from "../views/kube-object";
import { containersOf, podsIn } from "../views/pods";
import { releasesIn } from "../views/releases";
import { type LogPipeline, logPipelines, namedByOwner } from "../views/shipped-logs";

/** What an app writes about data is as confidential as the data. */
export const confidentialLogsKept: StackRule = {
    id: "PRV-03",
    name: "confidential-logs-kept",
    description:
        "Logs must leave the house from named namespaces only, which hold nothing confidential or which the owner names, and none at level debug.",
    clause: { section: "Logs Collection", line: 431 },
    severity: "medium",
    level: "advisory",
    remediation:
        "Keep pods before their logs are read by a rule on __meta_kubernetes_namespace that names " +
        "each namespace, name those with confidential data in homelab:observability.logsOf if they " +
        "shall leave, and log at level info.",
    scope: "stack",
    judge,
};

function judge(stack: Stack, context: RuleContext): Verdict {
    const pipelines = logPipelines(stack);
    const leaving = new Set(
        pipelines.flatMap(({ readers }) => readers.flatMap((each) => each ?? [])),
    );
    return joinVerdicts(
        judgeEach(pipelines, (pipeline) => pipelineFaults(pipeline, stack, context)),
        judgeEach(
            writersIn(stack).filter(({ namespace }) => leaving.has(namespace)),
            ({ title, levels }) =>
                levels
                    .filter(({ level }) => isLoud(level))
                    .map(
                        ({ where }) =>
                            `The ${title} must log at level info or above (${where}): its logs leave the house.`,
                    ),
        ),
    );
}

function pipelineFaults(
    { title, components, readers }: LogPipeline,
    stack: Stack,
    context: RuleContext,
): readonly string[] {
    const names = [...new Set(readers.flatMap((each) => each ?? []))];
    const confidential = names.filter((name) => !mayLeave(name, stack, context));
    const isDebugging = components.some(
        ({ kind, attributes }) =>
            kind === "logging" && isLoud(attributes.get("level")?.texts[0] ?? "info"),
    );
    return [
        ...(readers.includes(undefined)
            ? [
                  `The ${title} must read the logs of pods in named namespaces only: keep them by a rule on __meta_kubernetes_namespace.`,
              ]
            : []),
        ...confidential.map(
            (name) =>
                `The ${title} must not read the logs of ${shown(name)}, which holds confidential data or nobody knows what.`,
        ),
        ...(isDebugging ? [`The ${title} must log at level info or above itself.`] : []),
    ];
}

/** The owner says so, or all that a namespace is known to hold is harmless. */
function mayLeave(name: string, stack: Stack, context: RuleContext): boolean {
    const label = objectsIn(stack, "core", "Namespace")
        .filter((each) => each.name === name)
        .map(({ body }) => labelOf(body, labelKeys.classification))
        .find(isClassification);
    const held = [
        ...(label === undefined ? [] : [label]),
        ...assetsOf(context, name).map(({ classification }) => classification),
    ];
    return (
        namedByOwner(stack).includes(name) || (held.length > 0 && !isConfidential(highest(held)))
    );
}

/** Something whose logs have a level. */
interface Writer {
    readonly resource: Resource;
    readonly namespace: string;
    readonly title: string;
    readonly levels: readonly { readonly where: string; readonly level: unknown }[];
}

function writersIn(stack: Stack): readonly Writer[] {
    return [
        ...releasesIn(stack).map(({ resource, namespace, title, values }) => ({
            resource,
            namespace,
            title,
            levels: [...leaves(values)]
                .filter(([path]) => isLevel(path))
                .map(([path, level]) => ({ where: dotted(["values", ...path]), level })),
        })),
        ...podsIn(stack).map((pod) => ({
            resource: pod.object.resource,
            namespace: pod.object.namespace,
            title: `${pod.object.kind} ${namespaced(pod.object)}`,
            levels: containersOf(pod).flatMap(({ body, path }) =>
                listAt(body, "env").flatMap((variable, index) => {
                    const name = textAt(variable, "name") ?? "";
                    return isLevel([name])
                        ? [
                              {
                                  where: dotted([...path, "env", index]),
                                  level: at(variable, "value"),
                              },
                          ]
                        : [];
                }),
            ),
        })),
    ];
}

/** `logLevel`, `LOG_LEVEL`, `PAPERLESS_LOG_LEVEL`, `logs.general.level`. */
function isLevel(path: Path): boolean {
    const keys = path.filter((key) => typeof key === "string");
    const key = keys.at(-1) ?? "";
    return (
        /log_?level$/i.test(key) ||
        (/^level$/i.test(key) && keys.some((each) => /^log(?:s|ging)?$/i.test(each)))
    );
}

function isLoud(level: unknown): boolean {
    return typeof level === "string" && /^(?:debug|trace|verbose|silly|all)$/i.test(level);
}
