import * as proxmoxve from "@muhlba91/pulumi-proxmoxve";
import * as pulumi from "@pulumi/pulumi";

/**
 * The rights the volume driver needs, no more: it makes, resizes and attaches disks.
 * `Sys.Audit` lets it find the node of a disk on Proxmox clusters.
 *
 * @see https://github.com/sergelogvinov/proxmox-csi-plugin/blob/main/docs/install.md
 */
const privileges = [
    "Datastore.Allocate",
    "Datastore.AllocateSpace",
    "Datastore.Audit",
    "Sys.Audit",
    "VM.Audit",
    "VM.Config.Disk",
];

/** The Proxmox account with which the cluster's volume driver creates disks. */
export class CsiAccount extends pulumi.ComponentResource {
    /** `user@realm!token`. */
    readonly tokenId: pulumi.Output<string>;
    /** The token's secret part, without the id. */
    readonly tokenSecret: pulumi.Output<string>;

    constructor(
        name: string,
        args: { readonly cluster: string },
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("homelab:infrastructure:CsiAccount", name, args, opts);

        const role = new proxmoxve.RoleLegacy(
            `${name}-role`,
            { roleId: `${args.cluster}-csi`, privileges },
            { parent: this },
        );
        const user = new proxmoxve.UserLegacy(
            `${name}-user`,
            {
                userId: `${args.cluster}-csi@pve`,
                comment: `Volume driver of the cluster ${args.cluster}`,
                enabled: true,
            },
            { parent: this },
        );
        const acl = new proxmoxve.Acl(
            `${name}-acl`,
            { path: "/", propagate: true, roleId: role.roleId, userId: user.userId },
            { parent: this },
        );
        const token = new proxmoxve.user.Token(
            `${name}-token`,
            {
                userId: user.userId,
                tokenName: "csi",
                privilegesSeparation: false,
                comment: "proxmox-csi",
            },
            { parent: this, dependsOn: [acl], additionalSecretOutputs: ["value"] },
        );
        this.tokenId = token.id;
        this.tokenSecret = pulumi.secret(
            token.value.apply((value) => value.slice(value.lastIndexOf("=") + 1)),
        );
        this.registerOutputs({ tokenId: this.tokenId });
    }
}
