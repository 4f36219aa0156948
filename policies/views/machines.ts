import { at, listAt, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import type { Value } from "../engine/value";
import { shown } from "./kube-object";

/** Both names that the Proxmox provider has given to virtual machines. */
export const machineTokens: readonly string[] = [
    "proxmoxve:index/vmLegacy:VmLegacy",
    "proxmoxve:VM/virtualMachine:VirtualMachine",
];

/** Its other names for them, of which rules can say only that they are not to be lost. */
export const otherMachineTokens: readonly string[] = [
    "proxmoxve:cloned/vm:Vm",
    "proxmoxve:cloned/vmLegacy:VmLegacy",
    "proxmoxve:index/vm:Vm",
    "proxmoxve:index/vm2Legacy:Vm2Legacy",
];

/** A virtual machine that the stack registers. */
export interface Machine {
    readonly resource: Resource;
    /** For messages. */
    readonly title: string;
    /** Name in Proxmox; the resource's own where none is set. */
    readonly name: string;
    /** Proxmox host it stands on. */
    readonly host: string | undefined;
    readonly vmId: Value;
    /** Addresses it is given, in the form `192.168.10.21/24`. */
    readonly addresses: readonly Value[];
    readonly macAddresses: readonly Value[];
}

/** Proxmox tag of machines whose pods have volumes. */
export const volumesTag = "volumes";

/** Proxmox tag of machines that run etcd. */
const controlPlaneTag = "controlplane";

/** Runs etcd and the API server. */
export function isControlPlane({ resource }: Machine): boolean {
    return listAt(resource.props, "tags").includes(controlPlaneTag);
}

/** The virtual machines of the stack. */
export function machinesIn(stack: Stack): readonly Machine[] {
    return stack.resources.flatMap(machineOf);
}

/** The machine that a resource is, if it is one. */
export function machineOf(resource: Resource): readonly Machine[] {
    if (!machineTokens.includes(resource.type)) {
        return [];
    }
    const { props } = resource;
    const name = textAt(props, "name") ?? resource.name;
    return [
        {
            resource,
            title: `virtual machine ${shown(name)}`,
            name,
            host: textAt(props, "nodeName"),
            vmId: at(props, "vmId"),
            addresses: listAt(props, "initialization", "ipConfigs").map((config) =>
                at(config, "ipv4", "address"),
            ),
            macAddresses: listAt(props, "networkDevices").map((device) => at(device, "macAddress")),
        },
    ];
}

/** Whether one of the machine's addresses is this one. */
export function hasAddress(machine: Machine, ip: string): boolean {
    return machine.addresses.some(
        (address) => typeof address === "string" && address.split("/", 1)[0] === ip,
    );
}
