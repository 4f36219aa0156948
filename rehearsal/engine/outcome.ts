/** What the engine did, or would do, to one resource. */
export interface Step {
    readonly urn: string;
    readonly type: string;
    /** `create`, `update`, `replace`, `delete`, `same`, `refresh`, `read` … */
    readonly operation: string;
    /** Properties that differ, empty where the engine names none. */
    readonly differs: readonly string[];
}

/** A resource as the program registers it. */
export interface Registered {
    readonly urn: string;
    readonly type: string;
    /** Secrets masked; what is not known at preview as the engine marks it. */
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly protect: boolean;
    /** URN of the component it belongs to; empty for the stack itself. */
    readonly parent: string;
}

/** A rule that a resource breaks. */
export interface Violation {
    readonly rule: string;
    readonly urn: string;
    readonly level: string;
    readonly message: string;
}

/** How often a rule judged, and with which verdict; a rule about the whole stack judges once. */
export interface Verdicts {
    readonly rule: string;
    readonly passed: number;
    readonly failed: number;
}

/** How one command of the engine ended. */
export interface Outcome {
    readonly succeeded: boolean;
    /** The engine's own complaint when it did not. */
    readonly error: string;
    readonly seconds: number;
    /** Number of resources by operation, `same` included. */
    readonly changes: Readonly<Record<string, number>>;
    readonly steps: readonly Step[];
    /** What the program registers, in order; nothing after a refresh or destroy. */
    readonly registered: readonly Registered[];
    readonly violations: readonly Violation[];
    /** By rule that found something to judge. */
    readonly verdicts: readonly Verdicts[];
    /** Warnings and errors that program, engine and providers reported. */
    readonly diagnostics: readonly string[];
    /** Everything the command printed. */
    readonly output: string;
}

/** What the engine says where a rule met an unknown value: it then only advises. */
export function blindSpots({ diagnostics }: Pick<Outcome, "diagnostics">): readonly string[] {
    return diagnostics.filter((text) => /can't run policy|can't be known/i.test(text));
}

/** Steps that change something. */
export function changed(outcome: Outcome): readonly Step[] {
    return outcome.steps.filter(({ operation }) => operation !== "same" && operation !== "read");
}
