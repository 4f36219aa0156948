import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import type { PublishedApp } from "./published-app";

/** How long a login lasts. */
const session = "24h";

export interface AccessArgs {
    readonly accountId: string;
    readonly cluster: string;
    /** People who may come in. */
    readonly emails: readonly string[];
    readonly apps: readonly PublishedApp[];
}

/** What a program sends along instead of a login: the headers CF-Access-Client-Id and -Secret. */
export interface ServiceToken {
    readonly clientId: string;
    readonly clientSecret: string;
}

/**
 * Who may pass Cloudflare on the way to an app: people by a login, programs by a token where the
 * owner gave them one, anybody on paths that the owner opened.
 *
 * @see https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/
 */
export class Access extends pulumi.ComponentResource {
    /** Audience tag of each app's login, by app; the tunnel lets nothing else through. */
    readonly audiences: Readonly<Record<string, pulumi.Output<string>>>;
    /** By app; secret. */
    readonly serviceTokens: pulumi.Output<Readonly<Record<string, ServiceToken>>>;
    /** Wait for these before a name becomes public. */
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: AccessArgs, opts?: pulumi.ComponentResourceOptions) {
        super(
            "homelab:platform:Access",
            name,
            { emails: args.emails, apps: args.apps.map((app) => app.name) },
            opts,
        );
        const { accountId, cluster } = args;
        const people = new cloudflare.ZeroTrustAccessPolicy(
            `${name}-people`,
            {
                accountId,
                name: `${cluster}: people`,
                decision: "allow",
                includes: args.emails.map((email) => ({ email: { email } })),
                sessionDuration: session,
            },
            { parent: this },
        );
        const tokens = args.apps
            .filter(({ serviceToken }) => serviceToken)
            .map((app) => this.serviceToken(name, args, app));
        const applications = args.apps.map((app) => {
            const own = tokens.filter((token) => token.app === app.name);
            return {
                app,
                application: this.login(name, args, app, [
                    people,
                    ...own.map(({ policy }) => policy),
                ]),
            };
        });
        this.audiences = Object.fromEntries(
            applications.map(({ app, application }) => [app.name, application.aud]),
        );
        this.serviceTokens = pulumi.secret(
            pulumi
                .all(
                    tokens.map(({ app, token }) =>
                        pulumi
                            .all([token.clientId, token.clientSecret])
                            .apply(
                                ([clientId, clientSecret]) =>
                                    [app, { clientId, clientSecret }] as const,
                            ),
                    ),
                )
                .apply((entries) => Object.fromEntries(entries)),
        );
        this.ready = [
            ...applications.map(({ application }) => application),
            ...this.openings(name, args),
        ];
        this.registerOutputs({ apps: args.apps.map((app) => app.name) });
    }

    /** The app behind a login. */
    private login(
        name: string,
        { accountId, cluster }: AccessArgs,
        app: PublishedApp,
        policies: readonly cloudflare.ZeroTrustAccessPolicy[],
    ): cloudflare.ZeroTrustAccessApplication {
        return new cloudflare.ZeroTrustAccessApplication(
            `${name}-${app.name}`,
            {
                accountId,
                name: `${cluster}: ${app.title}`,
                type: "self_hosted",
                domain: app.hostname,
                sessionDuration: session,
                appLauncherVisible: false,
                httpOnlyCookieAttribute: true,
                sameSiteCookieAttribute: "lax",
                // Programs are told that they lack a token, instead of being sent a page.
                serviceAuth401Redirect: true,
                policies: policies.map(({ id }, at) => ({ id, precedence: at + 1 })),
            },
            { parent: this },
        );
    }

    private serviceToken(name: string, { accountId, cluster }: AccessArgs, app: PublishedApp) {
        const token = new cloudflare.ZeroTrustAccessServiceToken(
            `${name}-${app.name}-token`,
            { accountId, name: `${cluster}: ${app.title}` },
            { parent: this },
        );
        const policy = new cloudflare.ZeroTrustAccessPolicy(
            `${name}-${app.name}-programs`,
            {
                accountId,
                name: `${cluster}: programs of ${app.title}`,
                decision: "non_identity",
                includes: [{ serviceToken: { tokenId: token.id } }],
            },
            { parent: this },
        );
        return { app: app.name, token, policy };
    }

    /** The paths that anybody may call, each an application that lets everyone pass. */
    private openings(name: string, args: AccessArgs): pulumi.Resource[] {
        const { accountId, cluster, apps } = args;
        const paths = apps.flatMap((app) => app.openPaths.map((path) => ({ app, path })));
        if (paths.length === 0) {
            return [];
        }
        const anybody = new cloudflare.ZeroTrustAccessPolicy(
            `${name}-anybody`,
            {
                accountId,
                name: `${cluster}: anybody`,
                decision: "bypass",
                includes: [{ everyone: {} }],
            },
            { parent: this },
        );
        return paths.map(
            ({ app, path }) =>
                new cloudflare.ZeroTrustAccessApplication(
                    `${name}-${app.name}${path.replaceAll("/", "-").toLowerCase()}`,
                    {
                        accountId,
                        name: `${cluster}: ${app.title}, ${path}`,
                        type: "self_hosted",
                        domain: `${app.hostname}${path}`,
                        appLauncherVisible: false,
                        policies: [{ id: anybody.id, precedence: 1 }],
                    },
                    { parent: this },
                ),
        );
    }
}
