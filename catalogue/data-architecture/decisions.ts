/**
 * Decisions that leave the letter of data-architecture.md, by the name of their record:
 * docs/decisions/<number>-<slug>.md.
 */
export const decisions = {
    "encrypt-and-retain-sensitive-volumes": "0001",
    "classify-what-the-seed-leaves-open": "0002",
    "back-up-without-anyone-remembering": "0003",
    "snapshot-etcd-off-the-node": "0004",
    "keep-state-encrypted": "0005",
    "keep-the-sealing-key-recoverable": "0006",
    "purge-mail-from-a-database": "0007",
} as const satisfies Readonly<Record<string, `${number}`>>;

export type DecisionSlug = keyof typeof decisions;
