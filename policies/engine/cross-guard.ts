import {
    type Policies,
    type Policy,
    type ReportViolation,
    type ResourceValidationPolicy,
    Secret,
    type StackValidationPolicy,
} from "@pulumi/policy";
import { today } from "../../shared/day";
import { stateChecks } from "../audit/checks";
import { configured, readConfiguration } from "../configuration/configuration";
import { Dialect } from "../configuration/dialect";
import { configurationSchema } from "../configuration/schema";
import { endedBackupExemptions } from "../exemptions/backup-exemptions";
import { Exemptions, exemptText } from "../exemptions/exemptions";
import { reachPolicy, reachText } from "../rendered/reach";
import { RenderedReleases } from "../rendered/rendered-releases";
import { EnforcedSecurity } from "../views/enforced-security";
import { declaredExemptions } from "../views/protection";
import type { RuleContext } from "./context";
import { Registrations } from "./registrations";
import type { Resource } from "./resource";
import { joinVerdicts, type ResourceRule, type Rule, type StackRule, type Verdict } from "./rule";
import { secretPathsOf } from "./secret-paths";
import { plainValue } from "./value";

const specification = "docs/seed/data-architecture.md";

/** What all policies of one run share. */
class Run {
    readonly registrations = new Registrations();
    readonly exemptions: Exemptions;
    /** `YYYY-MM-DD` */
    readonly today: string;
    /** What the rules know; the pack's configuration may change it before they judge anything. */
    context: RuleContext;
    dialect = new Dialect({});
    readonly releases = new RenderedReleases();
    readonly #enforced = new EnforcedSecurity();
    readonly #given: RuleContext;
    #isConfigured = false;

    constructor(rules: readonly Rule[], context: RuleContext, day: string) {
        this.exemptions = new Exemptions(
            rules.map(({ name }) => name),
            day,
            stateChecks.map(({ name }) => name),
        );
        this.#given = context;
        this.context = this.#enforced.within(context);
        this.today = day;
    }

    /** Takes in a resource that is registered. */
    note(resource: Resource): void {
        this.releases.note(resource);
        this.#enforced.note(resource);
    }

    /** Takes in the pack's configuration, the first time it is asked for. */
    configure(getConfig: () => object): void {
        if (this.#isConfigured) {
            return;
        }
        this.#isConfigured = true;
        const configuration = readConfiguration(plainValue(getConfig()));
        this.context = this.#enforced.within(configured(this.#given, configuration));
        this.dialect = new Dialect(configuration.labels ?? {});
        this.registrations.speak(this.dialect);
        this.exemptions.declare(configuration.exemptions);
    }
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
    const run = new Run(rules, context, day);
    return [
        recorder(run),
        ...rules.map((rule) =>
            rule.scope === "resource" ? resourcePolicy(rule, run) : stackPolicy(rule, run),
        ),
        releasesRendered(run),
        exemptFindings(run),
        exemptionsHold(run),
    ];
}

/** Its level is "remediate" because only then does the engine say what is secret; it changes nothing. */
function recorder(run: Run): ResourceValidationPolicy {
    const { registrations, exemptions } = run;
    return {
        name: "pack-configuration",
        displayName: "Pack configuration",
        description:
            "Takes in the pack's configuration, and notes what each resource is registered with, for the rules that follow. Never fails.",
        enforcementLevel: "remediate",
        configSchema: { properties: { ...configurationSchema } },
        remediateResource: ({ urn, props }) => {
            registrations.noteSecrets(
                urn,
                secretPathsOf(props, (value) => value instanceof Secret),
            );
        },
        validateResource: (args) => {
            run.configure(() => args.getConfig());
            const resource = registrations.note(args);
            run.note(resource);
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
            const own = rule.judge(resource, run.context);
            const inside = run.releases.judgedBy(rule.name, resource);
            const verdict =
                inside.length === 0
                    ? own
                    : joinVerdicts(own, ...inside.map((each) => rule.judge(each, run.context)));
            const left = run.exemptions.applyTo(rule.name, verdict, () => resource);
            reportAll(left, run.dialect, report, args);
        },
    };
}

function stackPolicy(rule: StackRule, run: Run): StackValidationPolicy {
    return {
        ...metadata(rule),
        validateStack: (args, report) => {
            const stack = run.registrations.stack(args.resources);
            const verdict = rule.judge(run.releases.stackFor(rule.name, stack), run.context);
            const left = run.exemptions.applyTo(rule.name, verdict, stack.find);
            reportAll(left, run.dialect, report, args);
        },
    };
}

/** Tells how far the rules saw; a release that they could not look into stops nothing. */
function releasesRendered({ releases, dialect }: Run): StackValidationPolicy {
    return {
        name: reachPolicy,
        displayName: "Releases rendered",
        description: "Rules should look into every Helm release.",
        enforcementLevel: "advisory",
        validateStack: (args, report) => {
            const reach = releases.reach();
            if (reach.unseen.length > 0) {
                report(dialect.tell(reachText(reach)));
            }
            if (reach.all === 0) {
                args.notApplicable("There are no Helm releases.");
            }
        },
    };
}

/** What is exempt stops nothing, but it is said every time. */
function exemptFindings(run: Run): StackValidationPolicy {
    return {
        name: "finding-exempted",
        displayName: "Finding exempted",
        description: "Findings that are exempt must still be seen.",
        enforcementLevel: "advisory",
        validateStack: (args, report) => {
            const findings = run.exemptions.findings();
            for (const finding of findings) {
                report(run.dialect.tell(exemptText(finding)), finding.urn);
            }
            if (findings.length === 0) {
                args.notApplicable("Nothing is exempt.");
            }
        },
    };
}

/** Judges the exemptions themselves, once all rules have used them. */
function exemptionsHold(run: Run): StackValidationPolicy {
    return {
        name: "exemption-holds",
        displayName: "Exemption holds",
        description:
            "Exemptions must name a rule and a resource, must have something to exempt, and must not have ended.",
        enforcementLevel: "mandatory",
        validateStack: (args, report) => {
            const stack = run.registrations.stack(args.resources);
            for (const { message, urn } of run.exemptions.faults(stack)) {
                report(message, urn);
            }
            for (const message of endedBackupExemptions(run.context.assets, run.today)) {
                report(message);
            }
        },
    };
}

function reportAll(
    { judged, findings, note }: Verdict,
    dialect: Dialect,
    report: ReportViolation,
    args: { notApplicable(reason?: string): never },
): void {
    for (const { message, urn } of findings) {
        report(dialect.tell(message), urn);
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
