import { nodeDevices } from "../../catalogue/node-device";
import type { Problem } from "../problem";
import { type Check, nodesOf } from "./check";

/** An option that uses a device of the node needs a worker that has it. */
export const devices: Check = (draft, apps) => {
    const { nodes } = draft.cluster ?? {};
    if (nodes?.every((node) => node !== undefined) !== true) {
        return [];
    }
    const workers = nodesOf(draft).filter(({ item }) => item.role === "worker");
    // Without workers the control planes carry the apps.
    const carriers = workers.length > 0 ? workers : nodesOf(draft);
    const there = new Set(
        carriers.flatMap(({ item }) => nodeDevices.filter((one) => item.devices?.[one])),
    );
    return apps.flatMap((app): Problem[] => {
        const { enabled, options = {} } = draft.apps?.[app.name] ?? {};
        return (app.podSecurityExemptions ?? []).flatMap(({ when, device }): Problem[] =>
            enabled !== true ||
            device === undefined ||
            there.has(device) ||
            options[when.option] !== when.is
                ? []
                : [
                      {
                          path: ["apps", app.name, "options", when.option],
                          value: when.is,
                          message: `needs a worker with a ${device} device. Name it under devices.${device} of a node in homelab:cluster, or turn the option off.`,
                      },
                  ],
        );
    });
};
