import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";

export interface SealingKeyArgs {
    readonly namespace: string;
    readonly protected: boolean;
}

/**
 * The key pair behind all SealedSecrets. It is made here, not by the controller, so that it is in
 * the encrypted state before the first secret is sealed and survives the cluster.
 *
 * @see https://github.com/bitnami/sealed-secrets/blob/main/docs/bring-your-own-certificates.md
 */
export class SealingKey extends pulumi.ComponentResource {
    /** Certificate that seals, PEM; public. */
    readonly certificate: pulumi.Output<string>;
    /** Opens everything that was sealed, PEM; secret. */
    readonly privateKey: pulumi.Output<string>;
    readonly secret: k8s.core.v1.Secret;

    constructor(name: string, args: SealingKeyArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:SealingKey", name, args, opts);
        const guarded = { parent: this, protect: args.protected };

        const key = new tls.PrivateKey(name, { algorithm: "RSA", rsaBits: 4096 }, guarded);
        const certificate = new tls.SelfSignedCert(
            `${name}-certificate`,
            {
                privateKeyPem: key.privateKeyPem,
                subject: { commonName: "sealed-secret", organization: "homelab" },
                // Ten years: renewal is a planned act, and sealing refuses an expired certificate.
                validityPeriodHours: 10 * 365 * 24,
                allowedUses: ["key_encipherment", "data_encipherment"],
            },
            guarded,
        );
        this.certificate = certificate.certPem;
        this.privateKey = key.privateKeyPem;
        this.secret = new k8s.core.v1.Secret(
            `${name}-secret`,
            {
                metadata: {
                    name: "sealed-secrets-key",
                    namespace: args.namespace,
                    labels: { "sealedsecrets.bitnami.com/sealed-secrets-key": "active" },
                },
                type: "kubernetes.io/tls",
                immutable: true,
                stringData: { "tls.crt": certificate.certPem, "tls.key": key.privateKeyPem },
            },
            guarded,
        );
        this.registerOutputs({ certificate: this.certificate });
    }
}
