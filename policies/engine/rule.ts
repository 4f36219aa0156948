import type { Resource, Stack } from "./resource";
import type { RuleContext } from "./context";

/** Where the specification asks for a rule. */
export interface Clause {
    /** Section title of docs/seed/data-architecture.md. */
    readonly section: string;
    /** First line of the passage. */
    readonly line: number;
}

/** What a rule says about one resource. */
export interface Finding {
    readonly urn: string;
    /** A full sentence: what, must, remedy; never a value that could be a credential. */
    readonly message: string;
}

/** The outcome of a rule: what it looked at, and what it found there. */
export interface Verdict {
    /** URNs of the resources judged; empty when the rule has no subject in this stack. */
    readonly judged: readonly string[];
    readonly findings: readonly Finding[];
    /** Why nothing was judged, when there is more to say than "no such resource". */
    readonly note?: string;
}

export interface RuleFacts {
    /** Number in the rule catalogue, e.g. `ENC-01`. */
    readonly id: string;
    /** `<subject>-<must>` in kebab-case; the file is named after it. */
    readonly name: string;
    /** One sentence, in the imperative. */
    readonly description: string;
    readonly clause: Clause;
    readonly severity: "low" | "medium" | "high" | "critical";
    readonly level: "mandatory" | "advisory";
    /** The steps that make the stack pass. */
    readonly remediation: string;
}

/** Judges one resource by its own inputs, before it is created. */
export interface ResourceRule extends RuleFacts {
    readonly scope: "resource";
    judge(this: void, resource: Resource, context: RuleContext): Verdict;
}

/** Judges resources by what else the stack holds. */
export interface StackRule extends RuleFacts {
    readonly scope: "stack";
    judge(this: void, stack: Stack, context: RuleContext): Verdict;
}

export type Rule = ResourceRule | StackRule;

/** A subject of a rule and the resource that a finding about it is reported on. */
interface Subject {
    readonly resource: Resource;
}

/** Judges each subject with `check`, which returns one sentence for each thing that is wrong. */
export function judgeEach<S extends Subject>(
    subjects: readonly S[],
    check: (subject: S) => readonly string[],
): Verdict {
    return {
        judged: [...new Set(subjects.map((subject) => subject.resource.urn))],
        findings: subjects.flatMap((subject) =>
            check(subject).map((message) => ({ urn: subject.resource.urn, message })),
        ),
    };
}

/** Several verdicts as one. */
export function joinVerdicts(...verdicts: readonly Verdict[]): Verdict {
    return {
        judged: [...new Set(verdicts.flatMap((verdict) => verdict.judged))],
        findings: verdicts.flatMap((verdict) => verdict.findings),
    };
}

/** The verdict of a rule that has nothing to say here. */
export function notApplicable(note?: string): Verdict {
    return { judged: [], findings: [], ...(note === undefined ? {} : { note }) };
}
