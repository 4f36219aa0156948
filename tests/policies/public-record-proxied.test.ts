import { publicRecordProxied } from "../../policies/rules/public-record-proxied";
import { resource, testRule, unknown } from "./support";
import { testChanges } from "./support/changes";

const props = {
    name: "photos.example.org",
    type: "CNAME",
    content: "tunnel.cfargotunnel.com",
    proxied: true,
    ttl: 1,
};
const proxied = "be proxied: set proxied to true.";
const inner = "not tell an address of the house.";
const host = "name one host in full.";

testChanges(
    publicRecordProxied,
    {
        type: "cloudflare:index/dnsRecord:DnsRecord",
        name: "photos",
        props,
        says: "The public record photos must",
    },
    [
        ["passes a tunnel that is not known yet", { content: unknown.text }],
        ["passes a public address", { type: "A", content: "203.0.113.9" }],
        ["refuses a record that is not proxied", { proxied: false }, proxied],
        ["refuses one that says nothing of it", { proxied: undefined }, proxied],
        ["refuses one that nobody knows of", { proxied: unknown.text }, proxied],
        [
            "refuses a time to live of its own",
            { ttl: 300 },
            "leave its time to live to Cloudflare: set ttl to 1.",
        ],
        ["refuses a wildcard", { name: "*.example.org" }, host],
        ["refuses a name that is not known", { name: unknown.text }, host],
        ["refuses no content", { content: undefined }, "say where it leads: set content."],
        ...[
            ...["10.0.0.1", "192.168.1.5", "172.16.0.1", "172.31.9.9", "127.0.0.1", "169.254.1.1"],
            ...["100.64.0.1", "fd00::1", "fe80::1", "::1", "photos.home.arpa", "nas.local"],
        ].map((content) => [`refuses ${content}`, { content }, inner] as const),
        ...["172.32.0.1", "100.128.0.1", "11.0.0.1", "2606:4700::1", "local.example.org"].map(
            (content) => [`passes ${content}`, { content }] as const,
        ),
    ],
);

testRule(publicRecordProxied, [
    {
        title: "leaves records alone that no browser follows",
        stack: [
            resource("cloudflare:index/dnsRecord:DnsRecord", "text", { type: "TXT", content: "a" }),
        ],
        judged: [],
    },
]);
