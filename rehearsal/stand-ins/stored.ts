import type { CreateCall, ExistingCall, Found, ResourceKind } from "../provider/stand-in";
import { type Fields, isFields, type Value } from "../provider/value";

/** Where in the datacenter an object is. */
export interface Place {
    readonly type: string;
    readonly id: string;
}

/** What is particular about a kind that simply lives in the datacenter. */
export interface StoredKind extends Omit<ResourceKind, "create" | "read" | "update" | "delete"> {
    /** Id of the new object. */
    id(this: void, call: CreateCall): string;
    /** Where the datacenter keeps it, when that is not under its type and id. */
    place?(this: void, call: CreateCall, id: string): Place;
    /** What the API adds to the inputs. */
    additions?(this: void, call: CreateCall): Fields;
    /**
     * Refuses a creation or change that the API would refuse for what else exists.
     *
     * @param id of the object that is changed; absent for a new one.
     */
    admit?(this: void, call: CreateCall, id?: string): void;
}

/** A kind whose objects live in the datacenter, by default under their resource type and id. */
export function stored({ id, place, additions, admit, ...kind }: StoredKind): ResourceKind {
    const placeOf = (call: CreateCall, objectId: string): Place =>
        place?.(call, objectId) ?? { type: call.type, id: objectId };
    return {
        ...kind,
        create: (call) => {
            admit?.(call);
            const objectId = id(call);
            const at = placeOf(call, objectId);
            if (call.datacenter.get(at.type, at.id) !== undefined) {
                throw new Error(`${at.type} ${at.id}: already exists.`);
            }
            const fields = { ...call.inputs, ...additions?.(call) };
            call.datacenter.put(at.type, at.id, fields, call.secrets);
            return { id: objectId, outputs: fields };
        },
        read: (call) => readStored(call, placeOf(call, call.id)),
        update: (call) => {
            admit?.(call, call.id);
            const at = placeOf(call, call.id);
            const live = call.datacenter.get(at.type, at.id);
            const fields = {
                ...madeByApi(live?.fields ?? call.outputs, call.declared),
                ...call.inputs,
            };
            call.datacenter.put(at.type, at.id, fields, call.secrets);
            return fields;
        },
        delete: (call) => {
            const at = placeOf(call, call.id);
            if (call.datacenter.get(at.type, at.id) !== undefined) {
                call.datacenter.remove(at.type, at.id);
            }
        },
    };
}

/** The fields that no input ever set; a withdrawn input goes, what the API added stays. */
function madeByApi(fields: Fields, declared: Fields): Fields {
    return Object.fromEntries(Object.entries(fields).filter(([key]) => !(key in declared)));
}

/** Reads an object of the datacenter; inputs are the live values of what was declared. */
export function readStored(
    call: ExistingCall,
    { type, id }: Place = { type: call.type, id: call.id },
): Found | undefined {
    const live = call.datacenter.get(type, id)?.fields;
    return live === undefined
        ? undefined
        : { outputs: live, inputs: project(live, call.inputs) as Fields };
}

/**
 * The live values of what a program declared: fields it never mentioned are not its business, a
 * list whose length changed is shown whole.
 */
export function project(live: Value, declared: Value): Value {
    if (Array.isArray(live) && Array.isArray(declared) && live.length === declared.length) {
        return live.map((item, i) => project(item, declared[i] ?? null));
    }
    if (isFields(live) && isFields(declared)) {
        return Object.fromEntries(
            Object.keys(declared).flatMap((key) => {
                const value = live[key];
                return value === undefined ? [] : [[key, project(value, declared[key] ?? null)]];
            }),
        );
    }
    return live;
}
