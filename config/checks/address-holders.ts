import type { ConfigPath } from "../problem";
import type { Draft } from "../salvage";
import { nodesOf } from "./check";

/** Something that has one IPv4 address for itself. */
export interface AddressHolder {
    readonly path: ConfigPath;
    /** What is written at the path; a URL holds more than the address. */
    readonly value: string;
    readonly address: string;
}

function holder(path: ConfigPath, address: string | undefined): AddressHolder[] {
    return address === undefined ? [] : [{ path, value: address, address }];
}

/** The Proxmox API, when it is written as an address: it may be outside the LAN. */
export function apiHolder(draft: Draft): readonly AddressHolder[] {
    const value = draft.proxmox?.endpoint;
    const address = value && /^https:\/\/([0-9]+(?:\.[0-9]+){3})(?=[:/]|$)/.exec(value)?.[1];
    return value && address ? [{ path: ["proxmox", "endpoint"], value, address }] : [];
}

/** The router, the shared API address and the nodes: they are on the LAN before the cluster is. */
export function lanHolders(draft: Draft): readonly AddressHolder[] {
    return [
        ...holder(["network", "lan", "gateway"], draft.network?.lan?.gateway),
        ...holder(["cluster", "endpoint"], draft.cluster?.endpoint),
        ...nodesOf(draft).flatMap(({ at, item }) => holder([...at, "ip"], item.ip)),
    ];
}

/** The gateway, whose address the cluster announces. */
export function gatewayHolder(draft: Draft): readonly AddressHolder[] {
    return holder(["network", "gatewayAddress"], draft.network?.gatewayAddress);
}

/** The DNS servers, which may be shared with another holder: often the router is one. */
export function dnsHolders(draft: Draft): readonly AddressHolder[] {
    const servers = draft.network?.lan?.dns ?? [];
    return servers.flatMap((server, index) => holder(["network", "lan", "dns", index], server));
}
