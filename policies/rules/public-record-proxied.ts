import { at, textAt } from "../engine/read";
import type { Resource } from "../engine/resource";
import { judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import { unknownValue, type Value } from "../engine/value";
import { shown } from "../views/kube-object";

/** What the world may look up says nothing of the house. */
export const publicRecordProxied: ResourceRule = {
    id: "CFD-01",
    name: "public-record-proxied",
    description:
        "Public names must lead through Cloudflare, must be spelled out, and must not tell addresses of the house.",
    clause: { section: "Access Control", line: 366 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Publish the app through the tunnel: a CNAME to <tunnel>.cfargotunnel.com with proxied true " +
        "and ttl 1. Names for the house belong into its own DNS.",
    scope: "resource",
    judge,
};

const recordTokens = ["cloudflare:index/dnsRecord:DnsRecord", "cloudflare:index/record:Record"];
/** Records that a browser follows. */
const leading: readonly Value[] = ["A", "AAAA", "CNAME"];

function judge(resource: Resource): Verdict {
    const isPublic =
        recordTokens.includes(resource.type) && leading.includes(at(resource.props, "type"));
    return judgeEach(isPublic ? [{ resource }] : [], () => faults(resource));
}

function faults({ name, props }: Resource): readonly string[] {
    const title = `The public record ${shown(name)} must`;
    const host = textAt(props, "name");
    const content = textAt(props, "content") ?? textAt(props, "value");
    const faults: string[] = [];
    if (at(props, "proxied") !== true) {
        faults.push(`${title} be proxied: set proxied to true.`);
    }
    if (at(props, "ttl") !== 1) {
        faults.push(`${title} leave its time to live to Cloudflare: set ttl to 1.`);
    }
    if (host === undefined || host.includes("*")) {
        faults.push(`${title} name one host in full.`);
    }
    if (content !== undefined && isInner(content)) {
        faults.push(`${title} not tell an address of the house.`);
    }
    if (content === undefined && at(props, "content") !== unknownValue) {
        faults.push(`${title} say where it leads: set content.`);
    }
    return faults;
}

const inner = [
    /^10\./,
    /^127\./,
    /^169\.254\./,
    /^192\.168\./,
    /^172\.(1[6-9]|2\d|3[01])\./,
    /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
    /^(::1|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i,
    /\.(local|lan|internal|home\.arpa)\.?$/i,
];

/** An address of a private network, or a name that only the house knows. */
function isInner(content: string): boolean {
    return inner.some((pattern) => pattern.test(content));
}
