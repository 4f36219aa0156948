import { publicNameGuarded } from "../../policies/rules/public-name-guarded";
import { kube, resource, testRule, unknown, verdictOf } from "./support";
import { testChanges } from "./support/changes";

const host = "photos.example.org";
const record = (name = host, type = "CNAME", as = "record") =>
    resource("cloudflare:index/dnsRecord:DnsRecord", as, { name, type });
const people = [{ decision: "allow", includes: [{ email: { email: "a@example.org" } }] }];
const login = (domain: unknown = host, policies: unknown = people) =>
    resource("cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication", "login", {
        domain,
        policies,
    });
const route = (hostnames: unknown = [host]) =>
    kube("gateway.networking.k8s.io/v1:HTTPRoute", "route", { spec: { hostnames } });
const checked = { access: { required: true }, noTlsVerify: false };
const config = {
    ingresses: [
        { hostname: host, path: "^/share", service: "https://gateway", originRequest: {} },
        { hostname: host, service: "https://gateway", originRequest: checked },
        { service: "http_status:404" },
    ],
};
const type = "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig";
const tunnel = (changes: object = {}) =>
    resource(type, "tunnel", { config: { ...config, ...changes } });
const must = "The tunnel configuration tunnel must";
const last = "end with a refusal of every other name: add service http_status:404.";
const access = `check the login of ${host} itself: set originRequest.access.required.`;
const verify = `verify the gateway's certificate for ${host}: unset noTlsVerify.`;

testChanges(
    publicNameGuarded,
    {
        type,
        name: "tunnel",
        props: { config },
        beside: [record(), login(), route()],
        says: must,
    },
    [
        ["passes another refusal", { "config.ingresses[2].service": "http_status:503" }],
        [
            "refuses a way for all other names",
            { "config.ingresses[2].service": "https://gateway" },
            last,
        ],
        [
            "refuses a way without a name",
            { "config.ingresses[0].hostname": undefined },
            "name the host of each way but the last.",
        ],
        ["refuses a way that checks no login", { "config.ingresses[1].originRequest": {} }, access],
        [
            "refuses a login that is not demanded",
            { "config.ingresses[1].originRequest.access.required": false },
            access,
        ],
        [
            "refuses any certificate",
            { "config.ingresses[1].originRequest.noTlsVerify": true },
            verify,
        ],
        [
            "refuses any certificate on an open path",
            { "config.ingresses[0].originRequest.noTlsVerify": true },
            verify,
        ],
        [
            "refuses a name of nothing",
            { "config.ingresses[0].hostname": "other.example.org" },
            "lead in no name without a route and a public record and a login with a policy: other.example.org.",
        ],
    ],
);

const lacks = (what: string) =>
    [["tunnel", `${must} lead in no name without ${what}: ${host}.`]] as const;
testRule(publicNameGuarded, [
    {
        title: "passes a name in all lists",
        stack: [tunnel(), record(), login(), route()],
        judged: ["tunnel", "record"],
    },
    {
        title: "refuses a name without a route",
        stack: [tunnel(), record(), login(), route(["other.example.org"])],
        judged: ["tunnel", "record"],
        finds: lacks("a route"),
    },
    {
        title: "refuses a name without a record",
        stack: [tunnel(), login(), route()],
        judged: ["tunnel"],
        finds: lacks("a public record"),
    },
    ...[login("other.example.org"), login(host, []), login(unknown.text)].map((one, at) => ({
        title: `refuses a name without a login, ${String(at)}`,
        stack: [tunnel(), record(), one, route()],
        judged: ["tunnel", "record"],
        finds: lacks("a login with a policy"),
    })),
    {
        title: "refuses a record of a name that the tunnel does not lead in",
        stack: [tunnel(), record(), login(), route(), record("old.example.org", "A", "old")],
        judged: ["tunnel", "record", "old"],
        finds: [
            [
                "old",
                "The public record old must be of a name that the tunnel leads in, which it is not.",
            ],
        ],
    },
    {
        title: "leaves other sorts of records alone, and records without a tunnel",
        stack: [record("a.example.org", "TXT"), record("b.example.org", "A", "b")],
        judged: [],
    },
    ...["abc.cfargotunnel.com", "abc.cfargotunnel.com."].map((content) => ({
        title: `refuses a record into a tunnel of somebody else's, ${content}`,
        stack: [
            resource("cloudflare:index/dnsRecord:DnsRecord", "record", {
                ...{ name: host, type: "CNAME", content },
            }),
        ],
        judged: ["record"],
        finds: [
            [
                "record",
                "The public record record must be of a name that the tunnel leads in, which it is not.",
            ],
        ] as const,
    })),
    ...[[], unknown.list, "malformed", undefined].map((ingresses) => ({
        title: `refuses ways that are ${JSON.stringify(ingresses)}`,
        stack: [tunnel({ ingresses })],
        judged: ["tunnel"],
        finds: [["tunnel", `${must} ${last}`]] as const,
    })),
]);

const policy = (props: object, name = "policy") =>
    resource("cloudflare:index/zeroTrustAccessPolicy:ZeroTrustAccessPolicy", name, props);
