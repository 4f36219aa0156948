import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import type { Outcome, Registered, Step, Verdicts, Violation } from "./outcome";

/** Which rules of a pack passed and failed on a resource, or on the stack; not in the SDK's types. */
interface PolicySummary {
    readonly passed?: readonly string[];
    readonly failed?: readonly string[];
}

interface PolicySummaries {
    readonly policyAnalyzeSummaryEvent?: PolicySummary;
    readonly policyAnalyzeStackSummaryEvent?: PolicySummary;
}

/** Gathers what the engine reports while a command runs. */
export class EventReader {
    private readonly events: EngineEvent[] = [];
    private readonly steps: Step[] = [];
    private readonly registered: Registered[] = [];
    private readonly violations: Violation[] = [];
    private readonly diagnostics: string[] = [];
    private readonly verdicts = new Map<string, Verdicts>();
    private changes: Readonly<Record<string, number>> = {};

    take(event: EngineEvent): void {
        this.events.push(event);
        const { resourcePreEvent, resOutputsEvent, policyEvent, diagnosticEvent, summaryEvent } =
            event;
        if (resourcePreEvent !== undefined) {
            this.steps.push(stepOf(resourcePreEvent.metadata));
            this.register(resourcePreEvent.metadata);
        }
        if (resOutputsEvent !== undefined) {
            this.finish(stepOf(resOutputsEvent.metadata));
        }
        if (policyEvent !== undefined) {
            this.violations.push({
                rule: policyEvent.policyName,
                urn: policyEvent.resourceUrn ?? "",
                level: policyEvent.enforcementLevel,
                message: policyEvent.message,
            });
        }
        const summaries = event as PolicySummaries;
        this.count(summaries.policyAnalyzeSummaryEvent);
        this.count(summaries.policyAnalyzeStackSummaryEvent);
        if (diagnosticEvent !== undefined && /^(warning|error)$/.test(diagnosticEvent.severity)) {
            this.diagnostics.push(diagnosticEvent.message.trim());
        }
        if (summaryEvent !== undefined) {
            this.changes = summaryEvent.resourceChanges;
        }
    }

    private register({ new: after }: StepEventMetadata): void {
        if (after) {
            const { urn, type, inputs, parent, protect = false } = after;
            this.registered.push({ urn, type, inputs, protect, parent });
        }
    }

    /** What a refresh found is known only when it is over. */
    private finish(end: Step): void {
        const begun = this.steps.findIndex(
            ({ urn, operation }) => urn === end.urn && operation === "refresh",
        );
        if (begun >= 0) {
            this.steps[begun] = end;
        }
    }

    private count({ passed = [], failed = [] }: PolicySummary = {}): void {
        for (const rule of [...passed, ...failed]) {
            const before = this.verdicts.get(rule) ?? { rule, passed: 0, failed: 0 };
            const key = passed.includes(rule) ? "passed" : "failed";
            this.verdicts.set(rule, { ...before, [key]: before[key] + 1 });
        }
    }

    /**
     * Every event as the engine wrote it, but for debug messages: the SDK puts whole responses into
     * those, secrets unwrapped, and nobody sees them who does not ask with `--debug`.
     */
    raw(): string {
        return (
            this.events
                // The SDK's type of the severity does not know this one.
                .filter(({ diagnosticEvent }) => String(diagnosticEvent?.severity) !== "debug")
                .map((event) => JSON.stringify(event))
                .join("\n")
        );
    }

    outcome(end: { error: string | undefined; seconds: number; output: string }): Outcome {
        return {
            succeeded: end.error === undefined,
            error: end.error ?? "",
            seconds: end.seconds,
            output: end.output,
            changes: this.changes,
            steps: this.steps,
            registered: this.registered,
            violations: this.violations,
            verdicts: [...this.verdicts.values()],
            diagnostics: this.diagnostics,
        };
    }
}

function stepOf({ urn, type, op, diffs, keys, detailedDiff }: StepEventMetadata): Step {
    const differs = Object.keys(detailedDiff ?? {});
    return {
        urn,
        type,
        operation: op,
        differs: differs.length > 0 ? differs : [...(diffs ?? []), ...(keys ?? [])],
    };
}
