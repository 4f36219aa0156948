import * as pulumi from "@pulumi/pulumi";
import { platformAsset } from "../../../catalogue/platform-assets";
import { platformPods } from "../../../catalogue/requests/platform-pods";
import { chartRelease } from "../chart";
import { IsolatedNamespace } from "../namespace";
import { hostEgress } from "../network";
import { networkPolicy, type Peer } from "../network-policy";
import { SealedSecret } from "../secrets";

const chart = { chart: "./charts/app", version: "0.1.0" } as const;

const image =
    "docker.io/cloudflare/cloudflared:2026.8.2@sha256:0aa26e284f05e6c77ae375b8c9c11d9eb6a448fb7bcd8d40f31cb6176189eb38";
const metricsPort = 2000;
const tokenKey = "TUNNEL_TOKEN";

/** Namespace of the house's end of the tunnel. */
export const cloudflaredNamespace = "cloudflared";

/** Pods of the house's end of the tunnel. */
export const cloudflaredPods = { "app.kubernetes.io/instance": "cloudflared" } as const;

/** Where tunnels end at Cloudflare, by QUIC or else HTTP/2. */
const edgeHosts = ["region1.v2.argotunnel.com", "region2.v2.argotunnel.com"] as const;
const edgePort = 7844;

/** The keys of the chart that are set; see its values.schema.json. */
interface CloudflaredValues {
    readonly workloads: {
        readonly main: {
            readonly image: string;
            readonly args: readonly string[];
            readonly env: Readonly<
                Record<string, string | { readonly secret: string; readonly key: string }>
            >;
            readonly user: number;
            readonly resources: {
                readonly requests: { readonly cpu: string; readonly memory: string };
                readonly limits: { readonly memory: string };
            };
            readonly probes: {
                readonly readiness: { readonly path: string; readonly port: number };
                readonly liveness: { readonly port: number };
            };
        };
    };
}

export interface CloudflaredArgs {
    /** What it proves itself with at Cloudflare. */
    readonly token: pulumi.Input<string>;
    /** Zero Trust organisation whose logins it checks. */
    readonly team: string;
    /** The gateway's pods, and their port for it. */
    readonly gateway: { readonly pods: Peer; readonly port: number };
    /** Certificate that credentials are sealed with, PEM. */
    readonly sealingCertificate: pulumi.Input<string>;
    readonly protected: boolean;
}

/**
 * The house's end of the tunnel. It calls Cloudflare and the gateway, and nothing calls it.
 *
 * @see https://developers.cloudflare.com/cloudflare-one/networks/connectors/cloudflare-tunnel/configure-tunnels/run-parameters/
 */
export class Cloudflared extends pulumi.ComponentResource {
    constructor(name: string, args: CloudflaredArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:Cloudflared", name, { team: args.team }, opts);

        const home = new IsolatedNamespace(
            cloudflaredNamespace,
            { classification: "credentials", podSecurity: "restricted", protected: args.protected },
            { parent: this },
        );
        const inside = { parent: this, dependsOn: home.ready };
        const pods = { namespace: cloudflaredNamespace, pods: cloudflaredPods };
        const token = new SealedSecret(
            "cloudflared-token",
            {
                namespace: cloudflaredNamespace,
                certificate: args.sealingCertificate,
                asset: platformAsset("tunnel-token"),
                values: { [tokenKey]: args.token },
            },
            inside,
        );
        const ways = [
            networkPolicy(
                "tunnel",
                { ...pods, egress: [{ peers: [args.gateway.pods], ports: [args.gateway.port] }] },
                inside,
            ),
            hostEgress(
                "tunnel",
                {
                    ...pods,
                    hosts: [
                        ...edgeHosts.flatMap((host) => [
                            { name: host, port: edgePort },
                            { name: host, port: edgePort, protocol: "UDP" as const },
                        ]),
                        // Keys that logins are checked with.
                        { name: `${args.team}.cloudflareaccess.com`, port: 443 },
                    ],
                },
                inside,
            ),
        ];
        chartRelease<CloudflaredValues>(
            name,
            { chart, namespace: cloudflaredNamespace, values: valuesOf(token.secretName) },
            { parent: this, dependsOn: [...home.ready, token, ...ways] },
        );
        this.registerOutputs({ namespace: cloudflaredNamespace });
    }
}

function valuesOf(secret: string): CloudflaredValues {
    return {
        workloads: {
            main: {
                image,
                args: ["tunnel", "--metrics", `0.0.0.0:${metricsPort}`, "run"],
                env: { [tokenKey]: { secret, key: tokenKey }, NO_AUTOUPDATE: "true" },
                user: 65532,
                resources: platformPods.tunnel.cloudflared.containers.cloudflared,
                probes: {
                    // Ready while a connection stands; without the internet a restart helps nobody.
                    readiness: { path: "/ready", port: metricsPort },
                    liveness: { port: metricsPort },
                },
            },
        },
    };
}
