import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";

/** Label of namespaces whose pods talk through the mesh. */
const memberLabel = "io.cilium/mtls-enabled";

/** Port on which the mesh carries all TCP traffic between pods. */
const meshPort = 15008;

/** Ten years: both certificates are the cluster's own business. */
const lifetime = 10 * 365 * 24;

export interface MeshAuthorityArgs {
    readonly protected: boolean;
}

/**
 * The keys of Cilium's mesh: one that each node's proxy knows its agent by, and the authority for
 * the pods' certificates. They must be there before the network, so nothing can unseal them yet.
 *
 * @see https://docs.cilium.io/en/stable/security/network/encryption-ztunnel/
 */
export class MeshAuthority extends pulumi.ComponentResource {
    /** Wait for it before Cilium. */
    readonly secret: pulumi.Resource;

    constructor(name: string, args: MeshAuthorityArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:MeshAuthority", name, args, opts);
        const guarded = { parent: this, protect: args.protected };

        const pair = (
            part: string,
            certificate: Pick<
                tls.SelfSignedCertArgs,
                "isCaCertificate" | "dnsNames" | "allowedUses"
            >,
        ) => {
            const key = new tls.PrivateKey(
                `${name}-${part}-key`,
                { algorithm: "RSA", rsaBits: 2048 },
                guarded,
            );
            const signed = new tls.SelfSignedCert(
                `${name}-${part}`,
                {
                    ...certificate,
                    privateKeyPem: key.privateKeyPem,
                    subject: { organization: "cluster.local" },
                    validityPeriodHours: lifetime,
                },
                guarded,
            );
            return { key: key.privateKeyPemPkcs8, certificate: signed.certPem };
        };
        const bootstrap = pair("bootstrap", {
            dnsNames: ["localhost"],
            allowedUses: ["digital_signature", "key_encipherment", "server_auth", "client_auth"],
        });
        const authority = pair("authority", {
            isCaCertificate: true,
            allowedUses: ["digital_signature", "crl_signing", "cert_signing"],
        });
        this.secret = new k8s.core.v1.Secret(
            `${name}-secret`,
            {
                metadata: {
                    name: "cilium-ztunnel-secrets",
                    namespace: "kube-system",
                    labels: { "network.homelab/part": "mesh-authority" },
                },
                type: "Opaque",
                immutable: true,
                stringData: {
                    "bootstrap-private.key": bootstrap.key,
                    "bootstrap-root.crt": bootstrap.certificate,
                    "ca-private.key": authority.key,
                    "ca-root.crt": authority.certificate,
                },
            },
            guarded,
        );
        this.registerOutputs({ protected: args.protected });
    }
}

/** The part of a NetworkPolicy's rule that is read here. */
interface Rule {
    readonly ports?: readonly object[];
    readonly from?: readonly { readonly ipBlock?: unknown }[];
    readonly to?: readonly { readonly ipBlock?: unknown }[];
}

/**
 * Makes every namespace a member of the mesh, and lets its port through wherever pods may talk: a
 * policy sees the mesh's own port only.
 */
export const meshMember: pulumi.ResourceTransformation = ({ type, props, opts }) => {
    if (type === "kubernetes:core/v1:Namespace") {
        const { metadata } = props as { metadata: { labels?: object } };
        const labels = { ...metadata.labels, [memberLabel]: "true" };
        return { props: { ...props, metadata: { ...metadata, labels } }, opts };
    }
    if (type !== "kubernetes:networking.k8s.io/v1:NetworkPolicy") {
        return undefined;
    }
    const { spec } = props as { spec: { ingress?: readonly Rule[]; egress?: readonly Rule[] } };
    const { ingress, egress } = spec;
    return {
        props: {
            ...props,
            spec: {
                ...spec,
                ...(ingress && { ingress: ingress.map(throughMesh) }),
                ...(egress && { egress: egress.map(throughMesh) }),
            },
        },
        opts,
    };
};

function throughMesh(rule: Rule): Rule {
    const peers = rule.from ?? rule.to ?? [];
    const betweenPods = peers.some(({ ipBlock }) => ipBlock === undefined);
    return betweenPods && rule.ports
        ? { ...rule, ports: [...rule.ports, { protocol: "TCP", port: meshPort }] }
        : rule;
}
