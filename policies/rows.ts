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
