import type { Fields, Path } from "../provider/value";

/** Something that exists outside the program: a VM, a cluster object, a DNS record. */
export interface WorldObject {
    /** Resource type, or `kubernetes:<group>/<kind>` for cluster objects. */
    readonly type: string;
    readonly id: string;
    fields: Fields;
    secrets: readonly Path[];
}
