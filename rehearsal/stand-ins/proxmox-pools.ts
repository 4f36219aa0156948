import type { ResourceKind } from "../provider/stand-in";
import { type Fields, list, text } from "../provider/value";
import { stored } from "./stored";

/** What Proxmox accepts as content of each type of storage (`content` of its storage plugins). */
const contents = {
    disks: ["images", "rootdir"],
    files: ["images", "rootdir", "vztmpl", "iso", "backup", "snippets", "import"],
};

/** Types of storage with where each lies, which no change can move. */
const types: Readonly<
    Record<string, { readonly place: readonly string[]; readonly content: keyof typeof contents }>
> = {
    "proxmoxve:storage/directory:Directory": { place: ["path"], content: "files" },
    "proxmoxve:storage/lvm:Lvm": { place: ["volumeGroup"], content: "disks" },
    "proxmoxve:storage/lvmthin:Lvmthin": { place: ["volumeGroup", "thinPool"], content: "disks" },
    "proxmoxve:storage/zfspool:Zfspool": { place: ["zfsPool"], content: "disks" },
    "proxmoxve:storage/nfs:Nfs": { place: ["server", "export"], content: "files" },
};

/** Definitions of storage: one namespace of ids for all types, as in Proxmox' storage.cfg. */
export const storagePools: Readonly<Record<string, ResourceKind>> = Object.fromEntries(
    Object.entries(types).map(([type, { place, content }]) => [
        type,
        stored({
            forceNew: ["resourceId", ...place],
            problems: ({ inputs }) => problems(inputs, contents[content]),
            admit: ({ datacenter, inputs }, id) => {
                const name = text(inputs["resourceId"]) ?? "";
                const taken = Object.keys(types).some(
                    (other) => other !== type && datacenter.get(other, name) !== undefined,
                );
                if (id === undefined && (taken || name === "local")) {
                    throw new Error(`create storage failed: storage ID '${name}' already defined`);
                }
            },
            id: ({ inputs }) => text(inputs["resourceId"]) ?? "",
        }),
    ]),
);

function problems(inputs: Fields, allowed: readonly string[]) {
    return list(inputs["contents"])
        .map((each) => text(each) ?? "")
        .filter((each) => !allowed.includes(each))
        .map((each) => ({
            property: "contents",
            reason: `storage does not support content type '${each}'`,
        }));
}
