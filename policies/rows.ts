/** A row of the list of rules that were wanted which is no rule of its own, and where it went. */
export interface FoldedRow {
    readonly id: string;
    /** `rule`: another rule judges it; `elsewhere`: something else sees to it; `open`: nothing does yet. */
    readonly fate: "rule" | "elsewhere" | "open";
    /** The rule's name, or the place. */
    readonly where: string;
    readonly reason: string;
}

const numbersOf = (prefix: string, last: number): readonly string[] =>
    Array.from({ length: last }, (_, at) => `${prefix}-${String(at + 1).padStart(2, "0")}`);

/** The rules that were wanted, by number. */
export const rows: readonly string[] = [
    ...numbersOf("CLS", 4),
    ...numbersOf("ENC", 5),
    ...numbersOf("SCL", 5),
    ...numbersOf("SEC", 10),
    ...numbersOf("TLS", 7),
    ...numbersOf("NET", 5),
    ...numbersOf("ACC", 5),
    ...numbersOf("BAK", 7),
    ...numbersOf("RET", 2),
    ...numbersOf("ETC", 5),
    ...numbersOf("PRV", 3),
    ...numbersOf("POD", 9),
    ...numbersOf("IMG", 1),
    ...numbersOf("PVE", 7),
    ...numbersOf("CFD", 2),
    ...numbersOf("ENG", 5),
];

/** Those that are no rule of their own. */
export const foldedRows: readonly FoldedRow[] = [
    {
        id: "CLS-02",
        fate: "rule",
        where: "data-classified",
        reason: "A label other than the catalogue's is refused there, a lower one too; volumes and databases are made from the catalogue's entries and from nothing else.",
    },
    {
        id: "ENC-04",
        fate: "elsewhere",
        where: "docs/decisions/0056-know-what-stays-plain-on-a-host.md",
        reason: "Nothing is claimed of a host's own encryption: each volume is encrypted by itself, whatever pool it lies in.",
    },
    {
        id: "SEC-04",
        fate: "rule",
        where: "credential-by-reference",
        reason: "One detector for config maps, commands and environment variables.",
    },
    {
        id: "SEC-05",
        fate: "rule",
        where: "credential-by-reference",
        reason: "The same detector looks into Helm values.",
    },
    {
        id: "SEC-08",
        fate: "elsewhere",
        where: "config/inspect-entries.ts",
        reason: "A pack never sees the stack's file: the configuration is checked before anything is registered.",
    },
    {
        id: "SEC-09",
        fate: "elsewhere",
        where: "policies/audit/checks/key-kept-secret.ts",
        reason: "Only a state can be asked: `make audit` does, and the rehearsal searches all it wrote for every secret.",
    },
    {
        id: "TLS-04",
        fate: "rule",
        where: "route-https-only",
        reason: "A listener matters to the routes that attach to it, so both are judged at once.",
    },
    {
        id: "BAK-07",
        fate: "elsewhere",
        where: "docs/decisions/0038-lock-what-is-written-once.md",
        reason: "Buckets are made with their locks; restic and Kopia cannot work in a locked one.",
    },
    {
        id: "ETC-05",
        fate: "rule",
        where: "irreplaceable-protected",
        reason: "What cannot be made again is one list, whichever layer makes it.",
    },
    {
        id: "PVE-02",
        fate: "rule",
        where: "irreplaceable-protected",
        reason: "What cannot be made again is one list, machines and their disks first.",
    },
];

/** A part of a row that its rule does not judge, and where it is seen to instead. */
export interface NarrowedRow {
    readonly id: string;
    readonly part: string;
    /** A file of this repository. */
    readonly where: string;
    readonly reason: string;
}

/** What rules of a wanted number leave out. */
export const narrowedRows: readonly NarrowedRow[] = [
    {
        id: "ENC-05",
        part: "The Secret of a passphrase is protected and immutable.",
        where: "components/platform/secrets/sealing.ts",
        reason: "It is made again from the passphrase, which is protected, and has to change when it is sealed for a new certificate.",
    },
    {
        id: "SCL-03",
        part: "Some class is the default.",
        where: "policies/rules/volume-names-class.ts",
        reason: "Every claim names its class, so none is needed; two would decide by chance, which is judged.",
    },
    {
        id: "SCL-04",
        part: "A size is no smaller than the catalogue's.",
        where: "docs/decisions/0057-refuse-to-shrink-volumes.md",
        reason: "The catalogue's size is a default, and the owner's to change; a volume that exists cannot shrink.",
    },
    {
        id: "SEC-10",
        part: "The sealing certificate is of its key.",
        where: "components/platform/secrets/sealing-key.ts",
        reason: "Both come from one resource, and neither is known at preview; what was sealed is opened again in a rehearsal.",
    },
    {
        id: "NET-03",
        part: "A way to DNS beside the default-deny policy.",
        where: "components/platform/namespace.ts",
        reason: "One component makes both; without the way nothing works, which no rule need say.",
    },
    {
        id: "NET-05",
        part: "No policy selects pods that are not there.",
        where: "docs/decisions/0073-declare-every-way-of-traffic.md",
        reason: "Labels of pods in releases are known once rendered: `make verify` asks of every way whether it is declared, and of every declared one whether it is open.",
    },
    {
        id: "ACC-04",
        part: "A secret is used by those that the catalogue names.",
        where: "apps/index.ts",
        reason: "A Secret is read inside its namespace only, and each app has one of its own.",
    },
    {
        id: "IMG-01",
        part: "A digest is demanded, not advised.",
        where: "docs/decisions/0066-pin-images-by-digest.md",
        reason: "Images that come with others' charts are named by tag, and a rule has one level; a test demands it of all that the program names.",
    },
    {
        id: "PVE-01",
        part: "Addresses lie in their network.",
        where: "config/checks/addresses.ts",
        reason: "Known before anything is registered, and refused there with the place in the file.",
    },
    {
        id: "PVE-03",
        part: "Bridges are of a list, or have a VLAN.",
        where: "config/sections/proxmox.ts",
        reason: "The owner names one bridge for each host, and a VLAN where there is one; a flat network at home is no fault.",
    },
];
