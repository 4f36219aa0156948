import { textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { type MachineConfig, machineConfigs, patched } from "../views/machine-configs";

/** The volume driver finds a node's host by two labels; one letter off, and every pod waits for ever. */
export const volumeTopologyMatchesHost: StackRule = {
    id: "XLY-01",
    name: "volume-topology-matches-host",
    description:
        "Node labels must name the Proxmox host that the machine stands on, and the region that the volume driver is told.",
    clause: { section: "Persistent Volume Provisioning", line: 127 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Set topology.kubernetes.io/zone to the machine's nodeName and topology.kubernetes.io/region " +
        "to the region in the volume driver's configuration.",
    scope: "stack",
    judge,
};

const driverToken = "homelab:platform:ProxmoxCsi";
const zone = "topology.kubernetes.io/zone";
const region = "topology.kubernetes.io/region";

function judge(stack: Stack): Verdict {
    const regions = stack.resources
        .filter(({ type }) => type === driverToken)
        .map(({ props }) => textAt(props, "region"));
    return judgeEach(machineConfigs(stack), (config) => [
        ...zoneFaults(config),
        ...regionFaults(config, regions),
    ]);
}

function labelOf(config: MachineConfig, key: string): unknown {
    return patched(config, "machine", "nodeLabels", key).at(-1);
}

function zoneFaults(config: MachineConfig): readonly string[] {
    const { machine, title } = config;
    if (machine === undefined) {
        return [`The ${title} must be for a machine of this stack, by one of its addresses.`];
    }
    return machine.host !== undefined && labelOf(config, zone) === machine.host
        ? []
        : [`The ${title} must set the node label ${zone} to the host of the ${machine.title}.`];
}

function regionFaults(
    config: MachineConfig,
    regions: readonly (string | undefined)[],
): readonly string[] {
    const label = labelOf(config, region);
    const agrees = regions.every((told) => told !== undefined && told === label);
    return typeof label === "string" && label !== "" && agrees
        ? []
        : [`The ${config.title} must set the node label ${region} to the volume driver's region.`];
}
