import { certificateRequestSound } from "../../policies/rules/certificate-request-sound";
import { kube, testRule, unknown } from "./support";
import { testChanges } from "./support/changes";

const acme = (more: object = {}) => ({
    server: "https://acme-v02.api.letsencrypt.org/directory",
    solvers: [{ selector: { dnsZones: ["example.org"] } }],
    ...more,
});
const issuer = (spec: object, kind = "ClusterIssuer", metadata: object = {}) =>
    kube(`cert-manager.io/v1:${kind}`, "issuer", { spec }, { name: "letsencrypt", ...metadata });
const props = {
    metadata: { name: "edge", namespace: "traefik" },
    spec: {
        secretName: "edge",
        dnsNames: ["example.org", "*.example.org"],
        issuerRef: { kind: "ClusterIssuer", name: "letsencrypt" },
        renewBefore: "720h",
    },
};
const asked = (spec: object = {}) =>
    kube("cert-manager.io/v1:Certificate", "edge", { ...props, spec: { ...props.spec, ...spec } });

const renewed =
    "be renewed when between a tenth and half of its life is left: set renewBefore, or leave it out.";
const long = "live 9552 hours at most: set duration.";
const nobody = "be asked of an issuer of this stack: name it in issuerRef.";
const names = "list the names it is for, known at preview: set dnsNames.";
const zones = "be for names within the zones that its issuer can prove: correct dnsNames.";

testChanges(
    certificateRequestSound,
    {
        type: "kubernetes:cert-manager.io/v1:Certificate",
        name: "edge",
        props,
        beside: [issuer({ acme: acme() })],
        says: "The Certificate traefik/edge must",
    },
    [
        ["passes what cert-manager does by itself", { "spec.renewBefore": undefined }],
        [
            "passes a third of a life of its own",
            { "spec.duration": "47h30m", "spec.renewBefore": "16h" },
        ],
        ["passes minutes and seconds", { "spec.duration": "1h", "spec.renewBefore": "20m30s" }],
        ["passes the longest life", { "spec.duration": "9552h", "spec.renewBefore": "4776h" }],
        [
            "passes a part of its life",
            { "spec.renewBefore": undefined, "spec.renewBeforePercentage": 33 },
        ],
        ["refuses a renewal before it begins", { "spec.renewBefore": "2161h" }, renewed],
        ["refuses a renewal in its first half", { "spec.renewBefore": "1081h" }, renewed],
        ["refuses a renewal at its end", { "spec.renewBefore": "215h" }, renewed],
        ["refuses a renewal that nobody can read", { "spec.renewBefore": "30 days" }, renewed],
        ["refuses an empty renewal", { "spec.renewBefore": "" }, renewed],
        ["refuses a renewal that is not known", { "spec.renewBefore": unknown.text }, renewed],
        ["refuses most of its life", { "spec.renewBeforePercentage": 51 }, renewed],
        ["refuses hardly any of its life", { "spec.renewBeforePercentage": 9 }, renewed],
        [
            "refuses a part that is not known",
            { "spec.renewBeforePercentage": unknown.text },
            renewed,
        ],
        ["refuses ten years", { "spec.duration": "87600h" }, long],
        ["refuses a life that is not known", { "spec.duration": unknown.text }, long],
        ["refuses another issuer", { "spec.issuerRef.name": "other" }, nobody],
        ["refuses an issuer of a namespace", { "spec.issuerRef.kind": undefined }, nobody],
        ["refuses no issuer", { "spec.issuerRef": undefined }, nobody],
        ["refuses an issuer that is not known", { "spec.issuerRef": unknown.object }, nobody],
        ["refuses no names", { "spec.dnsNames": [] }, names],
        ["refuses names that are not known", { "spec.dnsNames": unknown.list }, names],
        ["refuses one name that is not known", { "spec.dnsNames[1]": unknown.text }, names],
        ["refuses another's name", { "spec.dnsNames[1]": "example.com" }, zones],
        ["refuses a name that only ends alike", { "spec.dnsNames[1]": "badexample.org" }, zones],
        ["refuses every name there is", { "spec.dnsNames[1]": "*." }, zones],
        ["refuses what is no name", { "spec.dnsNames[1]": 7 }, zones],
    ],
);

const says = (what: string) => [["edge", `The Certificate traefik/edge must ${what}`]] as const;
const authority = "be asked of one of these authorities: acme-v02.api.letsencrypt.org.";
const cluster = "be for names of the cluster alone: its issuer is no public authority.";

testRule(certificateRequestSound, [
    ...[
        "https://acme-staging-v02.api.letsencrypt.org/directory",
        "http://acme-v02.api.letsencrypt.org/directory",
        "letsencrypt",
        unknown.text,
        undefined,
    ].map((server) => ({
        title: `refuses the authority ${server === unknown.text ? "unknown" : String(server)}`,
        stack: [issuer({ acme: acme({ server }) }), asked()],
        judged: ["edge"],
        finds: says(authority),
    })),
    {
        title: "passes any name that a solver without zones proves",
        stack: [
            issuer({ acme: acme({ solvers: [{ http01: {} }] }) }),
            asked({ dnsNames: ["a.b"] }),
        ],
        judged: ["edge"],
    },
    {
        title: "refuses names that no solver proves",
        stack: [issuer({ acme: acme({ solvers: [] }) }), asked()],
        judged: ["edge"],
        finds: says(zones),
    },
    {
        title: "passes names of the cluster from the house's own authority",
        stack: [
            issuer({ selfSigned: {} }, "Issuer", { namespace: "traefik" }),
            asked({
                issuerRef: { name: "letsencrypt" },
                dnsNames: ["db.immich.svc", "db.immich.svc.cluster.local"],
            }),
        ],
        judged: ["edge"],
    },
    {
        title: "refuses other names from it",
        stack: [issuer({ selfSigned: {} }), asked({ dnsNames: ["db.svc.example.org"] })],
        judged: ["edge"],
        finds: says(cluster),
    },
    {
        title: "refuses the issuer of another namespace",
        stack: [
            issuer({ acme: acme() }, "Issuer", { namespace: "immich" }),
            asked({ issuerRef: { kind: "Issuer", name: "letsencrypt" } }),
        ],
        judged: ["edge"],
        finds: says(nobody),
    },
    { title: "leaves issuers alone", stack: [issuer({ acme: acme() })], judged: [] },
]);
