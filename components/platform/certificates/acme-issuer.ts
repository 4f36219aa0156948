import * as cloudflare from "@pulumi/cloudflare";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { platformAsset } from "../../../catalogue/platform-assets";
import { hostEgress } from "../network";
import { networkPolicy } from "../network-policy";
import { SealedSecret } from "../secrets";
import { certManagerNamespace, issuingPods, publicNameServers } from "./cert-manager";

const directory = "https://acme-v02.api.letsencrypt.org/directory";

/**
 * What a token may do, as Cloudflare numbers it.
 *
 * @see https://developers.cloudflare.com/api/resources/user/subresources/tokens/subresources/permission_groups/methods/list/
 */
const permissions = {
    zoneRead: "c8fed203ed3043cba015a93ad1616f1f",
    dnsWrite: "4755a26eedb94da69e1066d98aa820be",
} as const;

const tokenKey = "api-token";

export interface AcmeIssuerArgs {
    readonly accountId: string;
    readonly zoneId: string;
    readonly zone: string;
    readonly cluster: string;
    /** Where the authority may write to. */
    readonly acmeEmail: string;
    /** Certificate that credentials are sealed with, PEM. */
    readonly sealingCertificate: pulumi.Input<string>;
}

/**
 * Let's Encrypt, asked by cert-manager, which proves that the domain is the owner's by an entry in
 * its zone. The token for that can do nothing else.
 *
 * @see https://cert-manager.io/docs/configuration/acme/dns01/cloudflare/
 */
export class AcmeIssuer extends pulumi.ComponentResource {
    /** Name of the ClusterIssuer. */
    readonly issuer: string;
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: AcmeIssuerArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:AcmeIssuer", name, { zone: args.zone }, opts);
        this.issuer = name;

        const sealed = new SealedSecret(
            `${name}-dns-token`,
            {
                namespace: certManagerNamespace,
                certificate: args.sealingCertificate,
                asset: platformAsset("dns-token"),
                values: { [tokenKey]: this.token(name, args) },
            },
            { parent: this },
        );
        const issuer = new k8s.apiextensions.CustomResource(
            name,
            {
                apiVersion: "cert-manager.io/v1",
                kind: "ClusterIssuer",
                metadata: { name },
                spec: {
                    acme: {
                        server: directory,
                        email: args.acmeEmail,
                        privateKeySecretRef: { name: `${name}-account` },
                        solvers: [
                            {
                                selector: { dnsZones: [args.zone] },
                                dns01: {
                                    cloudflare: {
                                        apiTokenSecretRef: {
                                            name: sealed.secretName,
                                            key: tokenKey,
                                        },
                                    },
                                },
                            },
                        ],
                    },
                },
            },
            { parent: this, dependsOn: [sealed, ...this.ways()] },
        );
        this.ready = [issuer];
        this.registerOutputs({ issuer: name });
    }

    /** A token for entries of the one zone. */
    private token(name: string, args: AcmeIssuerArgs): pulumi.Output<string> {
        const token = new cloudflare.AccountToken(
            `${name}-dns-token`,
            {
                accountId: args.accountId,
                name: `${args.cluster}: proofs for ${args.zone}`,
                policies: [
                    {
                        effect: "allow",
                        permissionGroups: [
                            { id: permissions.zoneRead },
                            { id: permissions.dnsWrite },
                        ],
                        resources: JSON.stringify({
                            [`com.cloudflare.api.account.zone.${args.zoneId}`]: "*",
                        }),
                    },
                ],
            },
            { parent: this },
        );
        return pulumi.secret(token.value);
    }

    /** The authority, Cloudflare's API, and name servers that see what the authority sees. */
    private ways(): pulumi.Resource[] {
        const pods = { namespace: certManagerNamespace, pods: issuingPods };
        const servers = { cidrs: publicNameServers.map((address) => `${address}/32`) };
        return [
            networkPolicy(
                "proofs",
                {
                    ...pods,
                    egress: [
                        { peers: [servers], ports: [53], protocol: "UDP" },
                        { peers: [servers], ports: [53] },
                    ],
                },
                { parent: this },
            ),
            hostEgress(
                "controller",
                {
                    ...pods,
                    hosts: [new URL(directory).hostname, "api.cloudflare.com"].map((host) => ({
                        name: host,
                        port: 443,
                    })),
                },
                { parent: this },
            ),
        ];
    }
}
