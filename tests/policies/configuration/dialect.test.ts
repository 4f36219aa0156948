import { Dialect } from "../../../policies/configuration/dialect";
import { unknownValue, type Value } from "../../../policies/engine/value";

const dialect = new Dialect({ asset: "example.org/data", classification: "example.org/class" });
const theirs = { "example.org/data": "wiki.pages", app: "wiki" };
const own = { "data.homelab/asset": "wiki.pages", app: "wiki" };

test("labels are read by the house's keys, wherever they stand", () => {
    const labelled = (labels: object) => ({
        metadata: { labels, name: "x" },
        spec: {
            volumeClaimTemplates: [{ metadata: { labels } }],
            template: { metadata: { labels } },
        },
    });
    expect(dialect.read(labelled(theirs) as never)).toEqual(labelled(own));
});

test("nothing but labels is read otherwise", () => {
    const props: Value = {
        metadata: { annotations: theirs, name: "example.org/data" },
        data: theirs,
        labels: [theirs, "example.org/data", unknownValue],
        spec: { labels: { nested: { "example.org/data": 1 } }, selector: theirs },
    };
    expect(dialect.read(props)).toEqual(props);
});

test("what cannot be looked into stays as it is", () => {
    const values: readonly Value[] = [unknownValue, undefined, null, "text", 5];
    expect(values.map((value) => dialect.read(value))).toEqual(values);
});

test("messages are told in the program's keys", () => {
    expect(
        dialect.tell("The label data.homelab/asset must be present, data.homelab/lifecycle too."),
    ).toBe("The label example.org/data must be present, data.homelab/lifecycle too.");
});

test("without other keys nothing is touched", () => {
    const props = { metadata: { labels: own } };
    for (const same of [new Dialect({}), new Dialect({ asset: "data.homelab/asset" })]) {
        expect(same.read(props)).toBe(props);
        expect(same.tell("data.homelab/asset")).toBe("data.homelab/asset");
    }
});
