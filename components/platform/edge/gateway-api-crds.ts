import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { PinnedManifest } from "./pinned-manifest";

/** Gateway API v1.6.1, standard channel: the commit of the tag and each file's SHA-256. */
const source =
    "https://raw.githubusercontent.com/kubernetes-sigs/gateway-api/8bb74df00e56ec8f944d48c25e6c1c9c2f6848e3/config/crd/standard";

const checksums = {
    backendtlspolicies: "0d48c9e4b53dd9510cf615b9b1192d9d7afb07a1cc0498c9515627cb1c075419",
    gatewayclasses: "53710048ba26f8620eed59d5e51b157ecf040daf5c6eef31a4b991e0808c4be5",
    gateways: "25b885f5870b8fff1ae82efa2628b2761cef3745900c2aecf8fb76629a01255a",
    grpcroutes: "53a8d029da8f07e55d3fa58a5cf6de5950dab19fbb8d6a8082fb5e51ca5ef6fc",
    httproutes: "a424a0d6c953b162e71d1d97bb7e75012d8f1ac264e7274f2763d1b96ab39852",
    listenersets: "bf4d4b02564999b2558b96e31465129895db9b3a8adfb90adb9c80eac52a3a70",
    referencegrants: "8c645e9333cfa67790cc2a53e0c00076f88b2bd4230d2b49688c78bc34f9b2c3",
    tcproutes: "d5104d0cf30e924f5e3c9e2e76abd46876401c34ca33b9e79321523eee78c7f6",
    tlsroutes: "bb8b67926e5d9652cbfd2e19063b7c1d9e78806c9dd671608f57baef2f2e3bbb",
    udproutes: "4b80684c2bf8ef4b0a2a3ab45164ac9f96258fc69912645ff50ced595b0aa6de",
} as const;

type CrdSpec = k8s.types.input.apiextensions.v1.CustomResourceDefinitionSpec;

interface Crd {
    readonly metadata: { readonly annotations?: Record<string, string> };
    readonly spec: CrdSpec;
}

/** The kinds Gateway, HTTPRoute and their like; the gateway's own chart does not bring them. */
export class GatewayApiCrds extends pulumi.ComponentResource {
    readonly definitions: pulumi.Resource[];

    constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:GatewayApiCrds", name, { source }, opts);

        this.definitions = Object.entries(checksums).map(([kind, sha256]) => {
            const manifest = new PinnedManifest(
                `${name}-${kind}`,
                { url: `${source}/gateway.networking.k8s.io_${kind}.yaml`, sha256 },
                { parent: this },
            );
            const crd = manifest.content.apply((content) => parse(content) as Crd);
            const crdName = `${kind}.gateway.networking.k8s.io`;
            return new k8s.apiextensions.v1.CustomResourceDefinition(
                crdName,
                {
                    metadata: {
                        name: crdName,
                        annotations: crd.apply(({ metadata }) => metadata.annotations ?? {}),
                    },
                    spec: crd.apply(({ spec }) => spec),
                },
                { parent: this },
            );
        });
        this.registerOutputs({ kinds: Object.keys(checksums) });
    }
}
