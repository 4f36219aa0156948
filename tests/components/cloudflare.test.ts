import type { Recorded } from "../support/record";
import { recordStack, shippedConfig } from "../support/shipped-program";
import { objectsOf, type Tree, unwrapped, valuesOfKey } from "./recorded";

interface Ingress {
    readonly hostname?: string;
    readonly path?: string;
    readonly service: string;
    readonly originRequest?: Tree;
}

/** The shipped homelab with some ways in for Immich. */
function homelabWith(access: object): Promise<readonly Recorded[]> {
    const shipped = shippedConfig();
    const chosen = JSON.parse(shipped["homelab:apps"] ?? "{}") as Record<string, object>;
    const immich = { ...chosen["immich"], access };
    return recordStack({
        ...shipped,
        "homelab:apps": JSON.stringify({ ...chosen, immich }),
    });
}

const ofType = (all: readonly Recorded[], kind: string) =>
    all
        .filter(({ type }) => type.startsWith("cloudflare:") && type.endsWith(`:${kind}`))
        .map(({ name, inputs }) => ({ name, inputs: unwrapped(inputs) as Tree }));
const ingressesOf = (all: readonly Recorded[]) =>
    valuesOfKey(
        ofType(all, "ZeroTrustTunnelCloudflaredConfig")[0]?.inputs,
        "ingresses",
    ).flat() as Ingress[];
/** Decisions of an application's policies, in their order. */
function decisionsOf(all: readonly Recorded[], domain: string): unknown[] {
    const policies = ofType(all, "ZeroTrustAccessPolicy");
    const application = ofType(all, "ZeroTrustAccessApplication").find(
        ({ inputs }) => inputs["domain"] === domain,
    );
    return ((application?.inputs["policies"] ?? []) as { id: string; precedence: number }[])
        .sort((a, b) => a.precedence - b.precedence)
        .map(({ id }) => policies.find(({ name }) => `${name}-id` === id)?.inputs["decision"]);
}

