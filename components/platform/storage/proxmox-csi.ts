import * as pulumi from "@pulumi/pulumi";
import type { ContainerResources } from "../../../catalogue/container";
import { platformPods } from "../../../catalogue/requests/platform-pods";
import { chartRelease } from "../chart";
import { IsolatedNamespace } from "../namespace";
import { networkPolicy, type Peer } from "../network-policy";

const chart = {
    chart: "oci://ghcr.io/sergelogvinov/charts/proxmox-csi-plugin",
    version: "0.5.9",
} as const;

/** The keys of the chart that are set; see its values.yaml. */
interface ProxmoxCsiValues {
    /** Empty: the classes are resources of their own, where policies see them. */
    readonly storageClass: readonly [];
    readonly existingConfigSecret: string;
    readonly existingConfigSecretKey: string;
    readonly node: {
        readonly tolerations: readonly {
            readonly operator: "Exists";
            readonly effect: "NoSchedule";
        }[];
        readonly plugin: Bounded;
        readonly driverRegistrar: Bounded;
    };
    readonly controller: Readonly<
        Record<"plugin" | "attacher" | "provisioner" | "resizer", Bounded>
    >;
    readonly livenessprobe: Bounded;
}

interface Bounded {
    readonly resources: ContainerResources;
}

const controller = platformPods.storage.controller.containers;
const node = platformPods.storage.node.containers;

/** Name of the Secret that tells the driver how to reach Proxmox. */
export const csiConfigSecret = "proxmox-csi-config";

/** Key of that Secret. */
export const csiConfigKey = "config.yaml";

/** Namespace of the volume driver. */
export const csiNamespace = "csi-proxmox";

/** Namespace of the volume driver; apart from the driver, whose secrets must be there first. */
export function csiHome(
    args: { readonly protected: boolean },
    opts: pulumi.ComponentResourceOptions,
): IsolatedNamespace {
    return new IsolatedNamespace(
        csiNamespace,
        // Mounting disks into other pods' file systems takes a privileged pod.
        { classification: "credentials", podSecurity: "privileged", protected: args.protected },
        opts,
    );
}

export interface ProxmoxCsiArgs {
    readonly apiServer: Peer;
    /** Name of the Proxmox cluster in the driver's configuration; the nodes' labels must say the same. */
    readonly region: string;
    /** LAN in which the Proxmox API stands. */
    readonly lanCidr: string;
    readonly proxmoxPort: number;
}

/** The volume driver: makes a Proxmox disk for each claim and attaches it to the VM of the pod's node. */
export class ProxmoxCsi extends pulumi.ComponentResource {
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: ProxmoxCsiArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:ProxmoxCsi", name, args, opts);

        const allowed = networkPolicy(
            "driver",
            {
                namespace: csiNamespace,
                pods: { "app.kubernetes.io/name": "proxmox-csi-plugin" },
                egress: [
                    { peers: [args.apiServer], ports: [6443] },
                    { peers: [{ cidrs: [args.lanCidr] }], ports: [args.proxmoxPort] },
                ],
            },
            { parent: this },
        );
        const release = chartRelease<ProxmoxCsiValues>(
            name,
            {
                chart,
                namespace: csiNamespace,
                values: {
                    storageClass: [],
                    existingConfigSecret: csiConfigSecret,
                    existingConfigSecretKey: csiConfigKey,
                    controller: {
                        plugin: { resources: controller.plugin },
                        attacher: { resources: controller.attacher },
                        provisioner: { resources: controller.provisioner },
                        resizer: { resources: controller.resizer },
                    },
                    livenessprobe: { resources: node.livenessprobe },
                    node: {
                        tolerations: [{ operator: "Exists", effect: "NoSchedule" }],
                        driverRegistrar: { resources: node.driverRegistrar },
                        plugin: { resources: node.plugin },
                    },
                },
            },
            { parent: this, dependsOn: [allowed] },
        );
        this.ready = [release];
        this.registerOutputs({ namespace: csiNamespace });
    }
}
