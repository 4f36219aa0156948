/**
 * How confidential data is. The seed's "Data Classification" table, lowest first.
 *
 * @see docs/seed/data-architecture.md, "Data Governance"
 */
export const classifications = ["public", "internal", "sensitive", "credentials"] as const;

export type Classification = (typeof classifications)[number];

/** What a classification demands of every place that stores, moves or shows the data. */
export interface RequiredControls {
    /** Every path into or out of the house is TLS. */
    readonly tlsInTransit: boolean;
    /** Stored on encrypted media only. */
    readonly encryptionAtRest: boolean;
    /** `anyone`: no limit; `namespace`: the owning namespace; `owner`: the owning workload alone. */
    readonly access: "anyone" | "namespace" | "owner";
    /** Secrets that guard it reach the cluster as SealedSecrets only. */
    readonly sealedSecrets: boolean;
    /** Never in Git, configuration or state as plaintext. */
    readonly neverPlaintext: boolean;
}

/** Classification to controls: one row for each row of the seed's table. */
export const requiredControls: Readonly<Record<Classification, RequiredControls>> = {
    public: {
        tlsInTransit: true,
        encryptionAtRest: false,
        access: "anyone",
        sealedSecrets: false,
        neverPlaintext: false,
    },
    internal: {
        tlsInTransit: true,
        encryptionAtRest: false,
        access: "namespace",
        sealedSecrets: true,
        neverPlaintext: false,
    },
    sensitive: {
        tlsInTransit: true,
        encryptionAtRest: true,
        access: "owner",
        sealedSecrets: true,
        neverPlaintext: false,
    },
    credentials: {
        tlsInTransit: true,
        encryptionAtRest: true,
        access: "owner",
        sealedSecrets: true,
        neverPlaintext: true,
    },
};

/** The more confidential of two classifications. */
export function higher(a: Classification, b: Classification): Classification {
    return classifications.indexOf(a) >= classifications.indexOf(b) ? a : b;
}

/** The highest classification in a list; `public` for an empty one. */
export function highest(all: readonly Classification[]): Classification {
    return all.reduce<Classification>(higher, "public");
}
