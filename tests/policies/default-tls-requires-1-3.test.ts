import { defaultTlsRequires13 } from "../../policies/rules/default-tls-requires-1-3";
import { kube, resource, testRule, unknown } from "./support";

const strict = { minVersion: "VersionTLS13", sniStrict: true };
const option = (spec: unknown, name = "default", resourceName = "tls") =>
    kube("traefik.io/v1alpha1:TLSOption", resourceName, { spec }, { name, namespace: "traefik" });
const traefik = (values: unknown = { providers: { kubernetesCRD: { enabled: true } } }) =>
    resource("kubernetes:helm.sh/v3:Release", "proxy", {
        name: "traefik",
        namespace: "traefik",
        chart: "traefik",
        values,
    });
const gateway = kube("gateway.networking.k8s.io/v1:Gateway", "house", { spec: {} });

const minVersion = ["tls", "The TLS option traefik/default must set minVersion to VersionTLS13."];
const sniStrict = [
    "tls",
    "The TLS option traefik/default must set sniStrict to true, so that unknown host names are refused.",
];
type Finding = readonly [string, string];
const missing = (name: string, title: string): Finding => [
    name,
    `The ${title} must be given a TLSOption named default with minVersion VersionTLS13: without it TLS 1.2 is accepted.`,
];
const double = (name: string): Finding => [
    name,
    "The TLS option traefik/default must be the only one named default, but there are 2: Traefik drops them all. Remove the others.",
];
const crd: Finding = [
    "proxy",
    "The release traefik/traefik must set providers.kubernetesCRD.enabled to true: otherwise no TLSOption is read.",
];
const unseen: Finding = [
    "proxy",
    "The release traefik/traefik must read TLS options from the namespace of traefik/default: correct providers.kubernetesCRD.",
];

testRule(defaultTlsRequires13, [
    {
        title: "passes one strict default that Traefik reads",
        stack: [option(strict), traefik(), gateway],
        judged: ["tls", "proxy"],
    },
    { title: "judges nothing where nothing ends TLS", stack: [], judged: [] },
    {
        title: "refuses TLS 1.2",
        stack: [option({ ...strict, minVersion: "VersionTLS12" })],
        judged: ["tls"],
        finds: [minVersion as unknown as Finding],
    },
    ...[undefined, null, {}, [], 13, "1.3", unknown.text].map((each) => ({
        title: `refuses the minimum ${JSON.stringify(each)}`,
        stack: [option({ ...strict, minVersion: each })],
        judged: ["tls"],
        finds: [minVersion as unknown as Finding],
    })),
    {
        title: "refuses an option without a specification",
        stack: [option(undefined)],
        judged: ["tls"],
        finds: [minVersion, sniStrict] as unknown as Finding[],
    },
    {
        title: "refuses a maximum below 1.3",
        stack: [option({ ...strict, maxVersion: "VersionTLS12" })],
        judged: ["tls"],
        finds: [
            ["tls", "The TLS option traefik/default must not set maxVersion below VersionTLS13."],
        ],
    },
    {
        title: "passes the maximum 1.3",
        stack: [option({ ...strict, maxVersion: "VersionTLS13" })],
        judged: ["tls"],
    },
    {
        title: "refuses unknown host names being answered",
        stack: [option({ minVersion: "VersionTLS13" })],
        judged: ["tls"],
        finds: [sniStrict as unknown as Finding],
    },
    {
        title: "asks other options for 1.3 only",
        stack: [option({ minVersion: "VersionTLS13" }, "modern")],
        judged: ["tls"],
    },
    {
        title: "refuses two defaults, of which Traefik takes none",
        stack: [option(strict), option(strict, "default", "again")],
        judged: ["tls", "again"],
        finds: [double("tls"), double("again")],
    },
    {
        title: "refuses Traefik without a default",
        stack: [traefik(), option(strict, "modern")],
        judged: ["proxy", "tls"],
        finds: [missing("proxy", "release traefik/traefik")],
    },
    {
        title: "refuses a gateway without a default where Traefik is not in the stack",
        stack: [gateway],
        judged: ["house"],
        finds: [missing("house", "gateway immich/house")],
    },
    ...[{}, null, { providers: { kubernetesCRD: { enabled: false } } }, "malformed"].map(
        (values) => ({
            title: `refuses Traefik that reads no options: ${JSON.stringify(values)}`,
            stack: [option(strict), traefik(values)],
            judged: ["tls", "proxy"],
            finds: [crd],
        }),
    ),
    {
        title: "refuses a default from the chart's values",
        stack: [
            option(strict),
            traefik({
                providers: { kubernetesCRD: { enabled: true } },
                tlsOptions: { default: strict },
            }),
        ],
        judged: ["tls", "proxy"],
        finds: [
            [
                "proxy",
                "The release traefik/traefik must not make a TLSOption named default from its values: register it as a resource.",
            ],
        ],
    },
    ...[
        { namespaces: ["web"] },
        { defaultTLSResourcesNamespace: "web" },
        { namespaces: [unknown.text] },
    ].map((each) => ({
        title: `refuses Traefik that looks elsewhere: ${JSON.stringify(each)}`,
        stack: [
            option(strict),
            traefik({ providers: { kubernetesCRD: { enabled: true, ...each } } }),
        ],
        judged: ["tls", "proxy"],
        finds: [unseen],
    })),
]);
