import { IPv4 } from "ipaddr.js";

/** A run of IPv4 addresses, as numbers, both ends included. */
export interface Block {
    readonly first: number;
    readonly last: number;
    readonly prefix: number;
}

/** An IPv4 address as a number from 0 to 2^32 - 1. */
export function addressNumber(address: string): number {
    return IPv4.parse(address)
        .toByteArray()
        .reduce((number, byte) => number * 256 + byte, 0);
}

/** The addresses a CIDR stands for, wherever in it the written address lies. */
export function block(cidr: string): Block {
    const first = addressNumber(IPv4.networkAddressFromCIDR(cidr).toString());
    const prefix = IPv4.parseCIDR(cidr)[1];
    return { first, last: first + 2 ** (32 - prefix) - 1, prefix };
}

/** The CIDR without host bits: `10.0.0.5/24` becomes `10.0.0.0/24`. */
export function networkCidr(cidr: string): string {
    return `${IPv4.networkAddressFromCIDR(cidr).toString()}/${IPv4.parseCIDR(cidr)[1]}`;
}

/** What the address space is set aside for: `private`, `unicast` (public), `loopback`, `multicast`… */
export function addressRange(address: string): string {
    return IPv4.parse(address).range();
}

export function contains(outer: Block, inner: Block | number): boolean {
    const { first, last } = typeof inner === "number" ? { first: inner, last: inner } : inner;
    return outer.first <= first && last <= outer.last;
}

export function overlap(a: Block, b: Block): boolean {
    return a.first <= b.last && b.first <= a.last;
}
