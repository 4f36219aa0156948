import { z } from "zod";
import { dnsLabel, serverName } from "../fields/names";
import { httpsOrigin } from "../fields/urls";

const common = {
    name: dnsLabel.meta({ description: "Name of the target.", examples: ["usb-drive"] }),
    offsite: z.boolean().meta({ description: "Whether it survives the loss of the house." }),
};

const s3 = z
    .strictObject({
        kind: z.literal("s3"),
        ...common,
        endpoint: httpsOrigin.meta({
            description: "Address of the S3-compatible service.",
            examples: ["https://s3.eu-central-003.backblazeb2.com"],
        }),
        bucket: z
            .string()
            .regex(
                /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
                "is not a bucket name. Use 3 to 63 lower-case letters, digits, dots and hyphens.",
            )
            .meta({ description: "Bucket, made beforehand.", examples: ["homelab-backup"] }),
        region: z
            .string()
            .regex(/^[a-z0-9-]{1,40}$/, "is not a region. Write it like eu-central-1.")
            .meta({ description: "Region of the service.", examples: ["eu-central-1"] })
            .optional(),
    })
    .meta({ description: "A bucket of an S3-compatible service." });

const externalDrive = z
    .strictObject({
        kind: z.literal("external-drive"),
        ...common,
        path: z
            .string()
            .regex(/^(\/[A-Za-z0-9._-]+)+$/, "is not an absolute path. Write it like /mnt/backup.")
            .meta({ description: "Where the drive is mounted.", examples: ["/mnt/backup"] }),
    })
    .meta({ description: "A drive that is plugged in." });

const proxmoxBackupServer = z
    .strictObject({
        kind: z.literal("proxmox-backup-server"),
        ...common,
        server: serverName.meta({
            description: "Host name or address of the server.",
            examples: ["pbs.home.example.org"],
        }),
        datastore: z
            .string()
            .regex(
                /^[A-Za-z0-9_][A-Za-z0-9._-]{2,31}$/,
                "is not a datastore name. Write it like main.",
            )
            .meta({ description: "Datastore on the server.", examples: ["main"] }),
        fingerprint: z
            .string()
            .regex(
                /^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){31}$/,
                "is not a SHA-256 fingerprint. Write 32 bytes in hexadecimal with colons between them.",
            )
            .meta({
                description: "Fingerprint of its certificate, if no known authority signed it.",
            })
            .optional(),
    })
    .meta({ description: "A Proxmox Backup Server. It backs up machines, not the apps' volumes." });

/** `homelab:backup`: where backups go. */
export const backupSection = z
    .strictObject({
        targets: z
            .array(z.discriminatedUnion("kind", [s3, externalDrive, proxmoxBackupServer]))
            .meta({ description: "Places that backups go to." }),
    })
    .meta({ description: "Where backups go." });
