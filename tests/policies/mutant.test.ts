import { asMutated, mutations } from "./support/mutant";

const found = { urn: "urn:a", message: "A must." };
const verdict = { judged: ["urn:a", "urn:b"], findings: [found] };

test.each([
    ["deleted", { judged: [], findings: [] }],
    ["silenced", { judged: ["urn:a", "urn:b"], findings: [] }],
    ["inverted", { judged: ["urn:a", "urn:b"], findings: [{ urn: "urn:b", message: "inverted" }] }],
] as const)("a rule that is %s says something else", (mutation, expected) => {
    expect(mutations).toContain(mutation);
    expect(asMutated(verdict, mutation)).toEqual(expected);
});

test("a rule that is not broken says what it says", () => {
    expect(asMutated(verdict, undefined)).toBe(verdict);
});
