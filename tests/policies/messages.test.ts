import fc from "fast-check";
import { apps } from "../../apps";
import { collect } from "../../catalogue/catalogue";
import { ruleContext } from "../../policies/engine/context";
import { isFields, isList } from "../../policies/engine/read";
import type { Resource } from "../../policies/engine/resource";
import type { Value } from "../../policies/engine/value";
import { rules } from "../../policies/rules";
import { recordShipped } from "../../rehearsal/recording/shipped-program";
import { secretMarker } from "../../shared/secret-marker";
import { verdictOf } from "./support";
import { asResources } from "./support/shipped";
import { slipped, slipsOf } from "./support/slips";

const context = ruleContext(collect(apps), apps);
/** Stands in every secret of the program; no name has such signs. */
const canary = "Zx7+canary.4Qw=";

const address = `postgres://user:${canary}@host`;
const settings = { PASSWORD: canary, DATABASE: address, "app.ini": `x = 1\napi_key = ${canary}\n` };
const variables = Object.entries(settings).map(([name, value]) => ({ name, value }));
const words = ["serve", `--token=${canary}`, address];
/** What may stand anywhere. */
const carriers = [
    canary,
    address,
    words,
    variables,
    settings,
    { containers: [{ env: variables }] },
];

let marked: readonly Resource[];
let everywhere: readonly Resource[];
let secrets = 0;

beforeAll(async () => {
    marked = asResources(await recordShipped(), (inputs) => {
        const secretPaths: string[] = [];
        const props = withCanaries(inputs, "", secretPaths);
        secrets += secretPaths.length;
        return { props, secretPaths };
    });
    everywhere = marked.map((each) => ({ ...each, props: spilled(each.props) }));
});

/** Takes the marks of secrets away, notes where they were, and puts the canary into each text. */
function withCanaries(
    value: unknown,
    path: string,
    secretPaths: string[],
    isSecret = false,
): unknown {
    if (Array.isArray(value)) {
        return value.map((item, index) =>
            withCanaries(item, `${path}[${index}]`, secretPaths, isSecret),
        );
    }
    if (typeof value !== "object" || value === null) {
        return isSecret && typeof value === "string" ? `${value}${canary}` : value;
    }
    const fields = value as Readonly<Record<string, unknown>>;
    if (fields[secretMarker.key] === secretMarker.secret) {
        secretPaths.push(path);
        return withCanaries(fields["value"], path, secretPaths, true);
    }
    return Object.fromEntries(
        Object.entries(fields).map(([key, item]) => [
            key,
            withCanaries(item, path === "" ? key : `${path}.${key}`, secretPaths, isSecret),
        ]),
    );
}

/** Writes credentials wherever people write them: into containers, config maps, Secrets and values. */
function spilled(value: Value): Value {
    if (isList(value)) {
        return value.map(spilled);
    }
    if (!isFields(value)) {
        return value;
    }
    const fields = Object.entries(value).map(([key, item]): [string, Value] => {
        const inside = spilled(item);
        const holds = ["data", "stringData", "values"].includes(key) && isFields(inside);
        return [key, holds ? { ...inside, ...settings } : inside];
    });
    const isContainer = typeof value["image"] === "string";
    return {
        ...Object.fromEntries(fields),
        ...(isContainer && { env: variables, command: words, args: words }),
    };
}

function messagesAbout(resources: readonly Resource[]): readonly string[] {
    return rules.flatMap((rule) =>
        verdictOf(rule, resources, context).findings.map(({ message }) => message),
    );
}

function unmarked(resources: readonly Resource[]): readonly Resource[] {
    return resources.map((each) => ({ ...each, isSecret: () => false }));
}

test("the program has secrets, and forgotten marks are spoken of", () => {
    expect(secrets).toBeGreaterThan(50);
    expect(messagesAbout(unmarked(marked)).length).toBeGreaterThan(messagesAbout(marked).length);
});

test("credentials wherever people write them are spoken of, and never told", () => {
    const messages = messagesAbout(unmarked(everywhere));
    const about = (what: string) => messages.filter((each) => each.includes(what)).length;
    expect(about("must not contain the credential PASSWORD")).toBeGreaterThan(50);
    expect(about("in DATABASE")).toBeGreaterThan(10);
    expect(messages.filter((message) => message.includes(canary))).toEqual([]);
});

test("whatever else breaks in the program, no message holds one of its secrets", () => {
    fc.assert(
        fc.property(slipsOf(1000, carriers), fc.boolean(), (made, isMarked) => {
            const broken = slipped(everywhere, made);
            const messages = messagesAbout(isMarked ? broken : unmarked(broken));
            expect(messages.filter((message) => message.includes(canary))).toEqual([]);
        }),
        { numRuns: 15, endOnFailure: true },
    );
});
