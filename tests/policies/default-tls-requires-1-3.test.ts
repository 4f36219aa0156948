import { defaultTlsRequires13 } from "../../policies/rules/default-tls-requires-1-3";
import { kube, resource, testRule, unknown } from "./support";

const strict = { minVersion: "VersionTLS13", sniStrict: true };
const option = (spec: unknown = strict, metadata: object = {}, name = "option") =>
    kube("traefik.io/v1alpha1:TLSOption", name, { spec }, { name: "default", ...metadata });
const traefik = (kubernetesCRD: unknown = { enabled: true }, rest: object = {}) =>
    resource("kubernetes:helm.sh/v3:Release", "traefik", {
        name: "traefik",
        namespace: "traefik",
        chart: "oci://ghcr.io/traefik/helm/traefik",
        values: { providers: { kubernetesCRD }, ...rest },
    });
const gateway = kube("gateway.networking.k8s.io/v1:Gateway", "edge", { spec: {} });

const optionMust = (what: string, object = "immich/default"): readonly [string, string] => [
    "option",
    `The TLS option ${object} must ${what}.`,
];
const minimum = optionMust("set minVersion to VersionTLS13");
const maximum = optionMust("not set maxVersion below VersionTLS13");
const sni = optionMust("set sniStrict to true, so that unknown host names are refused");
const releaseMust = (what: string): readonly [string, string] => [
    "traefik",
    `The release traefik/traefik must ${what}`,
];
const notRead = releaseMust(
    "set providers.kubernetesCRD.enabled to true: otherwise no TLSOption is read.",
);
const unseen = releaseMust(
    "read TLS options from the namespace of immich/default: correct providers.kubernetesCRD.",
);
const missing =
    "be given a TLSOption named default with minVersion VersionTLS13: without it TLS 1.2 is accepted.";

testRule(defaultTlsRequires13, [
    {
        title: "passes one strict default that Traefik reads",
        stack: [option(), traefik(), gateway],
        judged: ["option", "traefik"],
    },
    {
        title: "passes a default that says its highest version too",
        stack: [option({ ...strict, maxVersion: "VersionTLS13" })],
        judged: ["option"],
    },
    {
        title: "passes Traefik that watches the option's namespace",
        stack: [
            option(),
            traefik({
                enabled: true,
                namespaces: ["traefik", "immich"],
                defaultTLSResourcesNamespace: "immich",
            }),
        ],
        judged: ["option", "traefik"],
    },
    ...["VersionTLS12", "VersionTLS10", "1.3", "", undefined, null, 13, unknown.text].map(
        (minVersion) => ({
            title: `refuses the lowest version ${JSON.stringify(minVersion) || "undefined"}`,
            stack: [option({ ...strict, minVersion })],
            judged: ["option"],
            finds: [minimum],
        }),
    ),
    ...["VersionTLS12", unknown.text, ["VersionTLS13"]].map((maxVersion) => ({
        title: `refuses the highest version ${JSON.stringify(maxVersion)}`,
        stack: [option({ ...strict, maxVersion })],
        judged: ["option"],
        finds: [maximum],
    })),
    ...[undefined, false, "true", unknown.text].map((sniStrict) => ({
        title: `refuses sniStrict ${JSON.stringify(sniStrict) || "undefined"}`,
        stack: [option({ ...strict, sniStrict })],
        judged: ["option"],
        finds: [sni],
    })),
    {
        title: "refuses a specification that is unknown at preview, absent or malformed",
        stack: [option(unknown.object), option(undefined, { name: "other" }), option("x")].map(
            (each, index) => ({ ...each, urn: `urn:option${String(index)}` }),
        ),
        judged: ["option0", "option1", "option2"],
        finds: [
            ["option0", minimum[1]],
            ["option0", maximum[1]],
            ["option0", sni[1]],
            [
                "option0",
                "The TLS option immich/default must be the only one named default, but there are 2: Traefik drops them all. Remove the others.",
            ],
            ["option2", minimum[1]],
            ["option2", sni[1]],
            [
                "option2",
                "The TLS option immich/default must be the only one named default, but there are 2: Traefik drops them all. Remove the others.",
            ],
        ],
    },
    {
        title: "asks no strictness about host names of an option with another name",
        stack: [option({ minVersion: "VersionTLS12" }, { name: "old" })],
        judged: ["option"],
        finds: [optionMust("set minVersion to VersionTLS13", "immich/old")],
    },
    {
        title: "refuses two defaults, in whichever namespaces",
        stack: [option(), option(strict, { namespace: "notes" }, "twin")],
        judged: ["option", "twin"],
        finds: [
            optionMust(
                "be the only one named default, but there are 2: Traefik drops them all. Remove the others",
            ),
            [
                "twin",
                "The TLS option notes/default must be the only one named default, but there are 2: Traefik drops them all. Remove the others.",
            ],
        ],
    },
    {
        title: "refuses Traefik without a default",
        stack: [option(strict, { name: "strict" }), traefik(), gateway],
        judged: ["option", "traefik"],
        finds: [releaseMust(missing)],
    },
    {
        title: "refuses a gateway without a default where Traefik comes from elsewhere",
        stack: [gateway],
        judged: ["edge"],
        finds: [["edge", `The gateway immich/edge must ${missing}`]],
    },
    ...[undefined, { enabled: false }, { enabled: "true" }, { enabled: unknown.text }, "on"].map(
        (provider) => ({
            title: `refuses Traefik with the provider ${JSON.stringify(provider) || "undefined"}`,
            stack: [
                option(),
                resource("kubernetes:helm.sh/v4:Chart", "traefik", {
                    namespace: "traefik",
                    chart: "traefik",
                    values: { providers: { kubernetesCRD: provider } },
                }),
            ],
            judged: ["option", "traefik"],
            finds: [notRead],
        }),
    ),
    {
        title: "refuses Traefik whose values are unknown at preview",
        stack: [option(), traefik(unknown.object)],
        judged: ["option", "traefik"],
        finds: [notRead, unseen],
    },
    {
        title: "refuses a default that Traefik makes from its values",
        stack: [
            option(),
            traefik(undefined, { tlsOptions: { default: {}, strict: {} } }),
            traefik(undefined, { tlsOptions: { strict: {} } }),
        ],
        judged: ["option", "traefik"],
        finds: [
            releaseMust(
                "not make a TLSOption named default from its values: register it as a resource.",
            ),
        ],
    },
    ...[
        { namespaces: ["traefik"] },
        { namespaces: unknown.list },
        { namespaces: "immich" },
        { defaultTLSResourcesNamespace: "traefik" },
        { defaultTLSResourcesNamespace: unknown.text },
    ].map((provider) => ({
        title: `refuses Traefik that reads ${JSON.stringify(provider)}`,
        stack: [option(), traefik({ enabled: true, ...provider })],
        judged: ["option", "traefik"],
        finds: [unseen],
    })),
    {
        title: "has nothing to say about a stack without a gateway",
        stack: [
            kube("core/v1:Service", "default"),
            resource("kubernetes:helm.sh/v3:Release", "app", { chart: "traefik-hub" }),
        ],
        judged: [],
    },
]);
