import { z } from "zod";
import { poolId, serverName } from "../fields/names";
import { size } from "../fields/size";

const place = (description: string, example: string) =>
    z
        .string()
        .regex(
            /^[A-Za-z0-9/][A-Za-z0-9_.:/-]*$/,
            "is not a name or path. Use letters, digits and . _ : / -, without blanks.",
        )
        .meta({ description, examples: [example] });

/** A pool of one kind, and what says where it lies when the program defines it. */
function poolOf<K extends string, P extends z.ZodRawShape>(kind: K, places: P) {
    return z
        .strictObject({
            id: poolId.meta({
                description: "Storage id in Proxmox (Datacenter > Storage).",
                examples: ["local-lvm"],
            }),
            kind: z.literal(kind).meta({ description: "What kind of storage it is." }),
            size: size.meta({
                description: "Room that the homelab may use in it.",
                examples: ["800Gi"],
            }),
            managed: z
                .strictObject(places)
                .meta({
                    description:
                        "Where the pool lies, to have it defined in Proxmox by this program; leave out for one that Proxmox has.",
                })
                .optional(),
        })
        .meta({ description: `A storage pool of kind ${kind}.` });
}

const volumeGroup = place("The volume group on the hosts.", "vmdata");

/** A storage pool of a host; kinds by Proxmox's own names but for `directory` (`dir`). */
export const storagePool = z.discriminatedUnion("kind", [
    poolOf("lvmthin", { volumeGroup, thinPool: place("The thin pool in the group.", "data") }),
    poolOf("zfspool", { zfsPool: place("The ZFS pool, or a data set in it.", "tank/vm") }),
    poolOf("directory", { path: place("Its path on the hosts, where a disk is.", "/mnt/tank") }),
    poolOf("nfs", {
        server: serverName.meta({
            description: "The file server.",
            examples: ["nas.home.example.org"],
        }),
        export: place("What the server exports.", "/export/backup"),
    }),
    poolOf("lvm", { volumeGroup }),
]);
