import { readState } from "../../../policies/state/exported-state";
import { unknownValue } from "../../../policies/engine/value";

const secret = (content: object) => ({
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    ...content,
});
const urn = (name: string) => `urn:pulumi:s::p::a:b:Parent$x:y:Thing::${name}`;

function read(...resources: readonly object[]) {
    return readState({ version: 3, deployment: { resources } });
}

test("a resource is what it was last made from", () => {
    const { stack, outputs } = read({
        ...{ urn: urn("a::b"), type: "x:y:Thing", custom: true, protect: true },
        ...{ inputs: { size: 1 }, outputs: { size: 1, id: "z" } },
        ...{ dependencies: [urn("c")], ignoreChanges: ["size"] },
        provider: "urn:pulumi:s::p::pulumi:providers:x::mine::5b1f",
    });
    expect(stack.resources).toEqual([
        {
            ...{ urn: urn("a::b"), type: "x:y:Thing", name: "a::b", protect: true },
            ...{ props: { size: 1 }, dependencies: [urn("c")], ignoreChanges: ["size"] },
            provider: "mine",
            isSecret: expect.any(Function) as () => boolean,
        },
    ]);
    expect(outputs.get(urn("a::b"))).toEqual({ size: 1, id: "z" });
});

test("a stack stands since its oldest resource was made", () => {
    const one = (name: string, created?: unknown) => ({
        ...{ urn: urn(name), type: "x:y:Thing" },
        ...(created !== undefined && { created }),
    });
    const { since } = read(
        one("a"),
        one("b", "2026-03-02T00:30:00.5+02:00"),
        one("c", "2026-03-01T22:45:00Z"),
        one("d", "some day"),
        { ...one("gone", "2020-01-01T00:00:00Z"), delete: true },
    );
    expect(since?.toISOString()).toBe("2026-03-01T22:30:00.500Z");
    expect(read(one("a"), one("b", 5)).since).toBeUndefined();
});

test("a secret that is shown is a value that is known to be one", () => {
    const { stack, veiled } = read({
        ...{ urn: urn("a"), type: "x:y:Thing" },
        inputs: { list: [secret({ plaintext: '{"deep":"canary"}' })], open: "b" },
    });
    const [resource] = stack.resources;
    expect(resource?.props).toEqual({ list: [{ deep: "canary" }], open: "b" });
    expect(resource?.isSecret(["list", 0, "deep"])).toBe(true);
    expect(resource?.isSecret(["open"])).toBe(false);
    expect([...veiled]).toEqual([]);
});

test("a secret within a secret is unwrapped too", () => {
    const inner = secret({ plaintext: '"canary"' });
    const { stack } = read({
        ...{ urn: urn("a"), type: "x:y:Thing" },
        inputs: { a: secret({ plaintext: JSON.stringify({ b: inner }) }) },
    });
    expect(stack.resources[0]?.props).toEqual({ a: { b: "canary" } });
});

test.each([
    ["encrypted", { ciphertext: "v1:abc" }],
    ["no JSON", { plaintext: "{" }],
])("a secret that is %s is unknown, and the export says nothing about it", (_title, content) => {
    const { stack, veiled } = read({
        ...{ urn: urn("a"), type: "x:y:Thing" },
        inputs: { key: secret(content) },
    });
    expect(stack.resources[0]?.props).toEqual({ key: unknownValue });
    expect(stack.resources[0]?.isSecret(["key"])).toBe(true);
    expect([...veiled]).toEqual([urn("a")]);
});

test("what only waits for its deletion is not there any more", () => {
    const { stack } = read({ urn: urn("a"), type: "x:y:Thing", delete: true });
    expect(stack.resources).toEqual([]);
});

test("what is there by half is named, and not counted where it is gone", () => {
    const { stack, halfway } = readState({
        deployment: {
            resources: [
                { urn: urn("a"), type: "x:y:Thing" },
                { urn: urn("b"), type: "x:y:Thing", delete: true },
                { urn: urn("c"), type: "x:y:Thing", pendingReplacement: true },
                { urn: urn("d"), type: "x:y:Thing", initErrors: ["timeout"] },
                { urn: urn("e"), type: "x:y:Thing", initErrors: [], delete: false },
            ],
        },
    });
    expect(stack.resources.map((one) => one.urn)).toEqual([urn("a"), urn("d"), urn("e")]);
    expect(halfway).toEqual([urn("b"), urn("c"), urn("d")]);
});

test("operations that never ended are named", () => {
    const { pending } = readState({
        deployment: { pending_operations: [{ resource: { urn: urn("a") }, type: "creating" }, 5] },
    });
    expect(pending).toEqual([urn("a"), "(unnamed)"]);
});

test("a stack that was never brought up has nothing", () => {
    expect(readState({ version: 3, deployment: null }).stack.resources).toEqual([]);
});

test.each([undefined, null, "text", [], {}, { deployment: 5 }])("%j is no state", (junk) => {
    expect(() => readState(junk)).toThrow(/pulumi stack export/);
});

test("whatever else stands in a state is passed over", () => {
    expect(read({}, { urn: 5 }, { urn: urn("a") }).stack.resources).toEqual([]);
});
