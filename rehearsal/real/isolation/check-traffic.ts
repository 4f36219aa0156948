import type { AnyApp } from "../../../catalogue/app-spec";
import type { CheckResult, Standing } from "../check";
import { type Edge, edgesOf, everyGate, partsOf, unguarded } from "./declared";
import {
    blocksOf,
    type End,
    gatesOf,
    type NetworkPolicy,
    passes,
    selects,
    within,
} from "./network";
import type { Place } from "./places";

/** What is asked about, and what the answers are held against. */
export interface TrafficQuestion {
    readonly policies: readonly NetworkPolicy[];
    readonly apps: readonly AnyApp[];
    readonly places: readonly Place[];
    /** Labels of each namespace that there is. */
    readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** What was asked about two ends, and whether the answer is the declared one. */
export interface Answer extends Edge {
    readonly passes: boolean;
    readonly declared: boolean;
}

type Named = End & { readonly name: string };

/** A port that no policy names stands for all those that none does. */
const anyOther = ["TCP/1", "UDP/1"];

/**
 * Asks the policies about every two ends of which one is the program's, and every port that a
 * policy names, and one that none does. Policies tell other ports apart from nothing, so nothing is
 * left out.
 */
export function matrixOf(question: TrafficQuestion): readonly Answer[] {
    const { policies, apps, places, namespaces } = question;
    const declared = new Set(edgesOf(apps, places).map(nameOf));
    const here = ({ namespace }: End) => namespaces.has(namespace ?? "");
    const withLabels = <P extends Named>(part: P): P => ({
        ...part,
        namespaceLabels: namespaces.get(part.namespace ?? ""),
    });
    const guarded = partsOf(apps).filter(here).map(withLabels);
    const ends: readonly Named[] = [...guarded, ...unguarded.map(withLabels), ...places];
    const ours = new Set(guarded.map(({ name }) => name));
    const gates = [...new Set([...gatesOf(policies), ...anyOther])];
    return ends.flatMap((from) =>
        ends
            .filter((to) => to.name !== from.name && (ours.has(from.name) || ours.has(to.name)))
            .flatMap((to) => {
                const about = policies.filter(({ metadata: { namespace } }) =>
                    [from.namespace, to.namespace].includes(namespace),
                );
                return gates.map((gate): Answer => {
                    const [protocol = "", port = ""] = gate.split("/");
                    const edge = { from: from.name, to: to.name, gate };
                    return {
                        ...edge,
                        passes: passes(about, { from, to, port: Number(port), protocol }),
                        declared:
                            declared.has(nameOf(edge)) ||
                            declared.has(nameOf({ ...edge, gate: everyGate })),
                    };
                });
            }),
    );
}

/** Every way that passes and is not declared, or the other way round, and what nobody stands for. */
export function trafficProblems(question: TrafficQuestion, answers: readonly Answer[]): string[] {
    const apart = answers.filter((answer) => answer.passes !== answer.declared);
    return [
        ...apart
            .filter((answer) => answer.passes)
            .map((answer) => `${nameOf(answer)} passes, and nobody declared it`),
        ...apart
            .filter((answer) => answer.declared)
            .map((answer) => `${nameOf(answer)} is declared, and does not pass`),
        ...strangersIn(question),
    ];
}

/** Policies about pods and addresses that no part and no place stands for: nobody would be asked. */
function strangersIn({ policies, apps, places }: TrafficQuestion): string[] {
    const parts = partsOf(apps);
    return policies.flatMap((policy) => {
        const { namespace = "", name = "" } = policy.metadata;
        const about = policy.spec.podSelector ?? {};
        const known = parts.some(
            (part) => part.namespace === namespace && selects(about, part.labels ?? {}),
        );
        return [
            ...(known
                ? []
                : [`the policy ${namespace}/${name} is about pods that nobody declared`]),
            ...blocksOf(policy)
                .filter((cidr) => !places.some(({ address }) => within(address, cidr)))
                .map((cidr) => `the policy ${namespace}/${name} names ${cidr}, which is no place`),
        ];
    });
}

/** Who can talk to whom, by the policies that the server holds, is what is declared. */
export async function checkTraffic({
    real,
    apps,
    places,
}: Standing): Promise<Omit<CheckResult, "name">> {
    const held = await real.api.list("networking.k8s.io/v1", "NetworkPolicy");
    const policies = held as unknown as NetworkPolicy[];
    const namespaces = new Map(
        (await real.api.list("v1", "Namespace")).map(({ metadata }) => [
            metadata.name ?? "",
            metadata.labels ?? {},
        ]),
    );
    const question = { policies, apps, places, namespaces };
    const answers = matrixOf(question);
    const passing = answers.filter((answer) => answer.passes);
    return {
        summary:
            `${policies.length} policies asked about ${answers.length} ways; ` +
            `${passing.length} pass${linesOf(answers).join("")}`,
        problems: trafficProblems(question, answers),
    };
}

/** A line for each two ends of which one can reach the other; that all look names up is left out. */
function linesOf(answers: readonly Answer[]): string[] {
    const byEnds = new Map<string, Answer[]>();
    for (const answer of answers) {
        const ends = `${answer.from} → ${answer.to}`;
        byEnds.set(ends, [...(byEnds.get(ends) ?? []), answer]);
    }
    return [...byEnds].flatMap(([ends, asked]) => {
        const gates = asked.filter((answer) => answer.passes).map(({ gate }) => gate);
        const said = gates.length === asked.length ? everyGate : gates.join(", ");
        const lookUps = unguarded.some(({ name }) => name === asked[0]?.to);
        return gates.length === 0 || lookUps ? [] : [`\n    ${ends}: ${said}`];
    });
}

function nameOf({ from, to, gate }: Edge): string {
    return `${from} → ${to}:${gate}`;
}
