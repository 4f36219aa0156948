/**
 * Devices that Proxmox can pass on to a machine: `graphics` encodes video, `radio` is a stick with a
 * serial port.
 */
export const nodeDevices = ["graphics", "radio"] as const;

export type NodeDevice = (typeof nodeDevices)[number];

/** Labels of the nodes that have these devices; a pod that needs one selects by them. */
export function deviceLabels(devices: readonly NodeDevice[]): Readonly<Record<string, "true">> {
    return Object.fromEntries(
        devices.map((device) => [`device.homelab/${device}`, "true"] as const),
    );
}
