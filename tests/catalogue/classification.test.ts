import { classifications, higher, highest, requiredControls } from "../../catalogue/classification";

test("one row of controls for each class", () => {
    expect(requiredControls).toEqual({
        public: {
            tlsInTransit: true,
            encryptionAtRest: false,
            access: "anyone",
            sealedSecrets: false,
            neverPlaintext: false,
        },
        internal: {
            tlsInTransit: true,
            encryptionAtRest: false,
            access: "namespace",
            sealedSecrets: true,
            neverPlaintext: false,
        },
        sensitive: {
            tlsInTransit: true,
            encryptionAtRest: true,
            access: "owner",
            sealedSecrets: true,
            neverPlaintext: false,
        },
        credentials: {
            tlsInTransit: true,
            encryptionAtRest: true,
            access: "owner",
            sealedSecrets: true,
            neverPlaintext: true,
        },
    });
});

test("a higher class never demands less", () => {
    const strictness = classifications.map((classification) => {
        const { access, ...switches } = requiredControls[classification];
        return [
            ["anyone", "namespace", "owner"].indexOf(access),
            ...Object.values(switches).map(Number),
        ];
    });
    for (const [at, row] of strictness.slice(1).entries()) {
        expect(row.filter((value, control) => value < (strictness[at]?.[control] ?? 9))).toEqual(
            [],
        );
    }
});

test.each([
    ["public", "internal", "internal"],
    ["sensitive", "internal", "sensitive"],
    ["credentials", "sensitive", "credentials"],
    ["public", "public", "public"],
] as const)("higher of %s and %s is %s", (a, b, expected) => {
    expect(higher(a, b)).toBe(expected);
    expect(higher(b, a)).toBe(expected);
});

test("the highest of a list, and public for an empty one", () => {
    expect(highest(["internal", "credentials", "public"])).toBe("credentials");
    expect(highest(["public", "internal"])).toBe("internal");
    expect(highest([])).toBe("public");
});
