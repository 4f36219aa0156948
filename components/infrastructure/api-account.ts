import * as proxmoxve from "@muhlba91/pulumi-proxmoxve";
import * as pulumi from "@pulumi/pulumi";

export interface ApiAccountArgs {
    readonly cluster: string;
    /** Names the role, the user and the token. */
    readonly purpose: string;
    /** Rights on everything, no more than it needs. */
    readonly privileges: readonly string[];
    readonly comment: string;
    readonly tokenComment: string;
}

/** An account on Proxmox for one service of the cluster, with a token of its own. */
export abstract class ApiAccount extends pulumi.ComponentResource {
    /** `user@realm!token`. */
    readonly tokenId: pulumi.Output<string>;
    /** The token's secret part, without the id. */
    readonly tokenSecret: pulumi.Output<string>;

    protected constructor(
        type: string,
        name: string,
        args: ApiAccountArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super(type, name, { cluster: args.cluster }, opts);
        const account = `${args.cluster}-${args.purpose}`;

        const role = new proxmoxve.RoleLegacy(
            `${name}-role`,
            { roleId: account, privileges: [...args.privileges] },
            { parent: this },
        );
        const user = new proxmoxve.UserLegacy(
            `${name}-user`,
            { userId: `${account}@pve`, comment: args.comment, enabled: true },
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
                tokenName: args.purpose,
                privilegesSeparation: false,
                comment: args.tokenComment,
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
