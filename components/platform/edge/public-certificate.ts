import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { dataLabels } from "../../../catalogue/labels";
import { platformAsset } from "../../../catalogue/platform-assets";
import { edgeNamespace } from "./traefik";

export interface PublicCertificateArgs {
    readonly domain: string;
    /** Name of the ClusterIssuer that is asked for it. */
    readonly issuer: string;
    /** Secret that it is put into. */
    readonly secret: string;
}

/** A wildcard certificate for the house's domain that every device trusts; renewed by cert-manager. */
export function publicCertificate(
    name: string,
    args: PublicCertificateArgs,
    opts: pulumi.CustomResourceOptions,
): k8s.apiextensions.CustomResource {
    const labels = dataLabels(platformAsset("edge-certificate"));
    return new k8s.apiextensions.CustomResource(
        name,
        {
            apiVersion: "cert-manager.io/v1",
            kind: "Certificate",
            metadata: { name: args.secret, namespace: edgeNamespace, labels },
            spec: {
                secretName: args.secret,
                secretTemplate: { labels },
                dnsNames: [args.domain, `*.${args.domain}`],
                issuerRef: { kind: "ClusterIssuer", name: args.issuer },
                privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
                usages: ["digital signature", "server auth"],
                // Let's Encrypt's live 90 days.
                renewBefore: "720h",
            },
        },
        opts,
    );
}
