import { at, listAt, textAt } from "../../engine/read";
import type { Resource } from "../../engine/resource";
import { joinVerdicts, judgeEach } from "../../engine/rule";
import { shown } from "../../views/kube-object";
import type { ExportedState } from "../../state/exported-state";
import type { StateCheck } from "../check";

const types = {
    tunnel: "cloudflare:index/zeroTrustTunnelCloudflared:ZeroTrustTunnelCloudflared",
    config: "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig",
    record: "cloudflare:index/dnsRecord:DnsRecord",
};
/** Names that Cloudflare answers with a tunnel. */
const suffix = ".cfargotunnel.com";

/** Names in the public DNS lead into the stack's own tunnel, and the tunnel knows them. */
export const tunnelLeadsHome: StateCheck = {
    id: "AUD-04",
    name: "tunnel-leads-home",
    description:
        "Public names must lead into this stack's tunnel, which must know each of them, check the gateway's certificate, and answer no other.",
    clause: { section: "Encryption in Transit", line: 353 },
    severity: "high",
    level: "mandatory",
    remediation: "Run `pulumi refresh`, then `make up`.",
    judge: (state) => {
        const of = (type: string) => state.stack.resources.filter((one) => one.type === type);
        const tunnels = new Set(of(types.tunnel).map((one) => idOf(one, state)));
        const served = new Set(of(types.config).flatMap(hostnamesOf));
        const records = of(types.record).filter(({ props }) =>
            textAt(props, "content")?.endsWith(suffix),
        );
        return joinVerdicts(
            judgeEach(asSubjects(records), ({ resource }) =>
                recordFaults(resource, tunnels, served),
            ),
            judgeEach(asSubjects(of(types.config)), ({ resource }) =>
                configFaults(resource, tunnels),
            ),
        );
    },
};

function asSubjects(resources: readonly Resource[]) {
    return resources.map((resource) => ({ resource }));
}

/** What the provider calls a tunnel; its id is among the outputs of some releases only. */
function idOf({ urn }: Resource, state: ExportedState): string | undefined {
    return state.ids.get(urn) ?? textAt(state.outputs.get(urn), "id");
}

function hostnamesOf({ props }: Resource): readonly string[] {
    return listAt(props, "config", "ingresses").flatMap((rule) => textAt(rule, "hostname") ?? []);
}

function recordFaults(
    { name, props }: Resource,
    tunnels: ReadonlySet<string | undefined>,
    served: ReadonlySet<string>,
): readonly string[] {
    const title = `The DNS record ${shown(name)} must`;
    const target = textAt(props, "content")?.slice(0, -suffix.length);
    const hostname = textAt(props, "name");
    return [
        ...(tunnels.has(target) ? [] : [`${title} lead into a tunnel of this stack.`]),
        ...(hostname !== undefined && served.has(hostname)
            ? []
            : [`${title} have a host name that the tunnel knows.`]),
    ];
}

function configFaults(
    { name, props }: Resource,
    tunnels: ReadonlySet<string | undefined>,
): readonly string[] {
    const title = `The tunnel configuration ${shown(name)} must`;
    const rules = listAt(props, "config", "ingresses");
    const inward = rules.filter((rule) => textAt(rule, "hostname") !== undefined);
    const last = textAt(rules.at(-1), "service");
    return [
        ...(tunnels.has(textAt(props, "tunnelId"))
            ? []
            : [`${title} be of a tunnel of this stack.`]),
        ...(last?.startsWith("http_status:") === true
            ? []
            : [`${title} end with a rule that answers all other names with an error.`]),
        ...inward
            .filter(
                (rule) =>
                    textAt(rule, "service")?.startsWith("https://") !== true ||
                    at(rule, "originRequest", "noTlsVerify") === true,
            )
            .map(
                (rule) =>
                    `${title} reach ${shown(textAt(rule, "hostname") ?? "")} by HTTPS, checked.`,
            ),
    ];
}
