/** A node's address with the prefix length of its LAN: `192.168.10.11` in `192.168.10.0/24` to `192.168.10.11/24`. */
export function nodeAddress(ip: string, lanCidr: string): string {
    return `${ip}${lanCidr.slice(lanCidr.indexOf("/"))}`;
}
