import type { ResourceKind, StandIn } from "../../../../rehearsal/provider/stand-in";
import { stored } from "../../../../rehearsal/stand-ins/stored";

/** Type token of the made-up resource. */
export const thingType = "madeup:index/thing:Thing";

/** A kind that uses every part of a resource's life, and lives in the datacenter. */
export const thing: ResourceKind = stored({
    required: ["size"],
    forceNew: ["zone", "disks[*].id"],
    computed: ["address", "disks"],
    recomputed: ["revision"],
    secrets: ["password", "logins[*].key"],
    complete: ({ inputs, name }) => ({ name, ...inputs }),
    problems: ({ inputs }) =>
        inputs["size"] === 0 ? [{ property: "size", reason: "must not be 0" }] : [],
    deletesFirst: (news) => news["name"] === "fixed",
    id: ({ name }) => `id-of-${name}`,
    additions: () => ({ address: "10.0.0.1", password: "made by the API", revision: 1 }),
});

/** A kind that can neither be read back nor changed in place nor deleted. */
export const stone: ResourceKind = {
    create: ({ inputs }) => ({ id: "stone", outputs: inputs }),
};

export const madeUp: StandIn = {
    name: "madeup",
    version: "1.0.0",
    kind(type) {
        const kinds: Readonly<Record<string, ResourceKind>> = {
            [thingType]: thing,
            "madeup:index/stone:Stone": stone,
        };
        const kind = kinds[type];
        if (kind === undefined) {
            throw new Error(`${type}: unknown`);
        }
        return kind;
    },
};
