import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { expand, setAt, valueAt } from "../provider/path";
import { copy, type Fields, isFields, type Path, type Value } from "../provider/value";
import type { WorldObject } from "./world-object";
import type { Vault } from "./vault";

const lockedKey = "$encrypted";

interface StoredObject {
    readonly type: string;
    readonly id: string;
    readonly fields: Fields;
    readonly secrets: readonly Path[];
}

/** Writes the world, readable by its owner only and with every secret value encrypted. */
export function saveWorld(file: string, vault: Vault, objects: Iterable<WorldObject>): void {
    const stored = [...objects].map((object) => conceal(object, vault));
    const draft = `${file}.new`;
    writeFileSync(draft, JSON.stringify(stored, undefined, 1), { mode: 0o600 });
    renameSync(draft, file);
}

/** Reads a world back that the same vault has locked. */
export function loadWorld(file: string, vault: Vault): WorldObject[] {
    const stored = JSON.parse(readFileSync(file, "utf8")) as StoredObject[];
    return stored.map(({ type, id, fields, secrets }) => ({
        type,
        id,
        fields: reveal(fields, vault) as Fields,
        secrets,
    }));
}

function conceal({ type, id, fields, secrets }: WorldObject, vault: Vault): StoredObject {
    const concealed = copy(fields);
    for (const path of secrets.flatMap((pattern) => expand(concealed, pattern))) {
        const value = valueAt(concealed, path);
        if (value !== undefined && !(isFields(value) && lockedKey in value)) {
            setAt(concealed, path, { [lockedKey]: vault.lock(JSON.stringify(value)) });
        }
    }
    return { type, id, fields: concealed, secrets };
}

function reveal(value: Value, vault: Vault): Value {
    if (Array.isArray(value)) {
        return value.map((item) => reveal(item, vault));
    }
    if (!isFields(value)) {
        return value;
    }
    const locked = value[lockedKey];
    if (typeof locked === "string") {
        // A secret may hold further locked values where patterns overlap.
        return reveal(JSON.parse(vault.unlock(locked)) as Value, vault);
    }
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, reveal(v, vault)]));
}
