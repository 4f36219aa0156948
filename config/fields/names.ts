import { z } from "zod";

/**
 * One label of a host name (RFC 1123): what Kubernetes and Proxmox accept as a name.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export const dnsLabel = z
    .string()
    .regex(
        /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
        "is not a DNS label. Use 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends.",
    );

/** Identifier of a Proxmox storage (`parse_storage_id` of pve-storage). */
export const poolId = z
    .string()
    .regex(
        /^[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]$/,
        "is not a Proxmox storage id. Use letters, digits, hyphens, dots and underscores, at least two, a letter first.",
    );

/** Name of a Linux network interface, which is what a Proxmox bridge is. */
export const bridgeName = z
    .string()
    .regex(
        /^[A-Za-z][A-Za-z0-9_.]{0,14}$/,
        "is not a network interface name. Use at most 15 letters, digits, dots and underscores, a letter first, e.g. vmbr0.",
    );

function domainProblem(value: string): string {
    if (value.includes("://")) {
        return "has a scheme. Write the bare domain, e.g. home.example.org.";
    }
    if (/\.local$/i.test(value)) {
        return "ends in .local, which multicast DNS answers. Use a domain you own, e.g. home.example.org.";
    }
    return "is not a domain name. Write two or more lower-case DNS labels with dots between them, e.g. home.example.org.";
}

/** A domain of two or more labels, the last one not a number and not `local` (RFC 6762). */
export const domainName = z
    .string()
    .max(189, "is too long. Use at most 189 characters, so that host names below it stay valid.")
    .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?!local$)[a-z]([a-z0-9-]{0,61}[a-z0-9])$/, {
        error: (issue) => domainProblem(String(issue.input)),
    });

/** A DNS label or domain name, or an IPv4 address: where a server is reached. */
export const serverName = z
    .string()
    .regex(
        /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/,
        "is not a host name or IPv4 address. Write it without scheme, port or path, e.g. pbs.home.example.org.",
    );
