import type { DataAsset } from "./data-asset";

/**
 * User data of apps that have no file in `apps/` yet, so that the catalogue already answers every
 * row of the seed. Once an app of that name is collected, its own declarations take their place.
 *
 * @see docs/seed/data-architecture.md, "User Data"
 */
export const announcedAssets: readonly DataAsset[] = [
    {
        id: "paperless.documents",
        title: "Scanned documents",
        kind: "volume",
        classification: "sensitive",
        backup: "critical",
        retention: "indefinite",
        personal: true,
        announced: true,
    },
    {
        id: "paperless.database",
        title: "Document metadata and full text",
        kind: "postgres",
        classification: "sensitive",
        backup: "critical",
        retention: "indefinite",
        personal: true,
        announced: true,
    },
    {
        id: "home-assistant.config",
        title: "Home automation configuration",
        kind: "volume",
        classification: "sensitive",
        backup: "high",
        retention: "indefinite",
        personal: true,
        announced: true,
    },
    {
        id: "home-assistant.history",
        title: "Recorded states of the house",
        kind: "sqlite",
        classification: "sensitive",
        backup: "high",
        retention: "indefinite",
        personal: true,
        storedIn: "home-assistant.config",
        announced: true,
    },
];
