import type { DataAsset } from "../../catalogue/data-asset";
import { type GateVerdict, type Loss, passes } from "../../policies/changes/gate";
import { readExemptText } from "../../policies/exemptions/exemptions";
import { shortName } from "../../policies/exemptions/resource-pattern";
import { type Reach, reachPolicy, readReachText } from "../../policies/rendered/reach";
import { releasesIn } from "../../policies/views/releases";
import { blindSpots, type Outcome, type Violation } from "../../rehearsal/engine/outcome";
import { judgedBy, resourceName, stackIn } from "../coverage/judged-by";
import { type Group, Groups } from "./groups";

/** A finding of a rule on a resource. */
export interface Found {
    readonly rule: string;
    readonly urn: string;
    /** `Deployment::photos`; empty for the stack as a whole. */
    readonly resource: string;
    readonly group: string;
    readonly message: string;
}

/** A finding that the owner lives with. */
export interface Exempt extends Found {
    readonly reason: string;
    readonly until: string;
}

/** What was judged of one group, and how. */
export interface GroupRow {
    readonly group: Group;
    readonly resources: number;
    /** Names of the rules that judged any of them. */
    readonly rules: readonly string[];
    readonly violations: number;
    readonly advice: number;
    readonly exempt: number;
}

/** How a judged preview ended. */
export const exitCodes = { passed: 0, violated: 1, refused: 2, unjudged: 3 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A preview and what is to be said of it. */
export interface Judgement {
    readonly rows: readonly GroupRow[];
    readonly violations: readonly Found[];
    readonly advice: readonly Found[];
    readonly exempt: readonly Exempt[];
    readonly losses: readonly Loss[];
    readonly notes: readonly string[];
    /** How far the rules saw into Helm releases; absent where nobody said. */
    readonly reach?: Reach;
    /** Why something could not be judged. */
    readonly problems: readonly string[];
    readonly exitCode: ExitCode;
}

/** Puts together what the engine, the policies and the gate say of a preview. */
export function judgementOf(
    outcome: Outcome,
    verdict: GateVerdict,
    assets: readonly DataAsset[],
): Judgement {
    const groups = new Groups(outcome.registered, assets);
    const found = outcome.violations.map((violation) => ({
        level: violation.level,
        ...foundOf(violation, groups),
    }));
    const exempt = found.flatMap((one): Exempt[] => {
        const parts = readExemptText(one.message);
        return one.rule !== "finding-exempted" || parts === undefined ? [] : [{ ...one, ...parts }];
    });
    const said = found.filter(({ rule }) => rule !== "finding-exempted" && rule !== reachPolicy);
    const violations = said.filter(({ level }) => level === "mandatory");
    const advice = said.filter(({ level }) => level !== "mandatory");
    const reach = reachOf(outcome);
    const problems = problemsOf(outcome, violations.length === 0 && passes(verdict));
    return {
        ...{ violations, advice, exempt, problems },
        rows: rowsOf(outcome, groups, { violations, advice, exempt }),
        losses: verdict.losses,
        notes: verdict.notes,
        ...(reach && { reach }),
        exitCode: exitCodeOf(verdict, violations, problems),
    };
}

function exitCodeOf(
    verdict: GateVerdict,
    violations: readonly Found[],
    problems: readonly string[],
): ExitCode {
    if (!passes(verdict)) {
        return exitCodes.refused;
    }
    if (violations.length > 0) {
        return exitCodes.violated;
    }
    return problems.length > 0 ? exitCodes.unjudged : exitCodes.passed;
}

function foundOf({ rule, urn, message }: Violation, groups: Groups): Found {
    const [, , chain = "", ...name] = urn.split("::");
    const type = chain.split("$").at(-1) ?? "";
    const resource = urn === "" ? "" : shortName({ type, name: name.join("::") });
    return { rule, urn, resource, group: groups.of(urn).name, message: ownWords(message) };
}

/** A finding's own sentence; the engine writes the policy's description on a line before it. */
function ownWords(message: string): string {
    const [description = "", ...rest] = message.trim().split("\n");
    return rest.length === 0 ? description : rest.join(" ").trim();
}

/** What the pack says of releases: it names those that it could not look into, or passes all. */
function reachOf({ violations, verdicts, registered }: Outcome): Reach | undefined {
    const told = violations.find(({ rule }) => rule === reachPolicy);
    if (told !== undefined) {
        return readReachText(told.message);
    }
    return verdicts.some(({ rule, passed }) => rule === reachPolicy && passed > 0)
        ? { all: releasesIn(stackIn(registered)).length, unseen: [] }
        : undefined;
}

/** A failure that neither rules nor gate explain, and rules that could not see what they judge. */
function problemsOf(outcome: Outcome, isUnexplained: boolean): readonly string[] {
    const silent =
        outcome.verdicts.length === 0 ? ["The policies judged nothing: they were never run."] : [];
    const failed =
        !outcome.succeeded && isUnexplained
            ? outcome.diagnostics.length > 0
                ? outcome.diagnostics
                : [outcome.error]
            : [];
    return [...new Set([...failed, ...silent, ...blindSpots(outcome)])];
}

function rowsOf(
    { registered }: Outcome,
    groups: Groups,
    said: Readonly<Record<"violations" | "advice" | "exempt", readonly Found[]>>,
): readonly GroupRow[] {
    const judges = judgedBy(registered);
    const rows = new Map<string, { group: Group; resources: number; rules: Set<string> }>();
    const row = (group: Group) => {
        const known = rows.get(group.name) ?? { group, resources: 0, rules: new Set<string>() };
        rows.set(group.name, known);
        return known;
    };
    for (const one of registered) {
        const here = row(groups.of(one.urn));
        here.resources += 1;
        judges.get(resourceName(one))?.forEach((rule) => here.rules.add(rule));
    }
    for (const { urn } of Object.values(said).flat()) {
        row(groups.of(urn));
    }
    const count = (list: readonly Found[], name: string) =>
        list.filter(({ group }) => group === name).length;
    return groups.inOrder([...rows.values()].map(({ group }) => group)).map((group) => {
        const { resources, rules } = row(group);
        return {
            ...{ group, resources, rules: [...rules].sort() },
            violations: count(said.violations, group.name),
            advice: count(said.advice, group.name),
            exempt: count(said.exempt, group.name),
        };
    });
}
