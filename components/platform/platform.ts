import * as pulumi from "@pulumi/pulumi";
import type { HomelabConfig } from "../../config/schema";
import { CloudNativePg } from "./database";
import { Edge } from "./edge";
import { Cilium } from "./network";
import type { Peer } from "./network-policy";
import { SealedSecrets } from "./secrets";
import { Storage, type StorageArgs } from "./storage";

export interface PlatformArgs
    extends
        Pick<HomelabConfig, "proxmox" | "cluster" | "network" | "storage" | "domain">,
        Pick<StorageArgs, "csi"> {
    readonly protected: boolean;
}

/** Layer 5: the services every app stands on, in the order in which they need each other. */
export class Platform extends pulumi.ComponentResource {
    /** Where pods find the Kubernetes API. */
    readonly apiServer: Peer;
    readonly sealingCertificate: pulumi.Output<string>;
    /** Certificate of the house's own authority, PEM. */
    readonly authority: pulumi.Output<string>;
    /** What apps wait for. */
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: PlatformArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:Platform", name, { protected: args.protected }, opts);
        this.apiServer = {
            cidrs: args.cluster.nodes
                .filter((node) => node.role === "controlplane")
                .map((node) => `${node.ip}/32`),
        };

        const cilium = new Cilium(
            "cilium",
            {
                loadBalancerRange: args.network.loadBalancerRange,
                hasWorkers: args.cluster.nodes.some((node) => node.role === "worker"),
            },
            { parent: this },
        );
        const afterNetwork = { parent: this, dependsOn: cilium.ready };
        const sealedSecrets = new SealedSecrets(
            "sealed-secrets",
            { apiServer: this.apiServer, protected: args.protected },
            afterNetwork,
        );
        this.sealingCertificate = sealedSecrets.certificate;
        const shared = {
            ...args,
            apiServer: this.apiServer,
            sealingCertificate: this.sealingCertificate,
        };
        const afterSecrets = { parent: this, dependsOn: [sealedSecrets] };
        const storage = new Storage("storage", shared, afterSecrets);
        const edge = new Edge("edge", shared, afterSecrets);
        const databases = new CloudNativePg(
            "cloudnative-pg",
            { apiServer: this.apiServer, protected: args.protected },
            afterNetwork,
        );
        this.authority = edge.authority;
        this.ready = [...storage.ready, ...edge.ready, ...databases.ready];
        this.registerOutputs({ authority: this.authority });
    }
}
