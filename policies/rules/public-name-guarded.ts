import { at, isAbsent, isEmpty, listAt, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { joinVerdicts, judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { unknownValue, type Value } from "../engine/value";
import { objectsIn, shown } from "../views/kube-object";

/** A name in one of the four lists and not in the others is an open door or a dead one. */
export const publicNameGuarded: StackRule = {
    id: "XLY-05",
    name: "public-name-guarded",
    description:
        "Names that the tunnel leads in must have a route, a public record and a login, and public records must lead into the tunnel.",
    clause: { section: "Access Control", line: 363 },
    severity: "critical",
    level: "mandatory",
    remediation:
        "Declare the app external, so that tunnel, record, login and route come from one list; or " +
        "take the name out of the tunnel.",
    scope: "stack",
    judge,
};

const tokens = {
    tunnel: "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig",
    record: "cloudflare:index/dnsRecord:DnsRecord",
    login: "cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication",
    policy: "cloudflare:index/zeroTrustAccessPolicy:ZeroTrustAccessPolicy",
} as const;

type Names = ReadonlySet<Value>;

interface Login {
    readonly root: Value;
    readonly isGuarded: boolean;
    readonly isOpen: boolean;
}

function judge(stack: Stack): Verdict {
    const byType = (type: string) => stack.resources.filter((resource) => resource.type === type);
    const tunnels = byType(tokens.tunnel);
    const records = byType(tokens.record).filter(({ props }) =>
        ["A", "AAAA", "CNAME"].includes(textAt(props, "type") ?? ""),
    );
    const routed = new Set(
        objectsIn(stack, "gateway.networking.k8s.io", "HTTPRoute", "GRPCRoute").flatMap(
            ({ body }) => listAt(body, "spec", "hostnames"),
        ),
    );
    const published: Names = new Set(records.map(({ props }) => at(props, "name")));
    const logins = loginsIn(byType);
    const opened: Names = new Set<Value>(
        logins.filter(({ isOpen }) => isOpen).map(({ root }) => root),
    );
    const guarded: Names = new Set(
        logins
            .filter(
                ({ root, isGuarded }) =>
                    isGuarded && !opened.has(root) && !opened.has(unknownValue),
            )
            .map(({ root }) => root),
    );
    const led: Names = new Set(
        tunnels.flatMap((tunnel) => ingressesOf(tunnel).map((each) => at(each, "hostname"))),
    );
    return joinVerdicts(
        judgeEach(
            tunnels.map((resource) => ({ resource })),
            ({ resource }) => tunnelFaults(resource, { routed, published, guarded }),
        ),
        judgeEach(
            records
                .filter(({ props }) => tunnels.length > 0 || leadsIntoTunnel(props))
                .map((resource) => ({ resource })),
            ({ resource: { name, props } }) =>
                led.has(at(props, "name"))
                    ? []
                    : [
                          `The public record ${shown(name)} must be of a name that the tunnel leads in, which it is not.`,
                      ],
        ),
    );
}

/** What the logins ask, each with the policies that it was made from. */
function loginsIn(byType: (type: string) => readonly Resource[]): readonly Login[] {
    const policies = byType(tokens.policy);
    const made = new Set(policies.map(({ urn }) => urn));
    const open = new Set(
        policies.filter(({ props }) => letsAnybodyIn(props)).map(({ urn }) => urn),
    );
    return byType(tokens.login).map(({ props, dependencies }): Login => {
        const own = listAt(props, "policies");
        const isOpen = own.some(letsAnybodyIn) || dependencies.some((urn) => open.has(urn));
        // What a policy says that was made elsewhere, nobody can read here.
        const isReadable =
            own.every((policy) => !isEmpty(at(policy, "decision"))) ||
            dependencies.some((urn) => made.has(urn));
        return {
            root: rootOf(at(props, "domain")),
            isGuarded: own.length > 0 && isReadable && !isOpen,
            isOpen,
        };
    });
}

/**
 * A policy of a login that asks nobody who they are, or that cannot be known at preview; single
 * paths below a name may have one.
 */
function letsAnybodyIn(policy: Value): boolean {
    const decision = at(policy, "decision");
    const included: readonly Value[] = [at(policy, "includes"), at(policy, "include")];
    return (
        decision === "bypass" ||
        decision === unknownValue ||
        (decision !== "deny" && included.some(namesEveryone))
    );
}

function namesEveryone(included: Value): boolean {
    return (
        included === unknownValue ||
        listAt(included).some((each) => !isAbsent(at(each, "everyone")))
    );
}

/** To a tunnel, whoever made it. */
function leadsIntoTunnel(record: Value): boolean {
    return /\.cfargotunnel\.com\.?$/.test(textAt(record, "content") ?? "");
}

/** The name, where a login is of all below it: `photos.example.org/*` is no single path. */
function rootOf(domain: Value): Value {
    return typeof domain === "string" ? domain.replace(/\/\**$/, "") : domain;
}

function ingressesOf({ props }: Resource): readonly Value[] {
    const config = at(props, "config");
    return [...listAt(config, "ingresses"), ...listAt(config, "ingressRules")];
}

function tunnelFaults(
    tunnel: Resource,
    lists: Readonly<Record<"routed" | "published" | "guarded", Names>>,
): readonly string[] {
    const title = `The tunnel configuration ${shown(tunnel.name)} must`;
    const ingresses = ingressesOf(tunnel);
    const last = ingresses.at(-1);
    const named = ingresses.filter((each) => !isEmpty(at(each, "hostname")));
    const hosts = new Set<Value>(named.map((each) => at(each, "hostname")));
    return [
        ...(ingresses.length > 0 && /^http_status:[45]\d\d$/.test(textAt(last, "service") ?? "")
            ? []
            : [`${title} end with a refusal of every other name: add service http_status:404.`]),
        ...(ingresses.length - named.length <= 1
            ? []
            : [`${title} name the host of each way but the last.`]),
        ...[...hosts].flatMap((host) =>
            hostFaults(
                title,
                host,
                named.filter((each) => at(each, "hostname") === host),
                lists,
            ),
        ),
    ];
}

function hostFaults(
    title: string,
    host: Value,
    ways: readonly Value[],
    { routed, published, guarded }: Readonly<Record<"routed" | "published" | "guarded", Names>>,
): readonly string[] {
    const name = typeof host === "string" ? shown(host) : "a name that is not known";
    const lacks = [
        ...(routed.has(host) ? [] : ["a route"]),
        ...(published.has(host) ? [] : ["a public record"]),
        ...(guarded.has(host) ? [] : ["a login with a policy"]),
    ];
    const open = ways.filter((way) => isEmpty(at(way, "path")));
    return [
        ...(lacks.length === 0
            ? []
            : [`${title} lead in no name without ${lacks.join(" and ")}: ${name}.`]),
        ...(open.every((way) => at(way, "originRequest", "access", "required") === true)
            ? []
            : [`${title} check the login of ${name} itself: set originRequest.access.required.`]),
        ...(ways.every((way) => at(way, "originRequest", "noTlsVerify") !== true)
            ? []
            : [`${title} verify the gateway's certificate for ${name}: unset noTlsVerify.`]),
    ];
}
