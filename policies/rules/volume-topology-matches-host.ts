import { at, isEmpty, textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { joinVerdicts, judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { type KubeObject, shown } from "../views/kube-object";
import { type MachineConfig, machineConfigs, patched } from "../views/machine-configs";
import { machinesIn } from "../views/machines";
import { storageClasses, topologiesOf, topologyKeys } from "../views/storage-class";

/** The volume driver finds a node's host by two labels; one letter off, and every pod waits for ever. */
export const volumeTopologyMatchesHost: StackRule = {
    id: "XLY-01",
    name: "volume-topology-matches-host",
    description:
        "Node labels must name the Proxmox host that the machine stands on, and the region that the volume driver is told; storage classes must limit their volumes to such places alone.",
    clause: { section: "Persistent Volume Provisioning", line: 127 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Set topology.kubernetes.io/zone to the machine's nodeName and topology.kubernetes.io/region " +
        "to the region in the volume driver's configuration, and the same in each of a class's " +
        "allowedTopologies: the driver makes nothing where one of the two is missing.",
    scope: "stack",
    judge,
};

const driverToken = "homelab:platform:ProxmoxCsi";
const { region, zone } = topologyKeys;

function judge(stack: Stack): Verdict {
    const regions = stack.resources
        .filter(({ type }) => type === driverToken)
        .map(({ props }) => textAt(props, "region"));
    const hosts = machinesIn(stack).map(({ host }) => host);
    return joinVerdicts(
        judgeEach(machineConfigs(stack), (config) => [
            ...zoneFaults(config),
            ...regionFaults(config, regions),
        ]),
        judgeEach(
            storageClasses(stack).filter(({ body }) => !isEmpty(at(body, "allowedTopologies"))),
            (storageClass) => classFaults(storageClass, regions, hosts),
        ),
    );
}

function classFaults(
    storageClass: KubeObject,
    regions: readonly (string | undefined)[],
    hosts: readonly (string | undefined)[],
): readonly string[] {
    const topologies = topologiesOf(storageClass) ?? [{ regions: [], zones: [] }];
    const sound = topologies.every(
        (term) =>
            term.regions.length === 1 &&
            regions.every((told) => told !== undefined && told === term.regions[0]) &&
            term.zones.length > 0 &&
            term.zones.every((zone) => typeof zone === "string" && hosts.includes(zone)),
    );
    return sound
        ? []
        : [
              `The storage class ${shown(storageClass.name)} must name the volume driver's region and ` +
                  "hosts of this stack's machines in each of its allowedTopologies.",
          ];
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
