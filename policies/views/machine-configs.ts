import { parseAllDocuments } from "yaml";
import { at, isFields, listAt, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { plainValue, unknownValue, type Value } from "../engine/value";
import { shown } from "./kube-object";
import { hasAddress, type Machine, machinesIn } from "./machines";

/** What a Talos machine is configured with, as far as the stack says it in patches. */
export interface MachineConfig {
    readonly resource: Resource;
    /** For messages. */
    readonly title: string;
    /** Documents of all patches that are known at preview, in order. */
    readonly documents: readonly Value[];
    /** Patches that are no YAML. */
    readonly malformed: number;
    /** The machine it goes to, found by its address. */
    readonly machine: Machine | undefined;
}

/** Type of the resources that give a machine its configuration. */
export const configurationToken = "talos:machine/configurationApply:ConfigurationApply";

/** The machine configurations that the stack applies. */
export function machineConfigs(stack: Stack): readonly MachineConfig[] {
    const machines = machinesIn(stack);
    return stack.resources
        .filter(({ type }) => type === configurationToken)
        .map((resource) => {
            const node = textAt(resource.props, "node");
            const { documents, malformed } = documentsOf(resource);
            return {
                resource,
                title: `machine configuration ${shown(resource.name)}`,
                documents,
                malformed,
                machine:
                    node === undefined
                        ? undefined
                        : machines.find((machine) => hasAddress(machine, node)),
            };
        });
}

function documentsOf(resource: Resource): { documents: Value[]; malformed: number } {
    const documents: Value[] = [];
    let malformed = 0;
    for (const patch of listAt(resource.props, "configPatches")) {
        if (patch === unknownValue) {
            continue;
        }
        const parsed = typeof patch === "string" ? parse(patch) : undefined;
        if (parsed === undefined) {
            malformed += 1;
        } else {
            documents.push(...parsed);
        }
    }
    return { documents, malformed };
}

function parse(text: string): Value[] | undefined {
    try {
        const documents = parseAllDocuments(text);
        const found = "empty" in documents ? [] : documents;
        return found.some(({ errors }) => errors.length > 0)
            ? undefined
            : found.map((document) => plainValue(document.toJS()));
    } catch {
        return undefined;
    }
}

/** The values that the patches give a field of the main document, last one last. */
export function patched(config: MachineConfig, ...path: readonly string[]): readonly Value[] {
    return config.documents
        .filter((document) => textAt(document, "kind") === undefined)
        .map((document) => at(document, ...path))
        .filter((value) => value !== undefined);
}

/** The documents of a kind and, if given, of a name: `VolumeConfig`, `STATE`. */
export function documentsOfKind(
    config: MachineConfig,
    kind: string,
    name?: string,
): readonly Value[] {
    return config.documents.filter(
        (document) =>
            isFields(document) &&
            textAt(document, "kind") === kind &&
            (name === undefined || textAt(document, "name") === name),
    );
}

/** The encryption keys of a system volume. */
export function volumeKeys(config: MachineConfig, volume: string): readonly Value[] {
    return documentsOfKind(config, "VolumeConfig", volume).flatMap((document) =>
        listAt(document, "encryption", "keys"),
    );
}
