import { tunnelLeadsHome } from "../../../policies/audit/checks/tunnel-leads-home";
import { checked, type Stored } from "./state";

const tunnel: Stored = {
    type: "cloudflare:index/zeroTrustTunnelCloudflared:ZeroTrustTunnelCloudflared",
    name: "tunnel",
    id: "abc",
};

const rule = (changes: object = {}) => ({
    ...{ hostname: "photos.example.org", service: "https://gateway" },
    originRequest: { noTlsVerify: false },
    ...changes,
});
const last = { service: "http_status:404" };

function config(ingresses: readonly object[] = [rule(), last], tunnelId = "abc"): Stored {
    return {
        type: "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig",
        name: "config",
        inputs: { tunnelId, config: { ingresses } },
    };
}

function record(changes: object = {}): Stored {
    return {
        type: "cloudflare:index/dnsRecord:DnsRecord",
        name: "photos",
        inputs: { name: "photos.example.org", content: "abc.cfargotunnel.com", ...changes },
    };
}

const of = (...resources: readonly Stored[]) => checked(tunnelLeadsHome, resources);

test("a name that leads into the stack's tunnel, which knows it", () => {
    expect(of(tunnel, config(), record())).toEqual({ judged: ["photos", "config"], says: [] });
});

test.each<[string, readonly Stored[], readonly string[]]>([
    [
        "a name that leads into a tunnel of somebody else",
        [tunnel, config(), record({ content: "xyz.cfargotunnel.com" })],
        ["The DNS record photos must lead into a tunnel of this stack."],
    ],
    [
        "a name that the tunnel does not know",
        [tunnel, config([last]), record()],
        ["The DNS record photos must have a host name that the tunnel knows."],
    ],
    [
        "a configuration of another tunnel",
        [tunnel, config([rule(), last], "xyz"), record()],
        ["The tunnel configuration config must be of a tunnel of this stack."],
    ],
    [
        "a tunnel that answers every name",
        [tunnel, config([rule(), { service: "https://gateway" }]), record()],
        [
            "The tunnel configuration config must end with a rule that answers all other names with an error.",
        ],
    ],
    [
        "a way inside without TLS",
        [tunnel, config([rule({ service: "http://gateway" }), last]), record()],
        ["The tunnel configuration config must reach photos.example.org by HTTPS, checked."],
    ],
    [
        "a way inside that takes any certificate",
        [tunnel, config([rule({ originRequest: { noTlsVerify: true } }), last]), record()],
        ["The tunnel configuration config must reach photos.example.org by HTTPS, checked."],
    ],
    [
        "no tunnel at all",
        [record()],
        [
            "The DNS record photos must lead into a tunnel of this stack.",
            "The DNS record photos must have a host name that the tunnel knows.",
        ],
    ],
])("%s", (_title, resources, expected) => {
    expect(of(...resources).says).toEqual(expected);
});

test("names that lead elsewhere are none of its business", () => {
    expect(of(tunnel, record({ content: "203.0.113.7" })).judged).toEqual([]);
});
