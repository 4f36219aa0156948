import type { RuleContext } from "../engine/context";
import type { Stack } from "../engine/resource";
import { means, shortName } from "../exemptions/resource-pattern";
import type { ApprovedChange, Destruction } from "./approved-change";
import { irreplaceables } from "./irreplaceable";

/** What the engine would do to a resource. */
export interface PlannedStep {
    readonly urn: string;
    /** As the engine names it: `create`, `delete-replaced`, `same` … */
    readonly operation: string;
}

/** A planned loss of something that cannot be made again. */
export interface Loss {
    readonly urn: string;
    /** `VmLegacy::homelab-worker-01` */
    readonly resource: string;
    /** `virtual machine homelab-worker-01` */
    readonly title: string;
    readonly operation: Destruction;
    /** What the owner said to it, when that counts. */
    readonly approval?: ApprovedChange;
    /** Why it is refused; absent when it is approved. */
    readonly refusal?: string;
}

/** What a plan destroys, and what is to be said of the approvals. */
export interface GateVerdict {
    readonly losses: readonly Loss[];
    /** Approvals that nothing needs. */
    readonly notes: readonly string[];
}

export interface GateArgs {
    readonly steps: readonly PlannedStep[];
    /** The stack as it is, before any of the steps. */
    readonly before: Stack;
    readonly approvals: readonly ApprovedChange[];
    readonly context: RuleContext;
    /** `YYYY-MM-DD` */
    readonly today: string;
}

/** The engine's names for steps that end a resource. */
const destructions: ReadonlyMap<string, Destruction> = new Map([
    ["delete", "delete"],
    ["replace", "replace"],
    ["create-replacement", "replace"],
    ["delete-replaced", "replace"],
    ["remove-pending-replace", "replace"],
    ["import-replacement", "replace"],
]);

/** Refuses every step that would destroy what cannot be made again, unless the owner means it. */
export function gate(args: GateArgs): GateVerdict {
    const precious = irreplaceables(args.before, args.context);
    const losses = lossesOf(args, precious).map((loss) => answered(loss, precious, args));
    const used = losses.flatMap(({ approval }) => (approval === undefined ? [] : [approval]));
    return {
        losses,
        notes: args.approvals
            .filter((approval) => !used.includes(approval))
            .map(
                ({ resource, operation, until }) =>
                    `The approval to ${operation} ${resource} (until ${until}) approves nothing of this plan. Remove it once the change is made.`,
            ),
    };
}

/** Whether all that is destroyed is meant. */
export function passes({ losses }: GateVerdict): boolean {
    return losses.every(({ refusal }) => refusal === undefined);
}

type Precious = ReturnType<typeof irreplaceables>;

function lossesOf({ steps, before }: GateArgs, precious: Precious): readonly Loss[] {
    const planned = new Map<string, Destruction>();
    for (const { urn, operation } of steps) {
        const destruction = destructions.get(operation);
        if (destruction !== undefined && precious.has(urn)) {
            planned.set(urn, destruction);
        }
    }
    return [...planned].flatMap(([urn, operation]) => {
        const resource = before.find(urn);
        return resource === undefined
            ? []
            : [{ urn, resource: shortName(resource), title: precious.get(urn) ?? "", operation }];
    });
}

function answered(loss: Loss, precious: Precious, { approvals, before, today }: GateArgs): Loss {
    const about = (approval: ApprovedChange, urn: string) => {
        const resource = before.find(urn);
        return resource !== undefined && means(approval.resource, resource);
    };
    const mine = approvals.filter(
        (approval) => approval.operation === loss.operation && about(approval, loss.urn),
    );
    const current = mine.filter(({ until }) => until >= today);
    // Also of what this plan leaves alone: what is approved of one may not be taken for another.
    const exact = current.find(
        (approval) => [...precious.keys()].filter((urn) => about(approval, urn)).length === 1,
    );
    if (exact !== undefined) {
        return { ...loss, approval: exact };
    }
    return { ...loss, refusal: refusalOf(loss, mine, current) };
}

function refusalOf(
    { operation, resource, urn }: Loss,
    mine: readonly ApprovedChange[],
    current: readonly ApprovedChange[],
): string {
    if (current[0] !== undefined) {
        return `${current[0].resource} is more than one of the things that cannot be made again: approve ${urn}`;
    }
    return mine[0] === undefined
        ? `approve { resource: "${resource}", operation: ${operation} } in homelab:approvedChanges, or undo the change`
        : `its approval ended on ${mine[0].until}: decide anew in homelab:approvedChanges, or undo the change`;
}
