import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { KubernetesApi } from "../control-plane/api";
import type { CheckResult, Standing } from "./check";

/** A component, or a block inside one, as Alloy's parser reads it. */
export interface ParsedBlock {
    readonly name: string;
    readonly label: string;
    readonly line: number;
    readonly attributes: readonly string[];
    readonly blocks: readonly ParsedBlock[];
}

/** Arguments by block; the component's own under the empty name. */
type ComponentReference = Readonly<Record<string, readonly string[]>>;

/** The two programs that read our pipelines. */
export type Collector = "alloy" | "grafana-agent";

const read = (file: string) =>
    JSON.parse(readFileSync(join(__dirname, file), "utf8")) as Readonly<
        Record<string, ComponentReference>
    >;

/**
 * Arguments and blocks of the components that pipelines here may use, by collector and component.
 *
 * @see https://github.com/grafana/alloy/tree/v1.18.1/docs/sources/reference/components
 * @see https://github.com/grafana/agent/tree/v0.44.2/docs/sources/flow/reference/components
 */
const references: Readonly<Record<Collector, Readonly<Record<string, ComponentReference>>>> = {
    alloy: read("alloy-reference.json"),
    "grafana-agent": read("agent-reference.json"),
};

const collectors = Object.keys(references) as Collector[];

/** Settings of the collector itself, which are no components. */
const settings = ["logging", "tracing"];

/** Reads a pipeline with Alloy's own parser. @throws Error with its complaint. */
export function parsePipeline(program: string, text: string): readonly ParsedBlock[] {
    const { status, stdout, stderr } = spawnSync(program, { input: text, encoding: "utf8" });
    if (status !== 0) {
        throw new Error(stderr.trim());
    }
    return JSON.parse(stdout) as ParsedBlock[];
}

/** What in a pipeline the collector's own reference does not have. */
export function pipelineProblems(
    components: readonly ParsedBlock[],
    collector: Collector,
): string[] {
    const reference = references[collector];
    return components
        .filter(({ name }) => !settings.includes(name))
        .flatMap((component) => {
            const known = reference[component.name];
            const at = `line ${component.line}: ${component.name}`;
            return known === undefined
                ? [`${at}: there is no such component`]
                : [
                      ...unknownArguments(component, known[""] ?? [], at),
                      ...component.blocks.flatMap((block) => blockProblems(block, known, at)),
                  ];
        });
}

function blockProblems(block: ParsedBlock, known: ComponentReference, at: string): string[] {
    const place = `${at} > ${block.name}`;
    const allowed = known[block.name];
    return allowed === undefined
        ? [`${place}: there is no such block`]
        : [
              ...unknownArguments(block, allowed, place),
              ...block.blocks.flatMap((inner) => blockProblems(inner, known, place)),
          ];
}

function unknownArguments(
    { attributes }: ParsedBlock,
    allowed: readonly string[],
    at: string,
): string[] {
    return attributes
        .filter((name) => !allowed.includes(name))
        .map((name) => `${at}: there is no argument ${name}`);
}

/** Every pipeline that the server holds parses, and names only what both collectors have. */
export async function checkPipelines({ real }: Standing): Promise<Omit<CheckResult, "name">> {
    const pipelines = await pipelinesIn(real.api);
    let components = 0;
    const problems = pipelines.flatMap(({ place, text }) => {
        try {
            const parsed = parsePipeline(real.programs.river, text);
            components += parsed.length;
            return collectors.flatMap((collector) =>
                pipelineProblems(parsed, collector).map(
                    (problem) => `${place}, in ${collector}: ${problem}`,
                ),
            );
        } catch (error) {
            return [`${place}: ${error instanceof Error ? error.message : String(error)}`];
        }
    });
    return { summary: `${pipelines.length} pipelines, ${components} components`, problems };
}

async function pipelinesIn(api: KubernetesApi): Promise<{ place: string; text: string }[]> {
    return (await api.list("v1", "ConfigMap")).flatMap(({ metadata, ...rest }) =>
        Object.entries((rest["data"] ?? {}) as Record<string, string>)
            .filter(([key]) => /\.(river|alloy)$/.test(key))
            .map(([key, text]) => ({
                place: `${metadata.namespace ?? ""}/${metadata.name ?? ""} ${key}`,
                text,
            })),
    );
}
