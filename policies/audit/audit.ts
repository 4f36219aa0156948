import { today } from "../../shared/day";
import { type RuleContext } from "../engine/context";
import type { Stack } from "../engine/resource";
import { joinVerdicts, type Rule, type RuleFacts, type Verdict } from "../engine/rule";
import { endedBackupExemptions } from "../exemptions/backup-exemptions";
import { type ExemptFinding, Exemptions } from "../exemptions/exemptions";
import type { Reach } from "../rendered/reach";
import { RenderedReleases } from "../rendered/rendered-releases";
import type { ExportedState } from "../state/exported-state";
import { missingCopies } from "../views/missing-copies";
import { EnforcedSecurity } from "../views/enforced-security";
import { declaredExemptions } from "../views/protection";
import { stateChecks } from "./checks";
import { renderedMachines, rulesOfMachines } from "./rendered-machines";

/** What a rule or check said of something in the state. */
export interface AuditFinding {
    readonly rule: string;
    readonly level: RuleFacts["level"];
    /** Empty for the stack as a whole. */
    readonly urn: string;
    readonly message: string;
}

/** A state judged. */
export interface Audit {
    /** By name of rule or check: how many resources it judged and how many of them passed. */
    readonly verdicts: readonly {
        readonly rule: string;
        readonly passed: number;
        readonly failed: number;
    }[];
    readonly findings: readonly AuditFinding[];
    readonly exempt: readonly ExemptFinding[];
    /** What should be in the state but could not be looked into, a sentence each. */
    readonly unseen: readonly string[];
    /** What lacks copies while the owner accepts that, a sentence each. */
    readonly missing: readonly string[];
    /** How far the rules saw into Helm releases. */
    readonly reach: Reach;
    /** What no state says, a sentence each. */
    readonly beyond: readonly string[];
}

/**
 * Judges a stack's state: by every rule of the pack, inside Helm releases too, again with the
 * configuration that each machine was really given, and by the checks of what exists only after an
 * update.
 *
 * @param releases what renders the releases
 */
export function audit(
    state: ExportedState,
    rules: readonly Rule[],
    declared: RuleContext,
    now: Date,
    releases = new RenderedReleases(),
): Audit {
    const { stack, veiled } = state;
    const exemptions = new Exemptions(
        [...rules, ...stateChecks].map(({ name }) => name),
        today(now),
    );
    const enforced = new EnforcedSecurity();
    const context = enforced.within(declared);
    for (const resource of stack.resources) {
        releases.note(resource);
        enforced.note(resource);
        const exempt = declaredExemptions(resource);
        if (exempt !== undefined) {
            exemptions.declare(exempt, resource.urn);
        }
    }
    const rendered = renderedMachines(state);
    const judged = [
        ...rules.map((rule) => ({
            rule,
            verdict: exemptions.applyTo(
                rule.name,
                rulesOfMachines.has(rule.name)
                    ? distinct(
                          judge(rule, stack, context, releases),
                          judge(rule, rendered, context, releases),
                      )
                    : judge(rule, stack, context, releases),
                stack.find,
            ),
        })),
        ...stateChecks.map((rule) => ({
            rule,
            verdict: exemptions.applyTo(rule.name, rule.judge(state, context, now), stack.find),
        })),
    ];
    const all = judged.flatMap(({ rule: { name, level }, verdict }) =>
        verdict.findings.map((finding) => ({ rule: name, level, ...finding })),
    );
    return {
        verdicts: judged.map(({ rule, verdict }) => countOf(rule.name, verdict)),
        findings: [
            ...all.filter(({ urn }) => !veiled.has(urn)),
            ...ownFaults(exemptions, stack, context, today(now)),
        ],
        exempt: exemptions.findings(),
        unseen: unseenIn(state, all.filter(({ urn }) => veiled.has(urn)).length),
        missing: missingCopies(stack, context),
        reach: releases.reach(),
        beyond: beyondIn(releases.reach()),
    };
}

/** With what is inside releases. */
function judge(
    rule: Rule,
    stack: Stack,
    context: RuleContext,
    releases: RenderedReleases,
): Verdict {
    return rule.scope === "stack"
        ? rule.judge(releases.stackFor(rule.name, stack), context)
        : joinVerdicts(
              ...stack.resources
                  .flatMap((one) => [one, ...releases.judgedBy(rule.name, one)])
                  .map((each) => rule.judge(each, context)),
          );
}

/** The same sentence on the same resource counts once. */
function distinct(...verdicts: readonly Verdict[]): Verdict {
    const verdict = joinVerdicts(...verdicts);
    const findings = new Map(verdict.findings.map((one) => [`${one.urn} ${one.message}`, one]));
    return { ...verdict, findings: [...findings.values()] };
}

function countOf(rule: string, { judged, findings }: Verdict) {
    const failed = new Set(findings.map(({ urn }) => urn)).size;
    return { rule, passed: judged.length - failed, failed };
}

function ownFaults(
    exemptions: Exemptions,
    stack: Stack,
    context: RuleContext,
    day: string,
): readonly AuditFinding[] {
    const own = { rule: "exemption-holds", level: "mandatory" } as const;
    return [
        ...exemptions.faults(stack).map(({ message, urn = "" }) => ({ ...own, urn, message })),
        ...endedBackupExemptions(context.assets, day).map((message) => ({
            ...own,
            urn: "",
            message,
        })),
    ];
}

/** A value that is encrypted in the export may be right or wrong. */
function unseenIn(
    { veiled, pending, halfway }: ExportedState,
    doubtful: number,
): readonly string[] {
    return [
        ...(veiled.size === 0
            ? []
            : [
                  `${String(veiled.size)} resources have secrets that this export hides, and ${String(doubtful)} findings may be due to that. Export with --show-secrets; nothing of them is printed.`,
              ]),
        ...halfway.map(
            (urn) => `${urn} was made, replaced or deleted in part only: run \`pulumi up\` again.`,
        ),
        ...pending.map((urn) => `An operation on ${urn} never ended: run \`pulumi refresh\`.`),
    ];
}

function beyondIn({ all }: Reach): readonly string[] {
    return [
        ...(all === 0
            ? []
            : [
                  "Helm releases are judged by what Helm makes of their values here; what the cluster holds of them is not in the state.",
              ]),
        "What has changed since the last update is not in the state: `pulumi refresh` asks Proxmox, the cluster and Cloudflare.",
    ];
}
