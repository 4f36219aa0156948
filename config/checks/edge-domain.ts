import { pathText, type Problem } from "../problem";
import type { Check } from "./check";

/**
 * The house's domain lies in its zone at Cloudflare, and names that are reached from outside are
 * covered by the certificate shown there: the free one covers a single level below the zone.
 *
 * @see https://developers.cloudflare.com/ssl/edge-certificates/universal-ssl/limitations/
 */
export const edgeDomain: Check = (draft, apps) => {
    const { domain, cloudflare } = draft;
    const zone = cloudflare?.zone;
    if (domain === undefined || zone === undefined || domain === zone) {
        return [];
    }
    if (!domain.endsWith(`.${zone}`)) {
        const message = `does not hold ${pathText(["domain"])}, ${domain}. Name the zone that it lies in.`;
        return [{ path: ["cloudflare", "zone"], value: zone, message }];
    }
    const outside = apps.filter(
        ({ name, reach }) => reach?.audience === "external" && draft.apps?.[name]?.enabled === true,
    );
    if (outside.length === 0 || cloudflare?.edgeCertificate !== "universal") {
        return [];
    }
    const setting = pathText(["cloudflare", "edgeCertificate"]);
    const message = `has names two levels below the zone ${zone}, which Cloudflare's free certificate does not cover, and ${outside[0]?.name ?? ""} is reached from outside. Set it to ${zone}, or ${setting} to advanced.`;
    return [{ path: ["domain"], value: domain, message }] satisfies Problem[];
};
