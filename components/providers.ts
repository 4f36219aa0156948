import * as proxmoxve from "@muhlba91/pulumi-proxmoxve";
import * as cloudflare from "@pulumi/cloudflare";
import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import * as tls from "@pulumi/tls";
import * as grafana from "@pulumiverse/grafana";
import * as talos from "@pulumiverse/talos";
import type { HomelabConfig } from "../config/schema";

/**
 * Providers that need no cluster. They are made here and nowhere else, and handed down by parent:
 * default providers are off, so that a forgotten parent fails instead of acting on whatever the
 * environment happens to point at.
 */
export function baseProviders(
    proxmox: HomelabConfig["proxmox"],
    apiToken: pulumi.Output<string>,
    cloudflareToken: pulumi.Output<string> | undefined,
): pulumi.ProviderResource[] {
    return [
        new proxmoxve.Provider("proxmox", {
            endpoint: proxmox.endpoint,
            apiToken,
            insecure: proxmox.insecure,
            minTls: "1.3",
        }),
        new talos.Provider("talos"),
        new random.Provider("random"),
        new tls.Provider("tls"),
        ...(cloudflareToken === undefined
            ? []
            : [new cloudflare.Provider("cloudflare", { apiToken: cloudflareToken })]),
    ];
}

/** The provider for pages and rules in Grafana; none unless the owner has given address and token. */
export function grafanaProvider(
    { grafanaCloud }: HomelabConfig["observability"],
    token: pulumi.Output<string> | undefined,
): pulumi.ProviderResource[] {
    const url = grafanaCloud?.grafanaUrl;
    return url === undefined || token === undefined
        ? []
        : [new grafana.Provider("grafana", { url, auth: token })];
}

/** The provider for everything inside the cluster. */
export function clusterProvider(
    cluster: string,
    kubeconfig: pulumi.Output<string>,
    opts: pulumi.ResourceOptions,
): k8s.Provider {
    return new k8s.Provider(
        "kubernetes",
        {
            kubeconfig,
            // Certificates in the kubeconfig are renewed; without a name of its own the cluster
            // would count as another one then, and every object would be replaced.
            clusterIdentifier: cluster,
            enableServerSideApply: true,
            // Otherwise a changed line is a ConfigMap deleted and made again, under running pods.
            enableConfigMapMutable: true,
            enableSecretMutable: true,
        },
        opts,
    );
}
