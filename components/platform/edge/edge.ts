import * as pulumi from "@pulumi/pulumi";
import { platformAsset } from "../../../catalogue/platform-assets";
import type { HomelabConfig } from "../../../config/schema";
import { IsolatedNamespace } from "../namespace";
import type { Peer } from "../network-policy";
import { SealedSecret } from "../secrets";
import { Gateway } from "./gateway";
import { GatewayApiCrds } from "./gateway-api-crds";
import { HouseCertificate } from "./house-certificate";
import { edgeNamespace, Traefik } from "./traefik";

/** Name of the gateway's certificate Secret. */
const certificateSecret = "house-certificate";

export interface EdgeArgs extends Pick<HomelabConfig, "network" | "domain"> {
    readonly apiServer: Peer;
    /** Certificate that credentials are sealed with, PEM. */
    readonly sealingCertificate: pulumi.Input<string>;
    readonly protected: boolean;
}

/** The one way in from outside: gateway, certificate and proxy. */
export class Edge extends pulumi.ComponentResource {
    /** Certificate of the house's own authority, PEM. */
    readonly authority: pulumi.Output<string>;
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: EdgeArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:Edge", name, { protected: args.protected }, opts);

        const crds = new GatewayApiCrds("gateway-api", { parent: this });
        const home = new IsolatedNamespace(
            edgeNamespace,
            { classification: "credentials", podSecurity: "restricted", protected: args.protected },
            { parent: this },
        );
        const certificate = new HouseCertificate(
            "house",
            { domain: args.domain },
            { parent: this },
        );
        const sealed = new SealedSecret(
            certificateSecret,
            {
                namespace: edgeNamespace,
                certificate: args.sealingCertificate,
                asset: platformAsset("edge-certificate"),
                type: "kubernetes.io/tls",
                values: { "tls.crt": certificate.certificate, "tls.key": certificate.privateKey },
            },
            { parent: this, dependsOn: home.ready },
        );
        const traefik = new Traefik(
            "traefik",
            { apiServer: args.apiServer, address: args.network.gatewayAddress },
            { parent: this, dependsOn: [...home.ready, ...crds.definitions] },
        );
        const gateway = new Gateway(
            "gateway",
            { domain: args.domain, certificateSecret },
            { parent: this, dependsOn: [traefik.release, sealed, ...crds.definitions] },
        );
        this.authority = certificate.authority;
        this.ready = gateway.ready;
        this.registerOutputs({ domain: args.domain });
    }
}
