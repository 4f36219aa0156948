import {
    type Policies,
    type Policy,
    type ReportViolation,
    type ResourceValidationPolicy,
    Secret,
    type StackValidationPolicy,
} from "@pulumi/policy";
import { endedBackupExemptions } from "../exemptions/backup-exemptions";
import { today } from "../exemptions/exemption";
import { Exemptions, exemptText } from "../exemptions/exemptions";
import { declaredExemptions } from "../views/protection";
import type { RuleContext } from "./context";
import { Registrations } from "./registrations";
import type { ResourceRule, Rule, StackRule, Verdict } from "./rule";
import { secretPathsOf } from "./secret-paths";

const specification = "docs/seed/data-architecture.md";

/** What all policies of one run share. */
interface Run {
    readonly context: RuleContext;
    readonly registrations: Registrations;
    readonly exemptions: Exemptions;
    /** `YYYY-MM-DD` */
    readonly today: string;
}

/**
 * The rules as CrossGuard policies, behind one that notes what every resource is made from, and
 * before those that say what was exempt. The engine runs them in this order.
 */
export function policiesOf(
    rules: readonly Rule[],
    context: RuleContext,
    day: string = today(),
): Policies {
    const names = rules.map(({ name }) => name);
    const registrations = new Registrations();
    const run = { context, registrations, exemptions: new Exemptions(names, day), today: day };
    return [
        recorder(run),
        ...rules.map((rule) =>
            rule.scope === "resource" ? resourcePolicy(rule, run) : stackPolicy(rule, run),
        ),
        exemptFindings(run),
        exemptionsHold(run),
    ];
}

/** Its level is "remediate" because only then does the engine say what is secret; it changes nothing. */
function recorder({ registrations, exemptions }: Run): ResourceValidationPolicy {
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
            const resource = registrations.note(args);
            const declared = declaredExemptions(resource);
            if (declared !== undefined) {
                exemptions.declare(declared, resource.urn);
            }
        },
    };
}

function resourcePolicy(rule: ResourceRule, run: Run): ResourceValidationPolicy {
    return {
        ...metadata(rule),
        validateResource: (args, report) => {
            const resource = run.registrations.resource(args);
            const verdict = rule.judge(resource, run.context);
            reportAll(
                run.exemptions.applyTo(rule.name, verdict, () => resource),
                report,
                args,
            );
        },
    };
}

function stackPolicy(rule: StackRule, run: Run): StackValidationPolicy {
    return {
        ...metadata(rule),
        validateStack: (args, report) => {
            const stack = run.registrations.stack(args.resources);
            const verdict = rule.judge(stack, run.context);
            reportAll(run.exemptions.applyTo(rule.name, verdict, stack.find), report, args);
        },
    };
}

/** What is exempt stops nothing, but it is said every time. */
function exemptFindings({ exemptions }: Run): StackValidationPolicy {
    return {
        name: "finding-exempted",
        displayName: "Finding exempted",
        description: "Findings that are exempt must still be seen.",
        enforcementLevel: "advisory",
        validateStack: (args, report) => {
            for (const finding of exemptions.findings()) {
                report(exemptText(finding), finding.urn);
            }
            if (exemptions.findings().length === 0) {
                args.notApplicable("Nothing is exempt.");
            }
        },
    };
}

/** Judges the exemptions themselves, once all rules have used them. */
function exemptionsHold({
    context,
    exemptions,
    registrations,
    today: day,
}: Run): StackValidationPolicy {
    return {
        name: "exemption-holds",
        displayName: "Exemption holds",
        description:
            "Exemptions must name a rule and a resource, must have something to exempt, and must not have ended.",
        enforcementLevel: "mandatory",
        validateStack: (args, report) => {
            for (const { message, urn } of exemptions.faults(registrations.stack(args.resources))) {
                report(message, urn);
            }
            for (const message of endedBackupExemptions(context.assets, day)) {
                report(message);
            }
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
