import { readFileSync } from "node:fs";
import { collect } from "../../catalogue/catalogue";
import { ruleContext } from "../../policies/engine/context";
import { type Resource, stackOf } from "../../policies/engine/resource";
import { plainValue } from "../../policies/engine/value";
import { rules } from "../../policies/rules";
import type { Recorded } from "../../rehearsal/recording/record";
import { largeHomelab } from "../engine/large-homelab";

/** What `make bench` reads from this program's output. */
export interface Judgement {
    readonly rules: number;
    readonly resources: number;
    /** Without starting and reading, s. */
    readonly seconds: number;
    /** Answers of a rule about a resource. */
    readonly verdicts: number;
}

const [file = "", apps = "0"] = process.argv.slice(2);
const recorded = JSON.parse(readFileSync(file, "utf8")) as readonly Recorded[];

const start = performance.now();
const generated = largeHomelab({ hosts: 0, nodes: 0, apps: Number(apps) }).apps;
const context = ruleContext(collect(generated), generated);
const stack = stackOf(recorded.map(asResource));
let given = 0;
for (const rule of rules) {
    const verdicts =
        rule.scope === "stack"
            ? [rule.judge(stack, context)]
            : stack.resources.map((resource) => rule.judge(resource, context));
    for (const { judged } of verdicts) {
        given += judged.length;
    }
}
const judgement: Judgement = {
    rules: rules.length,
    resources: recorded.length,
    seconds: (performance.now() - start) / 1000,
    verdicts: given,
};
console.log(JSON.stringify(judgement));

/** The way a preview shows it to the pack; what a mock does not see is taken to be right. */
function asResource({ type, name, inputs }: Recorded): Resource {
    return {
        urn: `urn:pulumi:homelab::homelab::${type}::${name}`,
        type,
        name,
        props: plainValue(inputs),
        protect: true,
        ignoreChanges: [],
        dependencies: [],
        isSecret: () => true,
    };
}
