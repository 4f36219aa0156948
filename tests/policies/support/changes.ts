import { parsePath, setAt } from "../../../rehearsal/provider/path";
import type { Value } from "../../../rehearsal/provider/value";
import type { Resource } from "../../../policies/engine/resource";
import type { Rule } from "../../../policies/engine/rule";
import { asServed, isObjectRule, refuses } from "./admission";
import { context, resource, unknown, verdictOf } from ".";

/** Something that a rule has nothing to say about. */
export interface Good {
    readonly type: string;
    readonly name: string;
    readonly props: object;
    readonly options?: Parameters<typeof resource>[3];
    /** What else is in the stack. */
    readonly beside?: readonly Resource[];
    /** The rule is about any Kubernetes object. */
    readonly everyKind?: true;
    /** What is judged by it, where that is another resource of the stack. */
    readonly on?: Resource;
    /** How every message begins. */
    readonly says: string;
}

type Edit = Readonly<Record<string, unknown>> | ((props: object) => unknown);

/** What is changed, by path, and how the messages about it end: none when it passes. */
export type Change = readonly [title: string, change: Edit, ...says: string[]];

/** Tries a rule on something good and on each change of it; the API server's verdict must agree. */
export function testChanges(rule: Rule, good: Good, changes: readonly Change[]): void {
    describe(rule.name, () => {
        const judge = (props: unknown) => {
            const subject = resource(good.type, good.name, props, good.options);
            const beside = [...(good.beside ?? []), ...(good.on ? [good.on] : [])];
            const { judged, findings } = verdictOf(rule, [subject, ...beside]);
            const place = (good.on ?? subject).urn;
            const own = findings.filter(({ urn }) => urn === place);
            return {
                isJudged: judged.includes(place),
                messages: own.map(({ message }) => message),
                others: findings.length - own.length,
            };
        };
        const rows = [["passes the good one", {}] as Change, ...changes];
        test.each(rows)("%s", (_title, change, ...says) => {
            const props = changed(good.props, change as Edit);
            expect(judge(props)).toEqual({
                isJudged: true,
                messages: (says as string[]).map((rest) => `${good.says} ${rest}`),
                others: 0,
            });
            if (isObjectRule(rule) && !isRelease(good) && !hasUnknown(props)) {
                expect(refuses(rule, asServed(good.type, props), context)).toBe(says.length > 0);
            }
        });
        test("gives a verdict on nothing, text and unknown", () => {
            expect(
                [undefined, "malformed", unknown.object].map((each) => judge(each).messages),
            ).toEqual([expect.any(Array), expect.any(Array), expect.any(Array)]);
        });
        test.each(["other:index:Thing", ...(good.everyKind ? [] : alike(good.type))])(
            "leaves %s alone",
            (type) => {
                const other = resource(type, "other", good.props, good.options);
                expect(verdictOf(rule, [other])).toMatchObject({ judged: [], findings: [] });
            },
        );
    });
}

/** The same kind of another group of the API, and another kind of the same group. */
function alike(type: string): readonly string[] {
    const [provider = "", group = "", kind = ""] = type.split(":");
    return provider === "kubernetes"
        ? [`kubernetes:example.org/v1:${kind}`, `kubernetes:${group}:Unicorn`]
        : [];
}

function changed(props: object, change: Edit): unknown {
    const copy = copyOf(props as Value) as Record<string, Value>;
    if (typeof change === "function") {
        return change(copy);
    }
    for (const [path, value] of Object.entries(change)) {
        setAt(copy, parsePath(path), value as Value);
    }
    return copy;
}

/** A deep copy; `structuredClone` makes objects of another realm, which the SDK's proxies pass over. */
function copyOf(value: Value): Value {
    if (Array.isArray(value)) {
        return value.map(copyOf);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyOf(item)]))
        : value;
}

/** What Helm makes of it reaches the API server, and not the release itself. */
function isRelease({ type }: Good): boolean {
    return type.startsWith("kubernetes:helm.sh/");
}

function hasUnknown(props: unknown): boolean {
    const text = JSON.stringify(props);
    return Object.values(unknown).some((mark) => text.includes(mark));
}
