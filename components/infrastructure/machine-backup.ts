import * as proxmoxve from "@muhlba91/pulumi-proxmoxve";
import * as pulumi from "@pulumi/pulumi";
import { machineLevel, tiersOf } from "../../catalogue/backup/levels";
import { machineSchedule } from "../../catalogue/backup/schedules";

export interface MachineBackupArgs {
    readonly cluster: string;
    /** The target's name in the configuration; Proxmox knows the storage by it. */
    readonly target: string;
    readonly server: string;
    readonly datastore: string;
    readonly user: string;
    /** Of the user, or the secret of its token. */
    readonly password: pulumi.Input<string>;
    readonly fingerprint?: string | undefined;
    /** Hosts that run machines. */
    readonly hosts: readonly string[];
    /** Numbers of the machines. */
    readonly vmIds: readonly number[];
    readonly protected: boolean;
}

/**
 * Machines, with the disks of control planes, on Proxmox Backup Server, encrypted before they leave
 * the host. Volumes of the cluster are not in it: the volume driver marks their disks so.
 *
 * @see https://pve.proxmox.com/wiki/Storage:_Proxmox_Backup_Server
 */
export class MachineBackup extends pulumi.ComponentResource {
    /** Key that opens the backups; secret. */
    readonly key: pulumi.Output<string>;

    constructor(name: string, args: MachineBackupArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:infrastructure:MachineBackup", name, { vmIds: args.vmIds }, opts);
        const storage = new proxmoxve.storage.Pbs(
            args.target,
            {
                resourceId: args.target,
                nodes: [...args.hosts],
                server: args.server,
                datastore: args.datastore,
                username: args.user,
                password: args.password,
                ...(args.fingerprint !== undefined && { fingerprint: args.fingerprint }),
                contents: ["backup"],
                generateEncryptionKey: true,
            },
            {
                parent: this,
                protect: args.protected,
                additionalSecretOutputs: ["generatedEncryptionKey"],
            },
        );
        this.key = pulumi.secret(storage.generatedEncryptionKey);
        const { keep } = machineLevel;
        new proxmoxve.backup.Job(
            `${args.cluster}-machines`,
            {
                resourceId: `${args.cluster}-machines`,
                schedule: machineSchedule,
                storage: storage.resourceId,
                vmids: args.vmIds.map(String),
                mode: "snapshot",
                compress: "zstd",
                enabled: true,
                repeatMissed: true,
                notesTemplate: "{{guestname}} of {{cluster}}",
                pruneBackups: Object.fromEntries(
                    tiersOf(keep).map((tier) => [`keep-${tier}`, String(keep[tier])]),
                ),
            },
            { parent: this },
        );
        this.registerOutputs({ storage: args.target });
    }
}
