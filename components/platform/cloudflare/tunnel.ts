import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { PublishedApp } from "./published-app";

export interface TunnelArgs {
    readonly accountId: string;
    readonly zoneId: string;
    readonly cluster: string;
    /** Zero Trust organisation whose logins the tunnel checks. */
    readonly team: string;
    /** Audience tag of each app's login, by app. */
    readonly audiences: Readonly<Record<string, pulumi.Input<string>>>;
    readonly apps: readonly PublishedApp[];
    /** The gateway's entry for the tunnel, `host:port`. */
    readonly gateway: string;
    /** What must be there before a name becomes public. */
    readonly before: readonly pulumi.Resource[];
}

/**
 * The tunnel from Cloudflare into the house, where each name leads in it, and the public names. No
 * port of the house is open: the tunnel is dug from inside.
 *
 * @see https://developers.cloudflare.com/cloudflare-one/networks/connectors/cloudflare-tunnel/
 */
export class Tunnel extends pulumi.ComponentResource {
    /** What cloudflared proves itself with; secret. */
    readonly token: pulumi.Output<string>;

    constructor(name: string, args: TunnelArgs, opts?: pulumi.ComponentResourceOptions) {
        const { accountId, zoneId } = args;
        super(
            "homelab:platform:Tunnel",
            name,
            { hostnames: args.apps.map(({ hostname }) => hostname) },
            opts,
        );
        const secret = new random.RandomBytes(`${name}-secret`, { length: 32 }, { parent: this });
        const tunnel = new cloudflare.ZeroTrustTunnelCloudflared(
            name,
            {
                accountId,
                name: args.cluster,
                configSrc: "cloudflare",
                tunnelSecret: secret.base64,
            },
            { parent: this },
        );
        const config = new cloudflare.ZeroTrustTunnelCloudflaredConfig(
            `${name}-config`,
            {
                accountId,
                tunnelId: tunnel.id,
                source: "cloudflare",
                config: {
                    ingresses: [
                        ...args.apps.flatMap((app) => ingressesOf(app, args)),
                        { service: "http_status:404" },
                    ],
                },
            },
            { parent: this },
        );
        for (const { name: app, title, hostname } of args.apps) {
            new cloudflare.DnsRecord(
                `${name}-${app}`,
                {
                    zoneId,
                    name: hostname,
                    type: "CNAME",
                    content: pulumi.interpolate`${tunnel.id}.cfargotunnel.com`,
                    proxied: true,
                    ttl: 1,
                    comment: `${title}, through the tunnel of ${args.cluster}`,
                },
                { parent: this, dependsOn: [config, ...args.before], deleteBeforeReplace: true },
            );
        }
        this.token = tunnelToken(accountId, tunnel.id, secret.base64);
        this.registerOutputs({ hostnames: args.apps.map(({ hostname }) => hostname) });
    }
}

/** Open paths first: of several rules that match, the first one counts. */
function ingressesOf(app: PublishedApp, args: TunnelArgs) {
    const to = { hostname: app.hostname, service: `https://${args.gateway}` };
    // The gateway shows a certificate for the public name, which anybody can check.
    const verified = { originServerName: app.hostname, noTlsVerify: false };
    const audience = args.audiences[app.name];
    return [
        ...app.openPaths.map((path) => ({
            ...to,
            path: `^${path.replaceAll(".", "\\.")}(/|$)`,
            originRequest: verified,
        })),
        {
            ...to,
            originRequest: {
                ...verified,
                // Whoever comes past Cloudflare's login is stopped here, too.
                access: {
                    required: true,
                    teamName: args.team,
                    audTags: audience === undefined ? [] : [audience],
                },
            },
        },
    ];
}

/** A tunnel's token holds nothing that the program does not know, so nobody is asked for it. */
function tunnelToken(
    account: string,
    tunnel: pulumi.Input<string>,
    secret: pulumi.Input<string>,
): pulumi.Output<string> {
    return pulumi.secret(
        pulumi
            .all([tunnel, secret])
            .apply(([t, s]) =>
                Buffer.from(JSON.stringify({ a: account, t, s })).toString("base64"),
            ),
    );
}
