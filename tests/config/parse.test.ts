import fc from "fast-check";
import { parse } from "yaml";
import { checkStackFile } from "../../config/check-stack-file";
import { ConfigError } from "../../config/errors";
import { parseConfig } from "../../config/parse";
import { base, keysOf } from "./edit-base";
import { sampleApps } from "./sample-apps";

/** The sections of the base, as parseConfig takes them. */
function sections(): Record<string, unknown> {
    const { config } = parse(base) as { config: Record<string, unknown> };
    const all = Object.entries(config).map(([key, value]) => [key.replace("homelab:", ""), value]);
    return Object.fromEntries(all.filter(([key]) => key !== "proxmoxApiToken")) as Record<
        string,
        unknown
    >;
}

/** Every path in a value, as lists of keys. */
function pathsIn(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
    if (typeof value !== "object" || value === null) {
        return [[...path]];
    }
    const inner = Object.entries(value).flatMap(([key, each]) =>
        pathsIn(each, [...path, ...keysOf(key)]),
    );
    return [[...path], ...inner];
}

function replaced(value: unknown, path: readonly (string | number)[], by: unknown): unknown {
    const [key, ...rest] = path;
    if (key === undefined) {
        return by;
    }
    const copy = structuredClone(value) as Record<string | number, unknown>;
    copy[key] = replaced(copy[key], rest, by);
    return copy;
}

test("the stack file and its sections stand for the same configuration", () => {
    expect(parseConfig(sections(), sampleApps)).toEqual(checkStackFile(base, sampleApps));
});

test("does not change what it is given", () => {
    const raw = sections();
    parseConfig(raw, sampleApps);
    expect(raw).toEqual(sections());
});

test("an error holds its problems as data", () => {
    expect.assertions(1);
    try {
        parseConfig({ ...sections(), domain: "lab", protection: "off" }, sampleApps);
    } catch (error) {
        const problems = error instanceof ConfigError ? error.problems : [];
        expect(problems.map(({ path, value }) => ({ path, value }))).toEqual([
            { path: ["domain"], value: "lab" },
            { path: ["protection"], value: "off" },
        ]);
    }
});

test("an unknown section among sections is a problem", () => {
    const raw = { ...sections(), backups: { targets: [] } };
    expect(() => parseConfig(raw, sampleApps)).toThrow(
        'homelab:backups: (a map of 1 key): is not a known key. Did you mean "backup"?',
    );
});

test("whatever stands anywhere gives a configuration or a ConfigError, never another error", () => {
    const paths = pathsIn(sections()).filter((path) => path.length > 0);
    const oddity = fc.oneof(
        fc.jsonValue({ maxDepth: 3 }),
        fc.constantFrom(
            null,
            undefined,
            -1,
            0,
            1e300,
            "",
            " ",
            "10Gi",
            "0.0.0.0",
            "0.0.0.0/0",
            "\u0000",
        ),
    );
    let refused = 0;
    fc.assert(
        fc.property(fc.constantFrom(...paths), oddity, (path, value) => {
            try {
                parseConfig(
                    replaced(sections(), path, value) as Record<string, unknown>,
                    sampleApps,
                );
            } catch (error) {
                expect(error).toBeInstanceOf(ConfigError);
                const lines = (error as ConfigError).message.split("\n").slice(1);
                expect(lines.length).toBeGreaterThan(0);
                for (const line of lines) {
                    expect(line).toMatch(/^ {2}- homelab:\S*.*: .*: .+\. .+[.?]$/);
                }
                refused += 1;
            }
        }),
        { numRuns: 600, seed: 7 },
    );
    expect(refused).toBeGreaterThan(400);
});
