import type { HomelabConfig } from "../../../config/schema";
import type { End } from "./network";

/** An address outside of the pods' network, and what it stands for. */
export interface Place extends End {
    readonly name: string;
    readonly address: string;
    /** What else is the same; the name that the configuration has for devices. */
    readonly kind: string;
    readonly inHouse: boolean;
}

/** One address for each place that traffic can come from or go to, of those the house has. */
export function placesOf({
    cluster,
    network,
}: Pick<HomelabConfig, "cluster" | "network">): readonly Place[] {
    const place = (name: string, address: string, kind = name, inHouse = true): Place => ({
        ...{ name, address, kind, inHouse },
    });
    return [
        ...cluster.nodes.map(({ name, ip, role }) =>
            place(name, ip, role === "controlplane" ? "a control plane" : "a worker"),
        ),
        ...Object.entries(network.devices).flatMap(([name, cidrs]) =>
            cidrs.map((cidr) => place(cidr, cidr.split("/")[0] ?? "", name)),
        ),
        place("the router", network.lan.gateway),
        // Those that certificates' proofs are looked up at.
        ...["1.1.1.1", "9.9.9.9"].map((address) =>
            place(address, address, "public name servers", false),
        ),
        // Of a range for documentation: nobody's.
        place("a stranger", "203.0.113.7", "a stranger", false),
    ];
}
