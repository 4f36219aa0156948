import { routeHttpsOnly } from "../../policies/rules/route-https-only";
import { kube, resource, testRule, unknown } from "./support";

type Finding = readonly [string, string];

const listener = {
    name: "websecure",
    protocol: "HTTPS",
    tls: { mode: "Terminate", certificateRefs: [{ name: "house" }] },
};
const plain = { name: "web", protocol: "HTTP" };
const gateway = (...listeners: unknown[]) =>
    kube("gateway.networking.k8s.io/v1:Gateway", "house", { spec: { listeners } });
const house = gateway(listener, plain);
const parent = { name: "house", sectionName: "websecure" };
const spec = { parentRefs: [parent], hostnames: ["photos.example.org"] };
const route = (changes: object = {}, kind = "HTTPRoute") =>
    kube(`gateway.networking.k8s.io/v1:${kind}`, "photos", { spec: { ...spec, ...changes } });
const says = (message: string): Finding => [
    "photos",
    `The HTTPRoute immich/photos must ${message}`,
];
const gatewaySays = (message: string): Finding => [
    "house",
    `The gateway immich/house must end TLS on its listener websecure: ${message}`,
];
const inFull = says("name each of its hosts in full: no wildcard, known at preview.");
const inFullOfAny = "name each of its hosts in full: no wildcard, known at preview.";
const websecureOnly = "listen on websecure only: set entryPoints.";
const endsTls = "end TLS here: set tls, without passthrough.";
const noListener = says(
    "attach to a listener of this stack, and immich/house (websecure) is none.",
);

