import type { RuleContext } from "../engine/context";
import type { RuleFacts, Verdict } from "../engine/rule";
import type { ExportedState } from "../state/exported-state";

/** Judges what exists only after an update: ciphertexts, certificates, ids, and how they are kept. */
export interface StateCheck extends RuleFacts {
    judge(this: void, state: ExportedState, context: RuleContext, now: Date): Verdict;
}
