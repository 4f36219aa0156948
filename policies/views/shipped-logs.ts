import { entriesAt, listAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { namespaced, objectsIn } from "./kube-object";
import { once } from "./once";
import { readRiver, type RiverBlock } from "./river";

/** A collector's pipeline that reads the logs of pods or hands logs on. */
export interface LogPipeline {
    readonly resource: Resource;
    /** `config map observability/collector`; for messages. */
    readonly title: string;
    readonly components: readonly RiverBlock[];
    /** What reads the logs of pods: which namespaces, or `undefined` when that is not said. */
    readonly readers: readonly (readonly string[] | undefined)[];
}

/** The pipelines with a part about logs. */
export const logPipelines = once((stack: Stack): readonly LogPipeline[] =>
    objectsIn(stack, "core", "ConfigMap").flatMap((object) =>
        entriesAt(object.body, "data")
            .flatMap(([, text]) => (typeof text === "string" ? text : []))
            .filter((text) => /^\s*loki\.\w/m.test(text))
            .map((text) => {
                const components = readRiver(text);
                return {
                    resource: object.resource,
                    title: `config map ${namespaced(object)}`,
                    components,
                    readers: components
                        .filter(readsPods)
                        .map((reader) => namespacesOf(reader, components)),
                };
            }),
    ),
);

const podSources = ["loki.source.kubernetes", "loki.source.podlogs", "loki.source.docker"];

function readsPods({ kind, attributes, blocks }: RiverBlock): boolean {
    const texts = (block: Pick<RiverBlock, "attributes">) =>
        [...block.attributes.values()].flatMap((value) => value.texts);
    return (
        podSources.includes(kind) ||
        (/^(?:loki\.source\.file|local\.file_match)$/.test(kind) &&
            [{ attributes }, ...blocks]
                .flatMap(texts)
                .some((text) => /^\/var\/log\/(?:pods|containers)/.test(text)))
    );
}

const namespaceLabel = "__meta_kubernetes_namespace";

/** The namespaces that the relabelling before a reader keeps, where each is named in full. */
function namespacesOf(
    reader: RiverBlock,
    components: readonly RiverBlock[],
): readonly string[] | undefined {
    const source = reader.attributes.get("targets")?.names ?? [];
    const relabelling = components.find(
        ({ kind, label }) =>
            kind === "discovery.relabel" &&
            source.length === 1 &&
            source[0] === `discovery.relabel.${label}.output`,
    );
    const kept = relabelling?.blocks.find(
        ({ kind, attributes }) =>
            kind === "rule" &&
            attributes.get("action")?.texts[0] === "keep" &&
            attributes.get("source_labels")?.texts.join() === namespaceLabel,
    );
    const names = kept?.attributes.get("regex")?.texts[0]?.split("|") ?? [];
    return names.length > 0 && names.every((name) => /^[a-z0-9-]+$/.test(name)) ? names : undefined;
}

/** Namespaces whose logs the owner lets out, whatever they hold. */
export function namedByOwner(stack: Stack): readonly unknown[] {
    return stack.resources
        .filter(({ type }) => type === "homelab:platform:Observability")
        .flatMap(({ props }) => listAt(props, "namedByOwner"));
}
