import { z } from "zod";
import { day } from "../fields/dates";
import { dnsLabel, serverName } from "../fields/names";
import { httpsOrigin } from "../fields/urls";

const name = dnsLabel.meta({ description: "Name of the target.", examples: ["usb-drive"] });

const offsite = z.boolean().meta({ description: "Whether it survives the loss of the house." });

const bucket = z
    .string()
    .regex(
        /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
        "is not a bucket name. Use 3 to 63 lower-case letters, digits, dots and hyphens.",
    );

const s3 = z
    .strictObject({
        kind: z.literal("s3"),
        name,
        offsite,
        endpoint: httpsOrigin.meta({
            description: "Address of the S3-compatible service.",
            examples: ["https://s3.eu-central-003.backblazeb2.com"],
        }),
        bucket: bucket.meta({
            description:
                "Bucket, made beforehand; a lifecycle rule for its folder etcd/ should delete after 7 days.",
            examples: ["homelab-backup"],
        }),
        region: z
            .string()
            .regex(/^[a-z0-9-]{1,40}$/, "is not a region. Write it like eu-central-1.")
            .meta({ description: "Region of the service.", examples: ["eu-central-1"] })
            .optional(),
    })
    .meta({ description: "A bucket of an S3-compatible service." });

const r2 = z
    .strictObject({
        kind: z.literal("r2"),
        name,
        bucket: z
            .string()
            .regex(
                /^[a-z0-9][a-z0-9-]{1,40}[a-z0-9]$/,
                "is not the beginning of a bucket name. Use 3 to 42 lower-case letters, digits and hyphens.",
            )
            .meta({
                description: "First part of the buckets' names; one is made for each purpose.",
                examples: ["homelab"],
            }),
        location: z
            .enum(["weur", "eeur", "wnam", "enam", "apac", "oc"])
            .meta({ description: "Part of the world the buckets lie in; Cloudflare's own words." })
            .optional(),
    })
    .meta({ description: "Buckets at Cloudflare R2, made by this program; out of the house." });

const restServer = z
    .strictObject({
        kind: z.literal("rest-server"),
        name,
        offsite,
        url: httpsOrigin.meta({
            description:
                "Address of restic's rest-server, e.g. on the Proxmox host that the drive is plugged into.",
            examples: ["https://pve1.home.example.org:8000"],
        }),
        user: z
            .string()
            .regex(
                /^[a-z][a-z0-9_-]{0,31}$/,
                "is not a user name. Use lower-case letters, digits, hyphens and underscores, a letter first.",
            )
            .meta({ description: "User on it, to whom repositories belong.", examples: ["lab"] }),
    })
    .meta({ description: "An external drive behind restic's rest-server." });

const proxmoxBackupServer = z
    .strictObject({
        kind: z.literal("proxmox-backup-server"),
        name,
        offsite,
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
        user: z
            .string()
            .regex(
                /^[^\s@!]+@[a-z]+(![A-Za-z][A-Za-z0-9._-]*)?$/,
                "is not a user or API token of the server. Write it like homelab@pbs!proxmox.",
            )
            .meta({
                description: "User or API token on the server, with the role DatastoreBackup.",
                examples: ["homelab@pbs!proxmox"],
            }),
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

const incomplete = z
    .strictObject({
        reason: z
            .string()
            .regex(/^.{10,}$/, "is too short. Say in a sentence why.")
            .meta({ description: "Why backups are not complete yet." }),
        until: day.meta({ description: "Last day on which that is accepted." }),
    })
    .meta({ description: "Accepts for a time that critical data has too few targets." });

/** `homelab:backup`: where backups go. */
export const backupSection = z
    .strictObject({
        targets: z
            .array(z.discriminatedUnion("kind", [s3, r2, restServer, proxmoxBackupServer]))
            .meta({
                description:
                    "Places that backups go to. The first bucket (s3 or r2) takes everything, the second a copy of what is critical.",
            }),
        incomplete: incomplete.optional(),
        drilled: day
            .meta({
                description:
                    "Day on which a person last did the quarterly drill (docs/runbooks/quarterly-drill.md); `make audit` fails when that is more than 92 days ago.",
                examples: ["2027-01-31"],
            })
            .optional(),
    })
    .meta({ description: "Where backups go." });
