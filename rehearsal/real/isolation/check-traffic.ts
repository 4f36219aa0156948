import type { AnyApp } from "../../../catalogue/app-spec";
import type { CheckResult, Standing } from "../checks";
import { type Edge, edgesOf, type Part, partsOf } from "./declared";
import { type NetworkPolicy, passes } from "./network";

/** Somebody outside the house; an address that is nobody's. */
const stranger = { address: "203.0.113.7" };

/** What was asked about two parts, and whether the answer is the declared one. */
export interface Answer extends Edge {
    readonly passes: boolean;
    readonly declared: boolean;
}

/** Asks the policies about every part and every port of every other part. */
export function matrixOf(
    policies: readonly NetworkPolicy[],
    apps: readonly AnyApp[],
    namespaceLabels: ReadonlyMap<string, Readonly<Record<string, string>>>,
): readonly Answer[] {
    const declared = new Set(edgesOf(apps).map(nameOf));
    const parts = partsOf(apps).map((part) => ({
        ...part,
        namespaceLabels: namespaceLabels.get(part.namespace) ?? {},
    }));
    const ports = (to: Part) => [
        ...new Set([
            ...to.ports,
            ...edgesOf(apps)
                .filter((edge) => edge.to === to.name)
                .map(({ port }) => port),
        ]),
    ];
    return parts
        .filter(({ namespace }) => apps.some(({ name }) => name === namespace))
        .flatMap((to) =>
            ports(to).flatMap((port) => [
                ...parts
                    .filter((from) => from.name !== to.name)
                    .map((from) => {
                        const edge = { from: from.name, to: to.name, port };
                        return {
                            ...edge,
                            passes: passes(policies, { from, to, port }),
                            declared: declared.has(nameOf(edge)),
                        };
                    }),
                {
                    ...{ from: "anybody outside", to: to.name, port },
                    passes: passes(policies, { from: stranger, to, port }),
                    declared: false,
                },
            ]),
        );
}

/** Who can talk to whom, by the policies that the server holds, is what the apps' files declare. */
export async function checkTraffic({ real, apps }: Standing): Promise<Omit<CheckResult, "name">> {
    const policies = await real.api.list("networking.k8s.io/v1", "NetworkPolicy");
    const namespaces = await real.api.list("v1", "Namespace");
    const labels = new Map(
        namespaces.map(({ metadata }) => [metadata.name ?? "", metadata.labels ?? {}]),
    );
    const answers = matrixOf(policies as unknown as NetworkPolicy[], apps, labels);
    const passing = answers.filter((answer) => answer.passes);
    return {
        summary:
            `${policies.length} policies asked about ${answers.length} ways; ` +
            `${passing.length} pass${passing.map((edge) => `\n    ${nameOf(edge)}`).join("")}`,
        problems: answers
            .filter((answer) => answer.passes !== answer.declared)
            .map((answer) =>
                answer.passes
                    ? `${nameOf(answer)} passes, and no app's file declares it`
                    : `${nameOf(answer)} is declared, and does not pass`,
            ),
    };
}

function nameOf({ from, to, port }: Edge): string {
    return `${from} → ${to}:${port}`;
}
