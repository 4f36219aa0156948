import {
    all,
    any,
    type Condition,
    each,
    entries,
    longer,
    matching,
    not,
    unlike,
} from "../conditions/condition";
import type { Requirement } from "../conditions/object-rule";
import {
    credentialName,
    type CredentialShape,
    credentialShapes,
    harmlessText,
} from "../credentials";
import { elsewhereText } from "./command-credentials";

/**
 * The detectors of credentials, as the API server can ask them. It pays for each letter of a text
 * times the length of a pattern, and has a purse for it: what is long is left to the pack.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#resource-constraints
 */
const shapeNames = credentialShapes.map(([shape]) => shape);
const mostEntries = 32;
const mostLetters = 1024;

/** What of these a text must not look like, as far as it is short enough for each pattern. */
function unshaped(field: string, ...shapes: readonly CredentialShape[]): Condition {
    return all(
        ...credentialShapes
            .filter(([shape]) => shapes.includes(shape))
            .map(([shape, pattern]) =>
                any(longer(field, mostLettersFor(shape, pattern)), unlike(field, pattern)),
            ),
    );
}

/** A private key is long, and found by few letters. */
function mostLettersFor(shape: CredentialShape, { source }: RegExp): number {
    return shape === "a private key" ? 8 * mostLetters : Math.floor(100_000 / source.length);
}

const shapeGroups = [
    { shapes: ["a private key"], what: "a private key" },
    {
        shapes: shapeNames.filter((shape) => shape !== "a private key"),
        what: "what looks like a credential",
    },
] as const;

/** No credential is written into a variable or onto a command line. */
export const podRequirements: readonly Requirement[] = [
    {
        of: "variable",
        must: any(not(credentialName("name")), longer("value", mostLetters), harmlessText("value")),
        says: "take the credential that a variable is named after from a Secret",
    },
    ...shapeGroups.flatMap(({ shapes, what }) => [
        {
            of: "variable" as const,
            must: unshaped("value", ...shapes),
            says: `not contain ${what} in a variable`,
        },
        {
            of: "container" as const,
            must: all(...["command", "args"].map((field) => each(field, unshaped("", ...shapes)))),
            says: `not contain ${what} on a command line`,
        },
    ]),
];

/** No credential is written into a config map, as far as one line of it says so. */
export const configMapRequirements: readonly Requirement[] = [
    {
        must: ofEntries(
            any(
                not(credentialName("name")),
                longer("value", mostLetters),
                matching("value", /\n/),
                harmlessText("value"),
                elsewhereText("value"),
            ),
        ),
        says: "not contain the credential that one of its keys is named after",
    },
    ...shapeGroups.map(({ shapes, what }) => ({
        must: ofEntries(unshaped("value", ...shapes)),
        says: `not contain ${what}`,
    })),
];

function ofEntries(condition: Condition): Condition {
    return any(longer("data", mostEntries), entries("data", condition));
}