testRule(routeHttpsOnly, [
    {
        title: "passes a route on an HTTPS listener",
        stack: [house, route()],
        judged: ["house", "photos"],
    },
    { title: "judges nothing without routes", stack: [], judged: [] },
    {
        title: "refuses a route on a plain listener",
        stack: [house, route({ parentRefs: [{ name: "house", sectionName: "web" }] })],
        judged: ["house", "photos"],
        finds: [says("attach to an HTTPS listener, and immich/house (web) is not one.")],
    },
    {
        title: "refuses a route on all listeners",
        stack: [house, route({ parentRefs: [{ name: "house" }] })],
        judged: ["house", "photos"],
        finds: [says("name the HTTPS listener it attaches to: set sectionName in parentRefs.")],
    },
    ...[undefined, [], unknown.list, "malformed"].map((parentRefs) => ({
        title: `refuses the parents ${JSON.stringify(parentRefs)}`,
        stack: [house, route({ parentRefs })],
        judged: ["house", "photos"],
        finds: [says("attach to a listener of a gateway: set parentRefs.")],
    })),
    {
        title: "refuses a route to a gateway that is not in the stack",
        stack: [route()],
        judged: ["photos"],
        finds: [noListener],
    },
    {
        title: "refuses a route to the gateway of another namespace",
        stack: [house, route({ parentRefs: [{ ...parent, namespace: "web" }] })],
        judged: ["house", "photos"],
        finds: [says("attach to a listener of this stack, and web/house (websecure) is none.")],
    },
    ...[undefined, [], null].map((hostnames) => ({
        title: `refuses a route for the hosts ${JSON.stringify(hostnames)}`,
        stack: [house, route({ hostnames })],
        judged: ["house", "photos"],
        finds: [says("name its hosts: set hostnames.")],
    })),
    ...[["*.example.org"], ["photos.example.org", unknown.text], [""], [7]].map((hostnames) => ({
        title: `refuses a route for the hosts ${JSON.stringify(hostnames)}`,
        stack: [house, route({ hostnames })],
        judged: ["house", "photos"],
        finds: [inFull],
    })),
    {
        title: "refuses routes that pass TLS by",
        stack: [house, route({}, "TCPRoute")],
        judged: ["house", "photos"],
        finds: [
            [
                "photos",
                "The TCPRoute immich/photos must be an HTTPRoute or GRPCRoute: other kinds pass the gateway's TLS by.",
            ],
        ],
    },
    {
        title: "refuses a listener of another protocol",
        stack: [gateway({ ...listener, protocol: "TLS" })],
        judged: ["house"],
        finds: [gatewaySays("set protocol to HTTPS.")],
    },
    {
        title: "refuses a listener that hands TLS on",
        stack: [gateway({ ...listener, tls: { ...listener.tls, mode: "Passthrough" } })],
        judged: ["house"],
        finds: [gatewaySays("set tls.mode to Terminate.")],
    },
    {
        title: "refuses a listener without a certificate",
        stack: [gateway({ ...listener, tls: {} })],
        judged: ["house"],
        finds: [gatewaySays("name a certificate in tls.certificateRefs.")],
    },
    {
        title: "refuses a gateway whose listeners are unknown",
        stack: [
            kube("gateway.networking.k8s.io/v1:Gateway", "house", {
                spec: { listeners: unknown.list },
            }),
        ],
        judged: ["house"],
        finds: [["house", "The gateway immich/house must list its listeners, known at preview."]],
    },
    {
        title: "refuses Traefik's UDP routes",
        stack: [kube("traefik.io/v1alpha1:IngressRouteUDP", "dns", { spec: {} })],
        judged: ["dns"],
        finds: [
            [
                "dns",
                "The IngressRouteUDP immich/dns must not exist: UDP has no TLS. Use an HTTPRoute.",
            ],
        ],
    },
    {
        title: "passes an ingress with TLS on websecure",
        stack: [
            kube(
                "networking.k8s.io/v1:Ingress",
                "old",
                {
                    spec: {
                        tls: [{ hosts: ["a.example.org"] }],
                        rules: [{ host: "a.example.org" }],
                    },
                },
                {
                    annotations: {
                        "traefik.ingress.kubernetes.io/router.entrypoints": "websecure",
                    },
                },
            ),
        ],
        judged: ["old"],
    },
    {
        title: "refuses an ingress without TLS",
        stack: [
            kube("networking.k8s.io/v1:Ingress", "old", {
                spec: { rules: [{ host: "a.example.org" }] },
            }),
        ],
        judged: ["old"],
        finds: [
            [
                "old",
                "The ingress immich/old must listen on websecure only: set the annotation traefik.ingress.kubernetes.io/router.entrypoints.",
            ],
            ["old", "The ingress immich/old must have TLS: set spec.tls with its hosts."],
        ],
    },
    ...(
        [
            [
                "a host without TLS beside one with it",
                {
                    tls: [{ hosts: ["a.example.org"] }],
                    rules: [{ host: "a.example.org" }, { host: "b.example.org" }],
                },
                ["list each of its hosts under spec.tls."],
            ],
            [
                "a wildcard",
                {
                    tls: [{ hosts: ["a.example.org", "*.example.org"] }],
                    rules: [{ host: "a.example.org" }, { host: "*.example.org" }],
                },
                [inFullOfAny],
            ],
            [
                "a rule for every host",
                { tls: [{ hosts: ["a.example.org"] }], rules: [{ host: "a.example.org" }, {}] },
                ["list each of its hosts under spec.tls.", inFullOfAny],
            ],
            [
                "a default backend",
                {
                    tls: [{ hosts: ["a.example.org"] }],
                    rules: [{ host: "a.example.org" }],
                    defaultBackend: { service: { name: "a" } },
                },
                ["not have a default backend, which answers for every host."],
            ],
        ] as const
    ).map(([what, spec, faults]) => ({
        title: `refuses an ingress with ${what}`,
        stack: [
            kube(
                "networking.k8s.io/v1:Ingress",
                "old",
                { spec },
                {
                    annotations: {
                        "traefik.ingress.kubernetes.io/router.entrypoints": "websecure",
                    },
                },
            ),
        ],
        judged: ["old"],
        finds: faults.map((fault) => ["old", `The ingress immich/old must ${fault}`] as const),
    })),
    ...(
        [
            ["passes", {}, []],
            ["refuses no entry point in", { entryPoints: [] }, [websecureOnly]],
            ["refuses a plain entry point in", { entryPoints: ["web"] }, [websecureOnly]],
            ["refuses two entry points in", { entryPoints: ["websecure", "web"] }, [websecureOnly]],
            ["refuses the absence of TLS in", { tls: undefined }, [endsTls]],
            ["refuses TLS that is handed on in", { tls: { passthrough: true } }, [endsTls]],
            ["passes TLS that is not handed on in", { tls: { passthrough: false } }, []],
            [
                "refuses one match without a host in",
                { routes: [{ match: "Host(`a.example.org`)" }, { match: "PathPrefix(`/`)" }] },
                [inFullOfAny],
            ],
            [
                "refuses one match of any host in",
                { routes: [{ match: "Host(`a.example.org`)" }, { match: "HostRegexp(`.*`)" }] },
                [inFullOfAny],
            ],
            ["refuses a wildcard in", { routes: [{ match: "HostSNI(`*`)" }] }, [inFullOfAny]],
            ["refuses an unknown match in", { routes: [{ match: unknown.text }] }, [inFullOfAny]],
        ] as const
    ).map(([what, changes, faults]) => ({
        title: `${what} one of Traefik's own routes`,
        stack: [
            kube("traefik.io/v1alpha1:IngressRoute", "own", {
                spec: {
                    entryPoints: ["websecure"],
                    tls: {},
                    routes: [{ match: "Host(`a.example.org`)" }],
                    ...changes,
                },
            }),
        ],
        judged: ["own"],
        finds: faults.map((fault) => ["own", `The IngressRoute immich/own must ${fault}`] as const),
    })),
    {
        title: "refuses Traefik without the redirection",
        stack: [
            resource("kubernetes:helm.sh/v3:Release", "proxy", {
                name: "traefik",
                namespace: "traefik",
                chart: "traefik",
                values: {},
            }),
        ],
        judged: ["proxy"],
        finds: [
            [
                "proxy",
                "The release traefik/traefik must redirect HTTP to HTTPS: set ports.web.http.redirections.entryPoint.to to websecure.",
            ],
        ],
    },
]);
