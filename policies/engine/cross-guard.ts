import {
    type Policies,
    type Policy,
    type ReportViolation,
    type ResourceValidationPolicy,
    Secret,
    type StackValidationPolicy,
} from "@pulumi/policy";
import type { RuleContext } from "./context";
import { Registrations } from "./registrations";
import type { ResourceRule, Rule, StackRule, Verdict } from "./rule";
import { secretPathsOf } from "./secret-paths";

const specification = "docs/seed/data-architecture.md";

/** The rules as CrossGuard policies, behind one that notes what every resource is made from. */
export function policiesOf(rules: readonly Rule[], context: RuleContext): Policies {
    const registrations = new Registrations();
    return [
        recorder(registrations),
        ...rules.map((rule) =>
            rule.scope === "resource"
                ? resourcePolicy(rule, context, registrations)
                : stackPolicy(rule, context, registrations),
        ),
    ];
}

/** Its level is "remediate" because only then does the engine say what is secret; it changes nothing. */
function recorder(registrations: Registrations): ResourceValidationPolicy {
    return {
        name: "registrations-noted",
        displayName: "Registrations noted",
        description:
            "Notes what each resource is registered with, for the rules that follow. Never fails.",
        enforcementLevel: "remediate",
        remediateResource: ({ urn, props }) => {
            registrations.noteSecrets(
                urn,
                secretPathsOf(props, (value) => value instanceof Secret),
            );
        },
        validateResource: (args) => {
            registrations.note(args);
        },
    };
}

function resourcePolicy(
    rule: ResourceRule,
    context: RuleContext,
    registrations: Registrations,
): ResourceValidationPolicy {
    return {
        ...metadata(rule),
        validateResource: (args, report) => {
            const verdict = rule.judge(registrations.resource(args), context);
            reportAll(verdict, report, args);
        },
    };
}

function stackPolicy(
    rule: StackRule,
    context: RuleContext,
    registrations: Registrations,
): StackValidationPolicy {
    return {
        ...metadata(rule),
        validateStack: (args, report) => {
            const stack = registrations.stack(args.resources);
            reportAll(rule.judge(stack, context), report, args);
        },
    };
}

function reportAll(
    { judged, findings, note }: Verdict,
    report: ReportViolation,
    args: { notApplicable(reason?: string): never },
): void {
    for (const { message, urn } of findings) {
        report(message, urn);
    }
    if (judged.length === 0) {
        args.notApplicable(note ?? "Nothing here that the rule is about.");
    }
}

function metadata(rule: Rule): Policy {
    return {
        name: rule.name,
        displayName: `${rule.id} ${rule.name}`,
        description: rule.description,
        enforcementLevel: rule.level,
        severity: rule.severity,
        framework: {
            name: "Homelab data architecture",
            version: "1",
            reference: `${rule.clause.section} (line ${String(rule.clause.line)})`,
            specification,
        },
        tags: [rule.id],
        remediationSteps: rule.remediation,
    };
}
