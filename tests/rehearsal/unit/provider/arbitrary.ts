import * as fc from "fast-check";
import { type Fields, type Path, UNKNOWN, type Value } from "../../../../rehearsal/provider/value";

/** Names of properties: plain ones, and such as need quotes in a path. */
export const name = fc.oneof(
    fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,8}$/),
    fc.constantFrom("tls.key", "kubernetes.io/name", 'a "quoted" one', "with space", "a[0]"),
);

const leaf = (unknowns: boolean): fc.Arbitrary<Value> =>
    fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.integer(),
        fc.boolean(),
        ...(unknowns ? [fc.constant<Value>(UNKNOWN)] : []),
    );

function values(unknowns: boolean): fc.Arbitrary<Value> {
    return fc.letrec<{ value: Value }>((tie) => ({
        value: fc.oneof(
            { maxDepth: 3, depthSize: "small" },
            leaf(unknowns),
            fc.array(tie("value"), { maxLength: 4 }),
            fields(tie("value")),
        ),
    })).value;
}

function fields(value: fc.Arbitrary<Value>): fc.Arbitrary<Fields> {
    return fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true });
}

/** Properties without unknown values. */
export const knownFields = fields(values(false));

/** Properties in which any value may be unknown. */
export const anyFields = fields(values(true));

/** Every place in a set of properties, the inner ones too. */
export function placesIn(value: Value, path: Path = []): Path[] {
    const children = Array.isArray(value)
        ? value.map((item, i): [number, Value] => [i, item])
        : typeof value === "object" && value !== null
          ? Object.entries(value)
          : [];
    const below = children.flatMap(([key, item]) => placesIn(item, [...path, key]));
    return path.length === 0 ? below : [path, ...below];
}
