import * as proxmoxve from "@muhlba91/pulumi-proxmoxve";
import * as pulumi from "@pulumi/pulumi";
import * as talos from "@pulumiverse/talos";
import { stringify } from "yaml";

/**
 * What is built into the Talos image beside the system itself. The guest agent must be here
 * exactly when the VMs enable it, or Proxmox waits for it in vain.
 */
export const systemExtensions = ["siderolabs/qemu-guest-agent"] as const;

export interface TalosImageArgs {
    /** Talos version, e.g. `v1.13.9`. */
    readonly version: string;
    /** Signed boot chain; TPM-sealed disk keys need it. */
    readonly secureBoot: boolean;
    /** Hosts that run nodes; each downloads the image itself. */
    readonly hosts: readonly string[];
    /** What drives devices that are passed on to machines, e.g. `i915`; Talos comes without. */
    readonly drivers: readonly string[];
    /** Proxmox storage that takes ISO images. */
    readonly pool: string;
}

/**
 * The Talos installation image on every host, and the installer reference that nodes install from.
 * Both come from one image-factory schematic, so they hold the same extensions.
 *
 * @see https://www.talos.dev/latest/talos-guides/install/boot-assets/
 */
export class TalosImage extends pulumi.ComponentResource {
    /** Installer container image with tag, for `machine.install.image`. */
    readonly installer: pulumi.Output<string>;
    /** Image file id by host name. */
    readonly fileIds: Readonly<Record<string, pulumi.Output<string>>>;

    constructor(name: string, args: TalosImageArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:infrastructure:TalosImage", name, args, opts);

        const schematic = new talos.imagefactory.Schematic(
            `${name}-schematic`,
            {
                schematic: stringify({
                    customization: {
                        systemExtensions: {
                            officialExtensions: [
                                ...systemExtensions,
                                ...args.drivers.map((driver) => `siderolabs/${driver}`),
                            ],
                        },
                    },
                }),
            },
            { parent: this },
        );

        const variant = args.secureBoot ? "-secureboot" : "";
        // Another image is another file, as nothing is fetched over one that is there.
        const contents = args.drivers.map((driver) => `-${driver}`).join("");
        this.installer = pulumi.interpolate`factory.talos.dev/nocloud-installer${variant}/${schematic.id}:${args.version}`;
        this.fileIds = Object.fromEntries(
            args.hosts.map((host) => {
                const file = new proxmoxve.download.File(
                    `${name}-${host}`,
                    {
                        nodeName: host,
                        datastoreId: args.pool,
                        contentType: "iso",
                        fileName: `talos-${args.version}-nocloud${variant}${contents}.iso`,
                        url: pulumi.interpolate`https://factory.talos.dev/image/${schematic.id}/${args.version}/nocloud-amd64${variant}.iso`,
                        // A file that another tool put there, or that changed size upstream, is an
                        // error to look at, not something to fetch again under running VMs.
                        overwrite: false,
                    },
                    { parent: this },
                );
                return [host, file.id];
            }),
        );
        this.registerOutputs({ installer: this.installer });
    }
}
