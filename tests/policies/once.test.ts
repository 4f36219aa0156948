import { groupedBy, once } from "../../policies/views/once";

test("a view is worked out once for each source, also where it is nothing", () => {
    const asked: object[] = [];
    const look = once((source: object) => {
        asked.push(source);
        return asked.length > 1 ? "second" : undefined;
    });
    const [first, second] = [{}, {}];
    for (const source of [first, second, first, second, first]) {
        expect(look(source)).toBe(source === first ? undefined : "second");
    }
    expect(asked).toEqual([first, second]);
});

test("things in groups keep their order", () => {
    const groups = groupedBy(["ab", "b", "ac", "a"], (text) => text.charAt(0));
    expect([...groups]).toEqual([
        ["a", ["ab", "ac", "a"]],
        ["b", ["b"]],
    ]);
});
