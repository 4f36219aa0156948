import { at, listAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { type Machine, machinesIn } from "../views/machines";

/** Nothing reaches a machine but what its firewall lets in. */
export const machineFirewalled: StackRule = {
    id: "PVE-03",
    name: "machine-firewalled",
    description:
        "Virtual machines must stand behind Proxmox' firewall, which must drop what nothing allows.",
    clause: { section: "Access Control", line: 371 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Set firewall on each network device of the machine, give it firewall options with enabled " +
        "and the input policy DROP, and turn the datacenter's firewall on: one of the three alone " +
        "filters nothing.",
    scope: "stack",
    judge,
};

const optionsTokens = [
    "proxmoxve:firewall/optionsLegacy:OptionsLegacy",
    "proxmoxve:Network/firewallOptions:FirewallOptions",
];
const datacenterTokens = [
    "proxmoxve:cluster/firewallLegacy:FirewallLegacy",
    "proxmoxve:Network/firewall:Firewall",
];

function judge(stack: Stack): Verdict {
    const datacenterOn = ofType(stack, datacenterTokens).some(
        ({ props }) => at(props, "enabled") === true,
    );
    return judgeEach(machinesIn(stack), (machine) => [
        ...(datacenterOn
            ? []
            : [`The ${machine.title} must stand behind the datacenter's firewall: turn it on.`]),
        ...deviceFaults(machine),
        ...optionFaults(machine, ofType(stack, optionsTokens)),
    ]);
}

function ofType(stack: Stack, tokens: readonly string[]): readonly Resource[] {
    return stack.resources.filter(({ type }) => tokens.includes(type));
}

function deviceFaults({ resource, title }: Machine): readonly string[] {
    const devices = listAt(resource.props, "networkDevices");
    return devices.every((device) => at(device, "firewall") === true) && devices.length > 0
        ? []
        : [`The ${title} must set firewall on every network device.`];
}

function optionFaults(machine: Machine, options: readonly Resource[]): readonly string[] {
    const own = options.filter(
        ({ props }) => typeof machine.vmId === "number" && at(props, "vmId") === machine.vmId,
    );
    const closed = own.some(
        ({ props }) => at(props, "enabled") === true && at(props, "inputPolicy") === "DROP",
    );
    return closed
        ? []
        : [`The ${machine.title} must have firewall options with enabled and input policy DROP.`];
}
