import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";

export interface ZoneArgs {
    readonly zoneId: string;
    readonly zone: string;
    readonly domain: string;
    readonly edgeCertificate: "universal" | "advanced";
}

/** How Cloudflare talks to browsers: half a year of HSTS, for the names that ask for it only. */
const settings: Readonly<Record<string, unknown>> = {
    min_tls_version: "1.3",
    tls_1_3: "on",
    ssl: "strict",
    always_use_https: "on",
    security_header: {
        strict_transport_security: {
            enabled: true,
            max_age: 180 * 24 * 60 * 60,
            include_subdomains: false,
            preload: false,
            nosniff: true,
        },
    },
};

/**
 * The zone of the house's domain: TLS 1.3 and HTTPS only, and the certificate that browsers outside
 * see. Cloudflare brings the universal one by itself.
 *
 * @see https://developers.cloudflare.com/api/resources/zones/subresources/settings/
 */
export class Zone extends pulumi.ComponentResource {
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: ZoneArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:Zone", name, args, opts);
        const { zoneId, zone, domain } = args;

        const set = Object.entries(settings).map(
            ([settingId, value]) =>
                new cloudflare.ZoneSetting(
                    `${name}-${settingId.replaceAll("_", "-")}`,
                    { zoneId, settingId, value },
                    { parent: this },
                ),
        );
        const ordered =
            args.edgeCertificate === "advanced"
                ? [
                      new cloudflare.CertificatePack(
                          `${name}-certificate`,
                          {
                              zoneId,
                              type: "advanced",
                              hosts: [...new Set([zone, domain, `*.${domain}`])],
                              certificateAuthority: "lets_encrypt",
                              validationMethod: "txt",
                              validityDays: 90,
                          },
                          { parent: this },
                      ),
                  ]
                : [];
        this.ready = [...set, ...ordered];
        this.registerOutputs({ zone });
    }
}
