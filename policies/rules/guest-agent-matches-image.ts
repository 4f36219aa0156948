import { parse } from "yaml";
import { at, listAt, textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { plainValue } from "../engine/value";
import { type Machine, machinesIn } from "../views/machines";

/** Proxmox waits for an agent that the image does not have, and cannot ask one it does not expect. */
export const guestAgentMatchesImage: StackRule = {
    id: "PVE-04",
    name: "guest-agent-matches-image",
    description:
        "Virtual machines must enable the guest agent exactly when their image contains it, and wait for it five minutes at most.",
    clause: { section: "Storage Backend (Proxmox)", line: 160 },
    severity: "medium",
    level: "mandatory",
    remediation:
        "Add siderolabs/qemu-guest-agent to the image's schematic and set agent.enabled with a " +
        "timeout of at most 5m, or leave out both. Start machines with the host: onBoot and a " +
        "startup order.",
    scope: "stack",
    judge,
};

const schematicToken = "talos:imageFactory/schematic:Schematic";
const extension = "siderolabs/qemu-guest-agent";
const longest = 5 * 60;

function judge(stack: Stack): Verdict {
    const images = stack.resources
        .filter(({ type }) => type === schematicToken)
        .map(({ props }) => hasAgent(textAt(props, "schematic")));
    return judgeEach(machinesIn(stack), (machine) => [
        ...agentFaults(machine, images),
        ...startFaults(machine),
    ]);
}

function hasAgent(schematic: string | undefined): boolean {
    if (schematic === undefined) {
        return false;
    }
    try {
        const extensions = plainValue(parse(schematic));
        return listAt(
            extensions,
            "customization",
            "systemExtensions",
            "officialExtensions",
        ).includes(extension);
    } catch {
        return false;
    }
}

function agentFaults({ resource, title }: Machine, images: readonly boolean[]): readonly string[] {
    const enabled = at(resource.props, "agent", "enabled") === true;
    const timeout = at(resource.props, "agent", "timeout");
    const contained = images.length > 0 && images.every(Boolean);
    const anywhere = images.some(Boolean);
    return [
        ...(enabled && !contained
            ? [`The ${title} must not enable the guest agent: its image does not contain it.`]
            : []),
        ...(!enabled && anywhere
            ? [`The ${title} must enable the guest agent, which its image contains.`]
            : []),
        ...(enabled && !(seconds(timeout) <= longest)
            ? [`The ${title} must set agent.timeout to 5m or less: the default waits 15 minutes.`]
            : []),
    ];
}

/** A duration like `5m` or `90s`; not a number for anything else. */
function seconds(duration: unknown): number {
    const match = typeof duration === "string" ? /^(\d{1,6})([sm])$/.exec(duration) : null;
    return match === null ? Number.NaN : Number(match[1]) * (match[2] === "m" ? 60 : 1);
}

function startFaults({ resource, title }: Machine): readonly string[] {
    const order = at(resource.props, "startup", "order");
    return [
        // On is the provider's default.
        ...((at(resource.props, "onBoot") ?? true) === true
            ? []
            : [`The ${title} must start with its host: set onBoot.`]),
        ...(Number.isInteger(order)
            ? []
            : [`The ${title} must set startup.order, so that control planes come first.`]),
    ];
}
