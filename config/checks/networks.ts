import { addressRange, block, overlap } from "../ipv4";
import type { Problem } from "../problem";
import type { Draft } from "../salvage";
import { type Check, nodesOf } from "./check";

interface Network {
    readonly title: string;
    readonly path: readonly string[];
    readonly cidr: string;
}

function networksOf(draft: Draft): readonly Network[] {
    const network = draft.network;
    const all = [
        { title: "the LAN", path: ["network", "lan", "cidr"], cidr: network?.lan?.cidr },
        { title: "the pod network", path: ["network", "podCidr"], cidr: network?.podCidr },
        {
            title: "the service network",
            path: ["network", "serviceCidr"],
            cidr: network?.serviceCidr,
        },
    ];
    return all.flatMap(({ cidr, ...rest }) => (cidr === undefined ? [] : [{ ...rest, cidr }]));
}

function overlaps(networks: readonly Network[]): Problem[] {
    return networks.flatMap((later, index) =>
        networks
            .slice(0, index)
            .filter((earlier) => overlap(block(earlier.cidr), block(later.cidr)))
            .map((earlier) => ({
                path: later.path,
                value: later.cidr,
                message: `overlaps with ${earlier.title}, ${earlier.cidr}. Choose a private network that nothing else uses.`,
            })),
    );
}

// kube-apiserver refuses service networks of more than 20 bits, kube-controller-manager pod networks
// more than 16 bits wider than a node's share, which is a /24.
const prefixes = {
    lan: { min: 8, max: 29 },
    podCidr: { min: 8, max: 24 },
    serviceCidr: { min: 12, max: 24 },
};

function wrongPrefix(path: readonly string[], cidr: string, range: { min: number; max: number }) {
    const { prefix } = block(cidr);
    const wrong = prefix < range.min ? "big" : prefix > range.max ? "small" : undefined;
    const message = `is too ${wrong ?? ""} a network. Use a length from /${range.min} to /${range.max}.`;
    return wrong === undefined ? [] : [{ path, value: cidr, message }];
}

function wrongRange(path: readonly string[], cidr: string, allowed: readonly string[]): Problem[] {
    const range = addressRange(cidr.split("/")[0] ?? "");
    if (allowed.includes(range)) {
        return [];
    }
    const kind = range === "unicast" ? "public" : range.replace(/[A-Z]/g, (letter) => ` ${letter}`);
    const message = `is ${kind.toLowerCase()} address space. Use a private network (10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16).`;
    return [{ path, value: cidr, message }];
}

/** Networks must not overlap and must be of a size and kind that Kubernetes can use. */
export const networks: Check = (draft) => {
    const { lan, podCidr, serviceCidr } = draft.network ?? {};
    const privateOnly = ["private", "carrierGradeNat"];
    const problems = [...overlaps(networksOf(draft))];
    if (lan?.cidr !== undefined) {
        const path = ["network", "lan", "cidr"];
        problems.push(...wrongPrefix(path, lan.cidr, prefixes.lan));
        problems.push(...wrongRange(path, lan.cidr, [...privateOnly, "unicast"]));
    }
    if (serviceCidr !== undefined) {
        const path = ["network", "serviceCidr"];
        problems.push(...wrongPrefix(path, serviceCidr, prefixes.serviceCidr));
        problems.push(...wrongRange(path, serviceCidr, privateOnly));
    }
    if (podCidr !== undefined) {
        const path = ["network", "podCidr"];
        const wrong = wrongPrefix(path, podCidr, prefixes.podCidr);
        problems.push(...wrong, ...wrongRange(path, podCidr, privateOnly));
        const { prefix } = block(podCidr);
        const nodes = nodesOf(draft).length;
        if (wrong.length === 0 && 2 ** (24 - prefix) < nodes) {
            const message = `has room for ${2 ** (24 - prefix)} nodes, a /24 each, and there are ${nodes}. Choose a bigger network.`;
            problems.push({ path, value: podCidr, message });
        }
    }
    return problems;
};
