import { checkStackFile } from "../../config/check-stack-file";
import { type Edit, editedBase, keysOf, readCases } from "./edit-base";
import { sampleApps } from "./sample-apps";

interface ValidCase extends Edit {
    /** `section.key.0` to what the configuration says there. */
    readonly expect: Readonly<Record<string, unknown>>;
}

const cases = readCases("valid.yaml") as readonly ValidCase[];

function at(value: unknown, path: string): unknown {
    return keysOf(path).reduce(
        (inner, key) => (inner as Record<string | number, unknown> | undefined)?.[key],
        value,
    );
}

test.each(cases)("accepts $title", (edit) => {
    const config = checkStackFile(editedBase(edit), sampleApps);
    const paths = Object.keys(edit.expect);
    expect(paths.length).toBeGreaterThan(0);
    const found = Object.fromEntries(paths.map((path) => [path, at(config, path)]));
    expect(found).toMatchObject(edit.expect);
});

test("there are at least 10 valid cases", () => {
    expect(cases.length).toBeGreaterThanOrEqual(10);
});
