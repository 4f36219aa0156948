import { addressNumber, block, contains } from "../ipv4";
import { pathText, type Problem } from "../problem";
import type { Draft } from "../salvage";
import { lanHolders } from "./address-holders";
import type { Check } from "./check";

const path = ["network", "loadBalancerRange"];

function lanProblems(range: string, lan: string): Problem[] {
    const outer = block(lan);
    const inner = block(range);
    if (!contains(outer, inner)) {
        return [
            { path, value: range, message: `is not inside the LAN, ${lan}. Choose a part of it.` },
        ];
    }
    return [
        { number: outer.first, kind: "network" },
        { number: outer.last, kind: "broadcast" },
    ]
        .filter(({ number }) => contains(inner, number))
        .map(({ kind }) => ({
            path,
            value: range,
            message: `contains the ${kind} address of the LAN, ${lan}. Choose a part without it.`,
        }));
}

function takenProblems(range: string, draft: Draft): Problem[] {
    return lanHolders(draft)
        .filter(({ address }) => contains(block(range), addressNumber(address)))
        .map(({ path: at, address }) => ({
            path,
            value: range,
            message: `contains ${address}, which is ${pathText(at)}. Choose a free part of the LAN.`,
        }));
}

/** The range that services get their addresses from: free, inside the LAN, holding the gateway's. */
export const loadBalancerRange: Check = (draft) => {
    const { lan, loadBalancerRange: range, gatewayAddress } = draft.network ?? {};
    if (range === undefined) {
        return [];
    }
    const problems = lan?.cidr === undefined ? [] : lanProblems(range, lan.cidr);
    problems.push(...takenProblems(range, draft));
    if (gatewayAddress !== undefined && !contains(block(range), addressNumber(gatewayAddress))) {
        problems.push({
            path: ["network", "gatewayAddress"],
            value: gatewayAddress,
            message: `is not in the load balancer range, ${range}. Choose an address of it.`,
        });
    }
    return problems;
};
