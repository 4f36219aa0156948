import fc from "fast-check";
import { apps } from "../../apps";
import { collect } from "../../catalogue/catalogue";
import { ruleContext } from "../../policies/engine/context";
import { type Resource, stackOf } from "../../policies/engine/resource";
import { rules } from "../../policies/rules";
import { recordShipped } from "../../rehearsal/recording/shipped-program";
import { secretMarker } from "../../shared/secret-marker";
import { asResources } from "./support/shipped";
import { slipped, slipsOf } from "./support/slips";

const context = ruleContext(collect(apps), apps);
/** Stands in every secret of the program. */
const canary = "Zx7-canary-4Qw";

/** Where credentials stand that nobody marked. */
const carriers = [
    `postgres://user:${canary}@host`,
    `--token=${canary}`,
    { password: canary },
    { value: `https://user:${canary}@host` },
    [{ name: "PASSWORD", value: canary }],
    [{ env: [{ name: "DATABASE", value: `postgres://user:${canary}@host` }] }],
    { containers: [{ command: [`--password=${canary}`] }] },
];

let marked: readonly Resource[];
let secrets = 0;

beforeAll(async () => {
    marked = asResources(await recordShipped(), (inputs) => {
        const secretPaths: string[] = [];
        const props = withCanaries(inputs, "", secretPaths);
        secrets += secretPaths.length;
        return { props, secretPaths };
    });
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

function messagesAbout(resources: readonly Resource[]): readonly string[] {
    return rules
        .flatMap((rule) =>
            rule.scope === "stack"
                ? [rule.judge(stackOf(resources), context)]
                : resources.map((each) => rule.judge(each, context)),
        )
        .flatMap(({ findings }) => findings.map(({ message }) => message));
}

function unmarked(resources: readonly Resource[]): readonly Resource[] {
    return resources.map((each) => ({ ...each, isSecret: () => false }));
}

test("the program has secrets, and forgotten marks are spoken of", () => {
    expect(secrets).toBeGreaterThan(50);
    expect(messagesAbout(unmarked(marked)).length).toBeGreaterThan(messagesAbout(marked).length);
});

test("whatever breaks in the shipped program, no message holds one of its secrets", () => {
    fc.assert(
        fc.property(slipsOf(1000, carriers), fc.boolean(), (made, isMarked) => {
            const broken = slipped(marked, made);
            const messages = messagesAbout(isMarked ? broken : unmarked(broken));
            expect(messages.filter((message) => message.includes(canary))).toEqual([]);
        }),
        { numRuns: 20, endOnFailure: true },
    );
});