describe("the way in from outside", () => {
    let closed: readonly Recorded[];
    let open: readonly Recorded[];
    let outside: readonly string[];
    let inside: readonly string[];
    beforeAll(async () => {
        closed = await homelabWith({});
        open = await homelabWith({ serviceToken: true, openPaths: ["/api/v1.0/hook"] });
        const namespaces = objectsOf(closed, "Namespace");
        const hosts = (reach: string) =>
            objectsOf(closed, "HTTPRoute")
                .filter(({ namespace }) =>
                    namespaces.some(
                        ({ name, labels }) =>
                            name === namespace && labels["network.homelab/reach"] === reach,
                    ),
                )
                .flatMap(({ spec }) => spec["hostnames"] as string[]);
        outside = hosts("external").sort();
        inside = hosts("internal");
    });

    it("has a public name, through the tunnel, for each external app and for no other", () => {
        expect(outside).toContain("photos.example.org");
        expect(inside).toContain("start.example.org");
        const records = ofType(closed, "DnsRecord").map(({ inputs }) => inputs);
        expect(records.map(({ name }) => String(name)).sort()).toEqual(outside);
        for (const record of records) {
            expect(record).toMatchObject({
                type: "CNAME",
                content: "tunnel-id.cfargotunnel.com",
                proxied: true,
                ttl: 1,
            });
        }
        expect(
            JSON.stringify(closed.filter(({ type }) => type.startsWith("cloudflare:"))),
        ).not.toMatch(new RegExp(inside.join("|").replaceAll(".", "\\.")));
    });

    it("leads to the gateway's entry for it, whose certificate is checked, and nowhere else", () => {
        const ingresses = ingressesOf(closed);
        expect(ingresses.at(-1)).toEqual({ service: "http_status:404" });
        expect(
            ingresses
                .slice(0, -1)
                .map(({ hostname }) => hostname ?? "")
                .sort(),
        ).toEqual(outside);
        for (const { hostname, service, originRequest } of ingresses.slice(0, -1)) {
            expect(service).toBe("https://traefik-tunnel.traefik.svc.cluster.local");
            expect(originRequest).toMatchObject({
                originServerName: hostname,
                noTlsVerify: false,
                access: { required: true, teamName: "example", audTags: ["audience"] },
            });
        }
        const service = objectsOf(closed, "Service").find(({ name }) => name === "traefik-tunnel");
        expect([service?.namespace, service?.spec["type"]]).toEqual(["traefik", "ClusterIP"]);
        expect(service?.spec["ports"]).toEqual([
            { name: "https", port: 443, targetPort: 8444, protocol: "TCP" },
        ]);
    });

    it("asks for a person's login, for every app and every path, unless the owner opens some", () => {
        const domains = ofType(closed, "ZeroTrustAccessApplication").map(({ inputs }) =>
            String(inputs["domain"]),
        );
        expect(domains.sort()).toEqual(outside);
        for (const domain of domains) {
            expect(decisionsOf(closed, domain)).toEqual(["allow"]);
        }
        const people = ofType(closed, "ZeroTrustAccessPolicy").map(
            ({ inputs }) => inputs["includes"],
        );
        expect(people).toEqual([[{ email: { email: "you@example.org" } }]]);
        expect(ofType(closed, "ZeroTrustAccessServiceToken")).toEqual([]);
    });

    it("lets programs with a token in, and anybody on opened paths only", () => {
        expect(decisionsOf(open, "photos.example.org")).toEqual(["allow", "non_identity"]);
        expect(decisionsOf(open, "photos.example.org/api/v1.0/hook")).toEqual(["bypass"]);
        const others = outside.filter((host) => host !== "photos.example.org");
        for (const host of others) {
            expect(decisionsOf(open, host)).toEqual(["allow"]);
        }
        const [first, second] = ingressesOf(open).filter(
            ({ hostname }) => hostname === "photos.example.org",
        );
        expect(first?.originRequest?.["access"]).toBeUndefined();
        const path = new RegExp(first?.path ?? "");
        expect(["/api/v1.0/hook", "/api/v1.0/hook/7"].filter((text) => !path.test(text))).toEqual(
            [],
        );
        expect(
            ["/api/v1.0/hooks", "/api/v1x0/hook", "/x/api/v1.0/hook", "/"].filter((text) =>
                path.test(text),
            ),
        ).toEqual([]);
        expect(second?.path).toBeUndefined();
        expect(second?.originRequest?.["access"]).toMatchObject({ required: true });
    });

    it("takes TLS 1.3 and HTTPS only", () => {
        const settings = Object.fromEntries<unknown>(
            ofType(closed, "ZoneSetting").map(({ inputs }) => [
                String(inputs["settingId"]),
                inputs["value"],
            ]),
        );
        expect(settings).toMatchObject({
            min_tls_version: "1.3",
            tls_1_3: "on",
            ssl: "strict",
            always_use_https: "on",
            security_header: { strict_transport_security: { enabled: true, preload: false } },
        });
    });

    it("is dug by pods that call Cloudflare and the gateway, and that prove themselves with a sealed token", () => {
        const calls = objectsOf(closed, "CiliumNetworkPolicy")
            .filter(({ namespace }) => namespace === "cloudflared")
            .flatMap(({ spec }) => spec["egress"] as { toFQDNs?: Tree[]; toPorts: Tree[] }[])
            .filter(({ toFQDNs }) => toFQDNs !== undefined)
            .map(({ toFQDNs, toPorts }) => [
                valuesOfKey(toFQDNs, "matchName"),
                valuesOfKey(toPorts, "port")[0],
                valuesOfKey(toPorts, "protocol")[0],
            ]);
        const regions = ["region1.v2.argotunnel.com", "region2.v2.argotunnel.com"];
        expect(calls).toEqual([
            [regions, "7844", "TCP"],
            [regions, "7844", "UDP"],
            [["example.cloudflareaccess.com"], "443", "TCP"],
        ]);
        const gateway = objectsOf(closed, "NetworkPolicy").filter(({ spec }) =>
            valuesOfKey(spec, "port").includes(8444),
        );
        expect(gateway.map(({ namespace, name }) => `${namespace}/${name}`).sort()).toEqual([
            "cloudflared/tunnel",
            "traefik/tunnel",
        ]);
        const token = closed.find(({ name }) => name === "cloudflared-token-sealing");
        const [sealed] = valuesOfKey(unwrapped(token?.inputs), "TUNNEL_TOKEN") as string[];
        expect(JSON.parse(Buffer.from(sealed ?? "", "base64").toString())).toEqual({
            a: "0123456789abcdef0123456789abcdef",
            t: "tunnel-id",
            s: Buffer.alloc(32, 7).toString("base64"),
        });
    });

    it("proves the domain with a token that can write entries of its zone, and nothing else", () => {
        const token = ofType(closed, "AccountToken").find(({ name }) =>
            name.endsWith("-dns-token"),
        );
        const [policy, ...others] = (token?.inputs["policies"] ?? []) as Tree[];
        expect(others).toEqual([]);
        expect(JSON.parse(String(policy?.["resources"]))).toEqual({
            "com.cloudflare.api.account.zone.fedcba9876543210fedcba9876543210": "*",
        });
        expect(valuesOfKey(policy?.["permissionGroups"], "id")).toEqual([
            "c8fed203ed3043cba015a93ad1616f1f",
            "4755a26eedb94da69e1066d98aa820be",
        ]);
    });
});
