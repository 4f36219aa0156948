import * as pulumi from "@pulumi/pulumi";
import type { HomelabConfig } from "../../../config/schema";
import type { Peer } from "../network-policy";
import { Access, type ServiceToken } from "./access";
import { Cloudflared } from "./cloudflared";
import type { PublishedApp } from "./published-app";
import { Tunnel } from "./tunnel";
import { Zone } from "./zone";

export interface InternetArgs {
    readonly cloudflare: NonNullable<HomelabConfig["cloudflare"]>;
    readonly domain: string;
    readonly cluster: string;
    /** Apps that are reached from outside. */
    readonly apps: readonly PublishedApp[];
    /** The gateway's entry for the tunnel: its address in the cluster, its pods and their port. */
    readonly gateway: { readonly address: string; readonly pods: Peer; readonly port: number };
    /** Certificate that credentials are sealed with, PEM. */
    readonly sealingCertificate: pulumi.Input<string>;
    readonly protected: boolean;
}

/**
 * The way in from the internet: the zone, logins, the tunnel and the public names of the apps whose
 * files say that they are reached from outside. All others have no name out there.
 *
 * @see docs/seed/data-architecture.md, "Encryption in Transit"
 */
export class Internet extends pulumi.ComponentResource {
    /** What programs send along instead of a login, by app; secret. */
    readonly serviceTokens: pulumi.Output<Readonly<Record<string, ServiceToken>>>;

    constructor(name: string, args: InternetArgs, opts?: pulumi.ComponentResourceOptions) {
        super(
            "homelab:platform:Internet",
            name,
            { hostnames: args.apps.map(({ hostname }) => hostname) },
            opts,
        );
        const { cloudflare, cluster, apps, domain } = args;
        const zone = new Zone("zone", { ...cloudflare, domain }, { parent: this });
        const access = new Access(
            "access",
            { accountId: cloudflare.accountId, cluster, emails: cloudflare.access.emails, apps },
            { parent: this },
        );
        const tunnel = new Tunnel(
            "tunnel",
            {
                ...cloudflare,
                cluster,
                team: cloudflare.access.team,
                audiences: access.audiences,
                apps,
                gateway: args.gateway.address,
                before: [...zone.ready, ...access.ready],
            },
            { parent: this },
        );
        new Cloudflared(
            "cloudflared",
            {
                token: tunnel.token,
                team: cloudflare.access.team,
                gateway: args.gateway,
                sealingCertificate: args.sealingCertificate,
                protected: args.protected,
            },
            { parent: this },
        );
        this.serviceTokens = access.serviceTokens;
        this.registerOutputs({ hostnames: apps.map(({ hostname }) => hostname) });
    }
}
