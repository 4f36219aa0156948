import fc from "fast-check";
import { means, shortName } from "../../../policies/exemptions/resource-pattern";

const photos = {
    urn: "urn:pulumi:homelab::homelab::homelab:workload:App$kubernetes:apps/v1:Deployment::photos-server",
    type: "kubernetes:apps/v1:Deployment",
    name: "photos-server",
};

test.each([
    ["photos-server", true],
    ["photos", false],
    ["photos-*", true],
    ["*-server", true],
    ["p*s-*r", true],
    ["photos-server*", true],
    ["*photos-server*server", false],
    ["Photos-server", false],
    ["Deployment::photos-server", true],
    ["kubernetes:apps/v1:Deployment::photos-server", true],
    ["kubernetes:*::photos-*", true],
    ["apps/v1:Deployment::photos-server", false],
    ["StatefulSet::photos-server", false],
    ["Deployment::", false],
    ["::photos-server", false],
    [photos.urn, true],
    ["", false],
])("%s: %s", (pattern, expected) => {
    expect(means(pattern, photos)).toBe(expected);
});

test("a name may hold two colons itself", () => {
    expect(means("Thing::a::b", { urn: "u", type: "x:y:Thing", name: "a::b" })).toBe(true);
});

test("a part is never counted twice", () => {
    expect(means("aba*aba", { urn: "u", type: "t", name: "aba" })).toBe(false);
    expect(means("a*b*b", { urn: "u", type: "t", name: "ab" })).toBe(false);
});

test("the short name of any resource means it", () => {
    fc.assert(
        fc.property(
            fc.string().filter((text) => !/[*:]/.test(text)),
            fc.string().filter((text) => !text.includes("*")),
            (type, name) => means(shortName({ type, name }), { urn: "u", type, name }),
        ),
    );
});

test("a pattern means what a regular expression of the same words does", () => {
    const word = fc.array(fc.constantFrom("a", "b"), { maxLength: 6 }).map((all) => all.join(""));
    const pattern = fc
        .array(fc.constantFrom("a", "b", "*"), { maxLength: 6 })
        .map((all) => all.join(""));
    fc.assert(
        fc.property(pattern, word, (glob, name) => {
            const expected = new RegExp(`^${glob.replaceAll("*", ".*")}$`).test(name);
            expect(means(glob, { urn: "u", type: "t", name })).toBe(expected);
        }),
        { numRuns: 2000 },
    );
});
