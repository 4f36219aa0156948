import { secretMarker } from "../../shared/secret-marker";
import { at, dotted, entriesAt, isFields, isList, listAt, textAt } from "../engine/read";
import { type Resource, type Stack, stackOf } from "../engine/resource";
import { isSecretPath } from "../engine/secret-paths";
import { type Path, plainValue, unknownValue, type Value } from "../engine/value";

/** What the state of a stack holds, as rules see it. */
export interface ExportedState {
    /** Every resource with the inputs it was last made from. */
    readonly stack: Stack;
    /** What the provider answered, by URN. */
    readonly outputs: ReadonlyMap<string, Value>;
    /** What the provider calls each resource, by URN. */
    readonly ids: ReadonlyMap<string, string>;
    /** URN of the component that each resource belongs to, by its own URN. */
    readonly parents: ReadonlyMap<string, string>;
    /** When the oldest of its resources was made; `undefined` when none says. */
    readonly since: Date | undefined;
    /** Tells whether a value among a resource's outputs is kept as a secret. */
    isSecretOutput(this: void, urn: string, path: Path): boolean;
    /** Resources with values that only the stack's passphrase shows, and that the export hides. */
    readonly veiled: ReadonlySet<string>;
    /** Resources whose last operation never ended. */
    readonly pending: readonly string[];
    /** Resources that may be there and not work, or be there beside their successors. */
    readonly halfway: readonly string[];
}

/**
 * Reads the output of `pulumi stack export`. Secrets in plain text, as `--show-secrets` gives them,
 * are values like others, marked as secret; encrypted ones are unknown.
 *
 * @throws Error when it is no export.
 */
export function readState(exported: unknown): ExportedState {
    const content = plainValue(exported);
    const deployment = at(content, "deployment");
    // A stack that has never been brought up has no deployment yet.
    if (!isFields(deployment) && !(deployment === null && isFields(content))) {
        throw new Error("This is no state. Give it what `pulumi stack export` writes.");
    }
    const read = listAt(deployment, "resources").flatMap(resourceOf);
    const secretOutputs = new Map(read.map((one) => [one.resource.urn, one.secretOutputs]));
    return {
        stack: stackOf(read.map(({ resource }) => resource)),
        outputs: new Map(read.map(({ resource, outputs }) => [resource.urn, outputs])),
        ids: new Map(read.map(({ resource, id }) => [resource.urn, id])),
        parents: new Map(read.map(({ resource, parent }) => [resource.urn, parent])),
        since: earliest(read.map(({ created }) => created)),
        isSecretOutput: (urn, path) => isSecretPath(secretOutputs.get(urn) ?? new Set(), path),
        veiled: new Set(
            read.filter(({ isVeiled }) => isVeiled).map(({ resource }) => resource.urn),
        ),
        pending: listAt(deployment, "pending_operations").map(
            (operation) => textAt(operation, "resource", "urn") ?? "(unnamed)",
        ),
        halfway: listAt(deployment, "resources")
            .filter(isHalfway)
            .map((source) => textAt(source, "urn") ?? "(unnamed)"),
    };
}

/** Made with errors, deleted to be made anew, or replaced and not yet deleted. */
function isHalfway(source: Value): boolean {
    return isGone(source) || listAt(source, "initErrors").length > 0;
}

function isGone(source: Value): boolean {
    return at(source, "delete") === true || at(source, "pendingReplacement") === true;
}

interface Read {
    readonly resource: Resource;
    readonly outputs: Value;
    readonly secretOutputs: ReadonlySet<string>;
    readonly id: string;
    readonly parent: string;
    /** Milliseconds since 1970; `NaN` when it is not said. */
    readonly created: number;
    readonly isVeiled: boolean;
}

/** What waits for its deletion, or was deleted to be made anew, is none of the stack's. */
function resourceOf(source: Value): readonly Read[] {
    const urn = textAt(source, "urn");
    const type = textAt(source, "type");
    if (urn === undefined || type === undefined || isGone(source)) {
        return [];
    }
    const secrets = new Set<string>();
    const veils: Path[] = [];
    const props = unveil(at(source, "inputs"), [], secrets, veils);
    const secretOutputs = new Set<string>();
    const outputs = unveil(at(source, "outputs"), [], secretOutputs, veils);
    const provider = textAt(source, "provider")?.split("::").at(-2);
    const parent = textAt(source, "parent");
    return [
        {
            resource: {
                urn,
                type,
                name: urn.split("::").slice(3).join("::"),
                props,
                protect: at(source, "protect") === true,
                ignoreChanges: texts(listAt(source, "ignoreChanges")),
                ...(provider !== undefined && { provider }),
                dependencies: texts(listAt(source, "dependencies")),
                ...(parent !== undefined && { parent }),
                isSecret: (path) => isSecretPath(secrets, path),
            },
            outputs,
            secretOutputs,
            id: textAt(source, "id") ?? "",
            parent: parent ?? "",
            created: Date.parse(textAt(source, "created") ?? ""),
            isVeiled: veils.length > 0,
        },
    ];
}

function earliest(times: readonly number[]): Date | undefined {
    const known = times.filter((time) => !Number.isNaN(time));
    return known.length === 0 ? undefined : new Date(known.reduce((a, b) => Math.min(a, b)));
}

function unveil(value: Value, path: Path, secrets: Set<string>, veils: Path[]): Value {
    if (isList(value)) {
        return value.map((item, index) => unveil(item, [...path, index], secrets, veils));
    }
    if (!isFields(value)) {
        return value;
    }
    if (textAt(value, secretMarker.key) === secretMarker.secret) {
        secrets.add(dotted(path));
        const shown = parsed(textAt(value, "plaintext"));
        if (shown === unknownValue) {
            veils.push(path);
        }
        return unveil(shown, path, secrets, veils);
    }
    return Object.fromEntries(
        entriesAt(value).map(([key, item]) => [key, unveil(item, [...path, key], secrets, veils)]),
    );
}

function parsed(json: string | undefined): Value {
    try {
        return json === undefined ? unknownValue : plainValue(JSON.parse(json));
    } catch {
        return unknownValue;
    }
}

function texts(values: readonly Value[]): readonly string[] {
    return values.filter((value) => typeof value === "string");
}
