import { z } from "zod";
import { networkCidr } from "../ipv4";

const octet = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const address = `${octet}(\\.${octet}){3}`;
const prefix = "([0-9]|[12][0-9]|3[0-2])";

function addressProblem(value: string): string {
    if (value.includes(":")) {
        return "is IPv6 or has a port; only plain IPv4 is supported. Write four numbers, e.g. 192.168.10.21.";
    }
    if (value.includes("/")) {
        return "has a prefix length. Write the address alone, e.g. 192.168.10.21.";
    }
    return "is not an IPv4 address. Write four numbers from 0 to 255 without leading zeros, e.g. 192.168.10.21.";
}

function cidrProblem(value: string): string {
    if (value.includes(":")) {
        return "is IPv6; only IPv4 is supported. Write an IPv4 network, e.g. 192.168.10.0/24.";
    }
    if (!value.includes("/")) {
        return "has no prefix length. Write the network and its length, e.g. 192.168.10.0/24.";
    }
    return "is not an IPv4 network. Write four numbers from 0 to 255 and a length from 0 to 32, e.g. 192.168.10.0/24.";
}

const addressPattern = new RegExp(`^${address}$`);
const cidrPattern = new RegExp(`^${address}/${prefix}$`);

/** An IPv4 address in dotted decimal. */
export const ipv4 = z
    .string()
    .regex(addressPattern, { error: (issue) => addressProblem(String(issue.input)) });

/** An IPv4 network with its prefix length and no host bits. */
export const cidr = z
    .string()
    .regex(cidrPattern, { error: (issue) => cidrProblem(String(issue.input)), abort: true })
    .refine((value) => networkCidr(value) === value, {
        error: (issue) => {
            const network = networkCidr(String(issue.input));
            return `has host bits set: the address is not the network's first. Write ${network}.`;
        },
    });

/** A unicast MAC address, colons between the bytes. */
export const mac = z
    .string()
    .regex(
        /^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$/,
        "is not a MAC address. Write six bytes in hexadecimal with colons between them, e.g. BC:24:11:00:00:21.",
    )
    .refine((value) => /^[0-9a-f][02468ace]:/i.test(value) && !/^[0:]+$/.test(value), {
        error: "is not the address of one machine. Use a unicast one: the second digit even, not all zeros, e.g. BC:24:11:00:00:21.",
        when: (payload) => payload.issues.length === 0,
    });
