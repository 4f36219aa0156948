import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";

export interface HouseCertificateArgs {
    readonly domain: string;
}

/**
 * A wildcard certificate for the house's domain, signed by an authority of the house's own.
 * Devices that are to trust it import the authority, a stack output.
 */
export class HouseCertificate extends pulumi.ComponentResource {
    /** Authority's certificate, PEM; public. */
    readonly authority: pulumi.Output<string>;
    /** Certificate chain, PEM. */
    readonly certificate: pulumi.Output<string>;
    /** Private key, PEM; secret. */
    readonly privateKey: pulumi.Output<string>;

    constructor(name: string, args: HouseCertificateArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:HouseCertificate", name, args, opts);
        const inside = { parent: this };

        const authorityKey = new tls.PrivateKey(
            `${name}-authority-key`,
            { algorithm: "ECDSA", ecdsaCurve: "P384" },
            inside,
        );
        const authority = new tls.SelfSignedCert(
            `${name}-authority`,
            {
                privateKeyPem: authorityKey.privateKeyPem,
                isCaCertificate: true,
                subject: { commonName: `Authority of ${args.domain}`, organization: "homelab" },
                validityPeriodHours: 10 * 365 * 24,
                allowedUses: ["cert_signing", "crl_signing"],
            },
            inside,
        );
        const key = new tls.PrivateKey(
            `${name}-key`,
            { algorithm: "ECDSA", ecdsaCurve: "P256" },
            inside,
        );
        const request = new tls.CertRequest(
            `${name}-request`,
            {
                privateKeyPem: key.privateKeyPem,
                subject: { commonName: args.domain },
                dnsNames: [args.domain, `*.${args.domain}`],
            },
            inside,
        );
        const signed = new tls.LocallySignedCert(
            `${name}-certificate`,
            {
                certRequestPem: request.certRequestPem,
                caPrivateKeyPem: authorityKey.privateKeyPem,
                caCertPem: authority.certPem,
                // Phones refuse server certificates that live much longer; renewed 60 days early.
                validityPeriodHours: 365 * 24,
                earlyRenewalHours: 60 * 24,
                allowedUses: ["digital_signature", "key_encipherment", "server_auth"],
            },
            inside,
        );
        this.authority = authority.certPem;
        this.certificate = pulumi.interpolate`${signed.certPem}${authority.certPem}`;
        this.privateKey = key.privateKeyPem;
        this.registerOutputs({ authority: this.authority });
    }
}
