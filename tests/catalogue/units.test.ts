import { gibibytes, type Size } from "../../catalogue/units";

test.each([
    ["512Mi", 0.5],
    ["1Gi", 1],
    ["10Gi", 10],
    ["1.5Ti", 1536],
] as const)("%s is %d GiB", (size, expected) => {
    expect(gibibytes(size)).toBe(expected);
});

test.each(["10GB", "10", "", "0Gi", "-1Gi", "1e3Gi", " 1Gi", "1Gi ", "1KiB", "Gi", "1,5Gi"])(
    'refuses "%s"',
    (size) => {
        expect(() => gibibytes(size as Size)).toThrow(
            new Error(
                `"${size}" is not a size: write a positive number with Mi, Gi or Ti, e.g. 10Gi`,
            ),
        );
    },
);