const lookedAfter = (domain: string) =>
    resource(
        "cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication",
        "login",
        { domain, policies: [{ id: unknown.text }] },
        { dependsOn: ["policy"] },
    );
const noLogin: readonly [string, string] = [
    "tunnel",
    `${must} lead in no name without a login with a policy: ${host}.`,
];
const family = [{ email: { email: "a@example.org" } }];
testRule(publicNameGuarded, [
    ...(
        [
            ["passes a policy for the family", { decision: "allow", includes: family }, true],
            [
                "passes one that turns everybody away",
                { decision: "deny", includes: [{ everyone: {} }] },
                true,
            ],
            [
                "refuses one that lets everybody pass",
                { decision: "bypass", includes: family },
                false,
            ],
            [
                "refuses one that allows everybody",
                { decision: "allow", includes: [{ everyone: {} }] },
                false,
            ],
            [
                "refuses one that allows everybody beside the family",
                { decision: "allow", includes: [...family, { everyone: {} }] },
                false,
            ],
            [
                "refuses one that asks everybody nothing",
                { decision: "non_identity", include: [{ everyone: {} }] },
                false,
            ],
        ] as const
    ).map(([title, props, isGuarded]) => ({
        title,
        stack: [tunnel(), record(), route(), policy(props), lookedAfter(host)],
        judged: ["tunnel", "record"],
        finds: isGuarded ? [] : [noLogin],
    })),
    {
        title: "refuses an open policy that is written into the login",
        stack: [tunnel(), record(), route(), login(host, [{ decision: "bypass" }])],
        judged: ["tunnel", "record"],
        finds: [noLogin],
    },
    {
        title: "leaves open policies alone that no login of a name has",
        stack: [
            tunnel(),
            record(),
            route(),
            policy({ decision: "bypass" }, "anybody"),
            policy({ decision: "allow", includes: family }),
            lookedAfter(host),
        ],
        judged: ["tunnel", "record"],
    },
    {
        title: "leaves a single path open",
        stack: [
            tunnel(),
            record(),
            route(),
            login(),
            policy({ decision: "bypass" }),
            { ...lookedAfter(`${host}/webhook`), urn: "urn:path" },
        ],
        judged: ["tunnel", "record"],
    },
]);

describe("public-name-guarded", () => {
    const bypass = [{ decision: "bypass" }];
    const application = (domain: unknown, policies: unknown) => ({
        ...login(domain, policies),
        urn: "urn:other",
    });
    const findings = (...logins: ReturnType<typeof login>[]) =>
        verdictOf(publicNameGuarded, [tunnel(), record(), route(), ...logins]).findings;
    const refusal = [{ urn: "urn:tunnel", message: noLogin[1] }];

    test.each([host, `${host}/`, `${host}/*`])(
        "refuses an open application for %s beside a login",
        (domain) => {
            expect(findings(login(), application(domain, bypass))).toEqual(refusal);
            expect(findings(application(domain, bypass), login())).toEqual(refusal);
        },
    );
    test.each([`${host}/webhook`, `${host}/webhook/*`, "other.example.org", 7])(
        "leaves an open application for %j alone beside a login",
        (domain) => {
            expect(findings(login(), application(domain, bypass))).toEqual([]);
        },
    );
    test.each([
        [[{ id: "made-elsewhere" }]],
        [["made-elsewhere"]],
        [[...people, { id: "made-elsewhere" }]],
    ])("refuses policies that nobody can read here, %j", (policies) => {
        expect(findings(login(host, policies))).toEqual(refusal);
    });
    test("refuses an open application whose name is not known", () => {
        expect(findings(login(), application(unknown.text, bypass))).toEqual(refusal);
        expect(findings(login(), application(unknown.text, people))).toEqual([]);
    });
    test.each([
        { decision: unknown.text, includes: family },
        { decision: "allow", includes: unknown.list },
        { decision: "allow", include: unknown.list },
        { decision: "allow", includes: [unknown.object] },
        { decision: "allow", includes: [{ everyone: unknown.object }] },
    ])("refuses a policy that is not known, %#", (props) => {
        expect(findings(policy(props), lookedAfter(host))).toEqual(refusal);
        expect(findings(login(host, [props]))).toEqual(refusal);
    });
    test.each([
        { decision: "deny", includes: unknown.list },
        { decision: "allow", includes: [{ serviceToken: { tokenId: unknown.text } }] },
        { decision: "allow", includes: [{ everyone: null }] },
        { decision: "allow", includes: "malformed" },
    ])("passes a policy that is known to ask, %#", (props) => {
        expect(findings(policy(props), lookedAfter(host))).toEqual([]);
    });
    test("takes a login of everything below a name for one of the name", () => {
        expect(findings(login(`${host}/*`))).toEqual([]);
        expect(findings(login(`${host}/webhook`))).toEqual(refusal);
    });
    test.each([undefined, null, "malformed", {}, unknown.list])(
        "refuses a login whose policies are %j",
        (policies) => {
            expect(findings({ ...login(), props: { domain: host, policies } })).toEqual(refusal);
        },
    );
});
