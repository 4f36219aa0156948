import { createHash } from "node:crypto";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { platformAsset } from "../../../catalogue/platform-assets";
import { registries, registryCachePort } from "../../../catalogue/registries";
import type { Size } from "../../../catalogue/units";
import { platformPods } from "../../../catalogue/requests/platform-pods";
import { IsolatedNamespace } from "../namespace";
import { hostEgress } from "../network";
import { podService } from "../pod-service";
import { DataVolume } from "../storage";
import { restrictedContainer, restrictedPod } from "../restricted-pod";
import { imagesFolder, zotConfig } from "./zot-config";

const image =
    "ghcr.io/project-zot/zot:v2.1.20@sha256:542e25be4d32e7879c0cfad93492a93c81b1e059cbd2d30d485d4bd567318234";
const cacheNamespace = "registry-cache";
const pods = { "app.kubernetes.io/name": "registry-cache" } as const;

export interface RegistryCacheArgs {
    /** Fixed address inside the service network; the nodes' configuration names it. */
    readonly address: string;
    readonly size: Size;
}

/**
 * Keeps every image that a node has pulled, so that a pod moves without the internet. Nodes ask it
 * first and go to the registry themselves when it does not answer.
 */
export class RegistryCache extends pulumi.ComponentResource {
    constructor(name: string, args: RegistryCacheArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:RegistryCache", name, args, opts);
        const asset = platformAsset("container-images");

        const home = new IsolatedNamespace(
            cacheNamespace,
            {
                classification: asset.classification,
                podSecurity: "restricted",
                protected: false,
            },
            { parent: this },
        );
        const inside = { parent: this, dependsOn: home.ready };
        const volume = new DataVolume(
            "registry-cache-images",
            { namespace: cacheNamespace, asset, size: args.size, protected: false },
            inside,
        );
        const ways = [fromNodes(inside), toRegistries(inside)];
        const config = configMap(inside);
        const server = deployment(volume.claimName, {
            parent: this,
            dependsOn: [...home.ready, ...ways, config, volume],
        });
        service(args.address, { parent: this, dependsOn: [server] });
        this.registerOutputs({ address: args.address });
    }
}

/** Nodes pull, pods never do; addresses do not tell nodes apart once traffic has passed a tunnel. */
function fromNodes(opts: pulumi.CustomResourceOptions): pulumi.Resource {
    return new k8s.apiextensions.CustomResource(
        "registry-cache-nodes",
        {
            apiVersion: "cilium.io/v2",
            kind: "CiliumNetworkPolicy",
            metadata: { name: "from-nodes", namespace: cacheNamespace },
            spec: {
                endpointSelector: { matchLabels: { ...pods } },
                ingress: [
                    {
                        fromEntities: ["host", "remote-node"],
                        toPorts: [
                            { ports: [{ port: String(registryCachePort), protocol: "TCP" }] },
                        ],
                    },
                ],
            },
        },
        opts,
    );
}

function toRegistries(opts: pulumi.CustomResourceOptions): pulumi.Resource {
    const names = registries.flatMap(({ name, leadsTo }) => [name, ...leadsTo]);
    const hosts = [...new Set(names)].map((name) => ({ name, port: 443 }));
    return hostEgress("registries", { namespace: cacheNamespace, pods, hosts }, opts);
}

const configText = JSON.stringify(zotConfig(), undefined, 2);

function configMap(opts: pulumi.CustomResourceOptions): pulumi.Resource {
    return new k8s.core.v1.ConfigMap(
        "registry-cache-config",
        {
            metadata: { name: "registry-cache-config", namespace: cacheNamespace },
            data: { "config.json": configText },
        },
        opts,
    );
}

function deployment(claim: string, opts: pulumi.CustomResourceOptions): pulumi.Resource {
    const checksum = createHash("sha256").update(configText).digest("hex");
    return new k8s.apps.v1.Deployment(
        "registry-cache",
        {
            metadata: { name: "registry-cache", namespace: cacheNamespace, labels: pods },
            spec: {
                replicas: 1,
                // Two pods would share one volume.
                strategy: { type: "Recreate" },
                selector: { matchLabels: pods },
                template: {
                    metadata: { labels: pods, annotations: { "checksum/config": checksum } },
                    spec: podSpec(claim),
                },
            },
        },
        opts,
    );
}

function podSpec(claim: string): k8s.types.input.core.v1.PodSpec {
    return {
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: restrictedPod(1000, { ownsVolumes: true }),
        containers: [
            {
                name: "zot",
                image,
                args: ["serve", "/etc/zot/config.json"],
                ports: [{ name: "http", containerPort: registryCachePort }],
                startupProbe: { ...probe("/startupz"), periodSeconds: 5, failureThreshold: 60 },
                readinessProbe: probe("/readyz"),
                livenessProbe: probe("/livez"),
                resources: platformPods.imageCache.cache.containers.cache,
                securityContext: restrictedContainer(),
                volumeMounts: [
                    { name: "images", mountPath: imagesFolder },
                    { name: "config", mountPath: "/etc/zot", readOnly: true },
                    { name: "tmp", mountPath: "/tmp" },
                ],
            },
        ],
        volumes: [
            { name: "images", persistentVolumeClaim: { claimName: claim } },
            { name: "config", configMap: { name: "registry-cache-config" } },
            { name: "tmp", emptyDir: { sizeLimit: "1Gi" } },
        ],
    };
}

function probe(path: string) {
    return { httpGet: { path, port: registryCachePort } };
}

function service(clusterIP: string, opts: pulumi.CustomResourceOptions): void {
    podService(
        "registry-cache",
        {
            namespace: cacheNamespace,
            pods,
            spec: {
                clusterIP,
                ports: [{ name: "http", port: registryCachePort, targetPort: registryCachePort }],
            },
        },
        opts,
    );
}
