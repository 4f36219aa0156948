import type { ContainerResources } from "../container";
import { gibibytes, type Size } from "../units";

/** What a pod is sure to get of its node: thousandths of a core, and MiB. */
export interface Share {
    readonly cpu: number;
    readonly memory: number;
}

export const nothing: Share = { cpu: 0, memory: 0 };

/**
 * What a container requests.
 *
 * @throws Error when a quantity is not one that this program writes: `100m` or `2`, `64Mi` or `1Gi`.
 */
export function shareOf({ requests }: Pick<ContainerResources, "requests">): Share {
    const [, digits = "", thousandths] = /^(\d+(?:\.\d+)?)(m?)$/.exec(requests.cpu) ?? [];
    if (digits === "") {
        throw new Error(`"${requests.cpu}" is not a part of a core: write 100m, 1 or 1.5`);
    }
    return {
        cpu: Number(digits) * (thousandths === "m" ? 1 : 1000),
        memory: gibibytes(requests.memory as Size) * 1024,
    };
}

export function sum(shares: readonly Share[]): Share {
    return shares.reduce(
        (all, one) => ({ cpu: all.cpu + one.cpu, memory: all.memory + one.memory }),
        nothing,
    );
}

/** The most of each, for containers that run one after the other. */
export function most(shares: readonly Share[]): Share {
    return shares.reduce(
        (all, one) => ({
            cpu: Math.max(all.cpu, one.cpu),
            memory: Math.max(all.memory, one.memory),
        }),
        nothing,
    );
}
