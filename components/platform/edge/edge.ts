import * as pulumi from "@pulumi/pulumi";
import type { AnyApp } from "../../../catalogue/app-spec";
import { platformAsset } from "../../../catalogue/platform-assets";
import type { HomelabConfig } from "../../../config/schema";
import { IsolatedNamespace } from "../namespace";
import { nodesOf, type Peer } from "../network-policy";
import { SealedSecret } from "../secrets";
import { Gateway } from "./gateway";
import { GatewayApiCrds } from "./gateway-api-crds";
import { HouseCertificate } from "./house-certificate";
import { publicCertificate } from "./public-certificate";
import { edgeNamespace, Traefik } from "./traefik";

/** Names of the gateway's certificate Secret, by who signs it. */
const certificateSecrets = { house: "house-certificate", public: "public-certificate" } as const;

export interface EdgeArgs extends Pick<HomelabConfig, "network" | "domain" | "cluster"> {
    /** All apps that run. */
    readonly running: readonly AnyApp[];
    readonly apiServer: Peer;
    /** Public issuer of certificates; without it the house signs its own. */
    readonly issuer?:
        { readonly name: string; readonly ready: readonly pulumi.Resource[] } | undefined;
    /** Pods through which callers come from outside; absent while nobody does. */
    readonly tunnel?: Peer | undefined;
    /** Certificate that credentials are sealed with, PEM. */
    readonly sealingCertificate: pulumi.Input<string>;
    readonly protected: boolean;
}

/** The one way in from outside: gateway, certificate and proxy. */
export class Edge extends pulumi.ComponentResource {
    /** Certificate of the house's own authority, PEM; absent where a public one signs. */
    readonly authority: pulumi.Output<string> | undefined;
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: EdgeArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:Edge", name, { protected: args.protected }, opts);

        const crds = new GatewayApiCrds("gateway-api", { parent: this });
        const home = new IsolatedNamespace(
            edgeNamespace,
            { classification: "credentials", podSecurity: "restricted", protected: args.protected },
            { parent: this },
        );
        const certificate = this.certificate(args, home.ready);
        const traefik = new Traefik(
            "traefik",
            {
                apiServer: args.apiServer,
                address: args.network.gatewayAddress,
                podCidr: args.network.podCidr,
                inNodes: args.running.flatMap(({ inNodeNetwork, reach }) =>
                    inNodeNetwork && reach
                        ? [{ peers: [nodesOf(args.cluster)], ports: [reach.port] }]
                        : [],
                ),
                tunnel: args.tunnel,
            },
            { parent: this, dependsOn: [...home.ready, ...crds.definitions] },
        );
        const gateway = new Gateway(
            "gateway",
            {
                domain: args.domain,
                certificateSecret: certificate.secret,
                tunnel: args.tunnel !== undefined,
            },
            {
                parent: this,
                dependsOn: [...traefik.ready, certificate.resource, ...crds.definitions],
            },
        );
        this.authority = certificate.authority;
        this.ready = gateway.ready;
        this.registerOutputs({ domain: args.domain });
    }
    /** The gateway's certificate, from the public issuer or else from the house. */
    private certificate(args: EdgeArgs, dependsOn: pulumi.Resource[]) {
        if (args.issuer !== undefined) {
            const secret = certificateSecrets.public;
            const resource = publicCertificate(
                secret,
                { domain: args.domain, issuer: args.issuer.name, secret },
                { parent: this, dependsOn: [...dependsOn, ...args.issuer.ready] },
            );
            return { secret, resource, authority: undefined };
        }
        const secret = certificateSecrets.house;
        const house = new HouseCertificate("house", { domain: args.domain }, { parent: this });
        const resource = new SealedSecret(
            secret,
            {
                namespace: edgeNamespace,
                certificate: args.sealingCertificate,
                asset: platformAsset("edge-certificate"),
                type: "kubernetes.io/tls",
                values: { "tls.crt": house.certificate, "tls.key": house.privateKey },
            },
            { parent: this, dependsOn },
        );
        return { secret, resource, authority: house.authority };
    }
}
