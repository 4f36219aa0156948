import { parsePath, setAt } from "../provider/path";
import { copy, type Fields, hasUnknown, type Path, type Value } from "../provider/value";
import { Faults } from "./faults";
import { Vault } from "./vault";
import type { WorldObject } from "./world-object";
import { loadWorld, saveWorld } from "./world-file";

/**
 * The embedded datacenter: everything that exists behind the stand-ins. It answers providers and
 * lets a test play life (someone deletes an object, edits a field, a disk is attached).
 */
export class Datacenter {
    readonly faults = new Faults();
    private readonly vault = new Vault();
    private readonly objects = new Map<string, WorldObject>();
    private readonly file: string | undefined;
    private changed = false;

    /** With a file the world is kept there across {@link flush} and {@link reload}. */
    constructor(file?: string) {
        this.file = file;
    }

    get(type: string, id: string): WorldObject | undefined {
        return this.objects.get(keyOf(type, id));
    }

    /** All objects, or those of one type, in the order they came to be. */
    list(type?: string): WorldObject[] {
        const all = [...this.objects.values()];
        return type === undefined ? all : all.filter((object) => object.type === type);
    }

    put(type: string, id: string, fields: Fields, secrets: readonly Path[] = []): WorldObject {
        if (hasUnknown(fields)) {
            throw new Error(`${type} ${id}: a value is unknown, but nothing unknown can exist.`);
        }
        const object = { type, id, fields: copy(fields), secrets };
        this.objects.set(keyOf(type, id), object);
        this.changed = true;
        return object;
    }

    /** Removes an object as if someone had deleted it behind the program's back. */
    remove(type: string, id: string): void {
        if (!this.objects.delete(keyOf(type, id))) {
            throw new Error(`${type} ${id}: it does not exist in the datacenter.`);
        }
        this.changed = true;
    }

    /** Changes one field of an object, `undefined` to take it away. */
    edit(type: string, id: string, path: string, value: Value | undefined): void {
        const object = this.get(type, id);
        if (object === undefined) {
            throw new Error(`${type} ${id}: it does not exist in the datacenter.`);
        }
        setAt(object.fields, parsePath(path), value);
        this.changed = true;
    }

    /** Tells the datacenter that an object's fields were changed in place. */
    touch(): void {
        this.changed = true;
    }

    /** Writes the world to its file if anything changed. */
    flush(): void {
        if (this.file !== undefined && this.changed) {
            saveWorld(this.file, this.vault, this.objects.values());
            this.changed = false;
        }
    }

    /** Forgets what is in memory and reads the file, as after a restart. */
    reload(): void {
        if (this.file === undefined) {
            throw new Error("The datacenter has no file to be read from.");
        }
        this.flush();
        this.objects.clear();
        for (const object of loadWorld(this.file, this.vault)) {
            this.objects.set(keyOf(object.type, object.id), object);
        }
    }
}

function keyOf(type: string, id: string): string {
    return `${type} ${id}`;
}
