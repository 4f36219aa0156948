import type { Classification, RequiredControls } from "../classification";
import type { SpecifiedRow } from "./row";

type Column = "Classification" | "Examples" | "Security Requirements";

/** A row of the document's classification table and the controls its words demand. */
export interface ClassificationLevel extends SpecifiedRow<Column> {
    readonly classification: Classification;
    /** The row's "Security Requirements", in its order. */
    readonly demands: readonly (keyof RequiredControls)[];
}

/** The table "Data Classification" of data-architecture.md; the assets are its examples. */
export const classificationLevels: readonly ClassificationLevel[] = [
    {
        cells: {
            Classification: "Public",
            Examples: "Website content",
            "Security Requirements": "TLS in transit",
        },
        classification: "public",
        demands: ["tlsInTransit"],
        assets: ["platform.website"],
    },
    {
        cells: {
            Classification: "Internal",
            Examples: "Application configs",
            "Security Requirements": "Sealed Secrets, access control",
        },
        classification: "internal",
        demands: ["sealedSecrets", "access"],
        assets: ["platform.configuration"],
    },
    {
        cells: {
            Classification: "Sensitive",
            Examples: "User photos, documents",
            "Security Requirements": "Encryption at rest (future), strict access control",
        },
        classification: "sensitive",
        demands: ["encryptionAtRest", "access"],
        assets: ["immich.photos", "paperless.documents"],
        differs: [
            {
                reason: "The seed puts encryption at rest into the future: here it holds from the first volume on.",
                decision: "encrypt-and-retain-sensitive-volumes",
            },
        ],
    },
    {
        cells: {
            Classification: "Credentials",
            Examples: "Passwords, API keys",
            "Security Requirements": "Sealed Secrets, never in Git plaintext",
        },
        classification: "credentials",
        demands: ["sealedSecrets", "neverPlaintext"],
        assets: ["immich.database-credentials", "platform.csi-token"],
    },
];
