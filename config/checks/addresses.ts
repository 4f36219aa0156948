import { addressNumber, block, contains } from "../ipv4";
import { pathText, type Problem } from "../problem";
import type { Draft } from "../salvage";
import {
    type AddressHolder,
    apiHolder,
    dnsHolders,
    gatewayHolder,
    lanHolders,
} from "./address-holders";
import type { Check } from "./check";

function shared(all: readonly AddressHolder[]): Problem[] {
    return all.flatMap(({ path, value, address }, index) => {
        const first = all.slice(0, index).find((other) => other.address === address);
        if (first === undefined) {
            return [];
        }
        const message = `is used already at ${pathText(first.path)}. Choose a free address of the LAN.`;
        return [{ path, value, message }];
    });
}

function offLan(all: readonly AddressHolder[], lan: string): Problem[] {
    const { first, last } = block(lan);
    return all.flatMap(({ path, value, address }) => {
        const number = addressNumber(address);
        if (number < first || number > last) {
            return [
                { path, value, message: `is not in the LAN, ${lan}. Choose an address of it.` },
            ];
        }
        if (number > first && number < last) {
            return [];
        }
        const kind = number === first ? "network" : "broadcast";
        const message = `is the ${kind} address of the LAN, ${lan}. Choose one between.`;
        return [{ path, value, message }];
    });
}

/** Servers outside the cluster that it could not reach, since it takes their address for its own. */
function shadowed(draft: Draft): Problem[] {
    const { podCidr, serviceCidr, loadBalancerRange } = draft.network ?? {};
    const taken = [
        { title: "the pod network", cidr: podCidr },
        { title: "the service network", cidr: serviceCidr },
        { title: "the load balancer range", cidr: loadBalancerRange },
    ];
    return [...apiHolder(draft), ...dnsHolders(draft)].flatMap(({ path, value, address }) =>
        taken.flatMap(({ title, cidr }) => {
            if (cidr === undefined || !contains(block(cidr), addressNumber(address))) {
                return [];
            }
            const message = `is in ${title}, ${cidr}, so the cluster cannot reach it. Change one of the two.`;
            return [{ path, value, message }];
        }),
    );
}

/** One address has one holder, each is a usable one of the LAN, and servers can be reached. */
export const addresses: Check = (draft) => {
    const onLan = [...gatewayHolder(draft), ...lanHolders(draft)];
    const lan = draft.network?.lan?.cidr;
    return [
        ...shared([...apiHolder(draft), ...lanHolders(draft), ...gatewayHolder(draft)]),
        ...(lan === undefined ? [] : offLan(onLan, lan)),
        ...shadowed(draft),
    ];
};
