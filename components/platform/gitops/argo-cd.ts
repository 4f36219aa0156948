import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { platformAsset } from "../../../catalogue/platform-assets";
import { chartRelease } from "../chart";
import { IsolatedNamespace } from "../namespace";
import { hostEgress } from "../network";
import { networkPolicy, type Peer } from "../network-policy";
import { SealedSecret } from "../secrets";
import { type ArgoCdValues, argoCdValues } from "./argo-cd-values";
import { type ChartSource, type GitRepository, hostOf } from "./chart-source";
import { closedDefaultProject, deliveryProject, gitopsNamespace } from "./delivery";

const chart = {
    chart: "argo-cd",
    repository: "https://argoproj.github.io/argo-helm",
    version: "10.1.1",
} as const;

/** Service and port of Argo CD's pages. */
export const argoCdService = { service: "argocd-server", port: 80 } as const;

const serverPort = 8080;

/** Registries that answer a chart's download with a redirect to another host. */
const redirects: Readonly<Record<string, readonly string[]>> = {
    "ghcr.io": ["pkg-containers.githubusercontent.com"],
    "github.com": ["codeload.github.com"],
};

export interface ArgoCdArgs extends GitRepository {
    readonly hostname: string;
    /** User and token for the repository, when it is not public. */
    readonly login?: { readonly user: string; readonly token: pulumi.Input<string> };
    /** The apps it delivers. */
    readonly apps: readonly { readonly name: string; readonly source: ChartSource }[];
    readonly apiServer: Peer;
    /** Pods of the gateway, which shows its pages. */
    readonly gateway: Peer;
    /** Certificate that credentials are sealed with, PEM. */
    readonly sealingCertificate: pulumi.Input<string>;
    readonly protected: boolean;
}

/**
 * Argo CD: keeps the apps that are handed to it as their charts in Git say. Pages are for the house
 * only; the administrator's password is a stack secret.
 *
 * @see docs/seed/data-architecture.md, "Data Backup": ArgoCD, Git repository, continuous
 */
export class ArgoCd extends pulumi.ComponentResource {
    readonly hostname: string;
    /** Wait for these before handing over an app. */
    readonly ready: pulumi.Resource[];
    /** Password of the user `admin`; secret. */
    readonly adminPassword: pulumi.Output<string>;

    constructor(name: string, args: ArgoCdArgs, opts?: pulumi.ComponentResourceOptions) {
        super(
            "homelab:platform:ArgoCd",
            name,
            { hostname: args.hostname, apps: args.apps.map((app) => app.name) },
            opts,
        );
        this.hostname = args.hostname;
        const home = new IsolatedNamespace(
            gitopsNamespace,
            {
                classification: "credentials",
                podSecurity: "restricted",
                reach: "internal",
                protected: args.protected,
            },
            { parent: this },
        );
        const inside = { parent: this, dependsOn: home.ready };
        const admin = new random.RandomPassword(
            `${name}-admin-password`,
            { length: 32, special: false },
            { parent: this },
        );
        this.adminPassword = admin.result;
        const secrets = this.credentials(name, args, admin, home.ready);
        const release = chartRelease<ArgoCdValues>(
            name,
            { chart, namespace: gitopsNamespace, values: argoCdValues(args.hostname) },
            {
                parent: this,
                dependsOn: [...home.ready, ...secrets, ...this.traffic(args, home.ready)],
            },
        );
        const project = deliveryProject(args.apps, { ...inside, dependsOn: [release] });
        closedDefaultProject({ ...inside, dependsOn: [release] });
        this.ready = [release, project];
        this.registerOutputs({ hostname: args.hostname });
    }

    /** The Secrets that the chart would otherwise make from plain values or jobs of its own. */
    private credentials(
        name: string,
        args: ArgoCdArgs,
        admin: random.RandomPassword,
        dependsOn: pulumi.Resource[],
    ): pulumi.Resource[] {
        const inside = { parent: this, dependsOn };
        const common = {
            namespace: gitopsNamespace,
            certificate: args.sealingCertificate,
            asset: platformAsset("argocd-credentials"),
        };
        const generated = (what: string) =>
            new random.RandomPassword(
                `${name}-${what}`,
                { length: 48, special: false },
                { parent: this },
            ).result;
        return [
            new SealedSecret(
                "argocd-secret",
                {
                    ...common,
                    labels: { "app.kubernetes.io/part-of": "argocd" },
                    values: {
                        "admin.password": admin.bcryptHash,
                        "server.secretkey": generated("session-key"),
                    },
                },
                inside,
            ),
            new SealedSecret(
                "argocd-redis",
                { ...common, values: { auth: generated("redis-password") } },
                inside,
            ),
            ...(args.login
                ? [
                      new SealedSecret(
                          "argocd-repository",
                          {
                              ...common,
                              labels: { "argocd.argoproj.io/secret-type": "repository" },
                              values: {
                                  type: "git",
                                  url: args.repository,
                                  username: args.login.user,
                                  password: args.login.token,
                              },
                          },
                          inside,
                      ),
                  ]
                : []),
        ];
    }

    private traffic(args: ArgoCdArgs, dependsOn: pulumi.Resource[]): pulumi.Resource[] {
        const inside = { parent: this, dependsOn };
        const part = (role: string) => ({ "app.kubernetes.io/name": `argocd-${role}` });
        const to = (role: string, port: number) => ({
            peers: [{ pods: part(role) }],
            ports: [port],
        });
        const from = (roles: readonly string[], port: number) => ({
            peers: roles.map((role) => ({ pods: part(role) })),
            ports: [port],
        });
        const apiServer = { peers: [args.apiServer], ports: [6443] };
        const policy = (role: string, rules: Pick<Parameters<typeof networkPolicy>[1], Way>) =>
            networkPolicy(role, { namespace: gitopsNamespace, pods: part(role), ...rules }, inside);
        const hosts = [...new Set(args.apps.map(({ source }) => hostOf(source)))];
        const called = hosts.flatMap((host) => [host, ...(redirects[host] ?? [])]);
        return [
            policy("server", {
                ingress: [{ peers: [args.gateway], ports: [serverPort] }],
                egress: [apiServer, to("repo-server", 8081), to("redis", 6379)],
            }),
            policy("application-controller", {
                egress: [apiServer, to("repo-server", 8081), to("redis", 6379)],
            }),
            policy("repo-server", {
                ingress: [from(["server", "application-controller"], 8081)],
                egress: [to("redis", 6379)],
            }),
            policy("redis", {
                ingress: [from(["server", "application-controller", "repo-server"], 6379)],
            }),
            ...(called.length > 0
                ? [
                      hostEgress(
                          "repo-server",
                          {
                              namespace: gitopsNamespace,
                              pods: part("repo-server"),
                              hosts: called.map((host) => ({ name: host, port: 443 })),
                          },
                          inside,
                      ),
                  ]
                : []),
        ];
    }
}

type Way = "ingress" | "egress";
