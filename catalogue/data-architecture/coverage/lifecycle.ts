import { type Answer, made } from "./answer";

/** "Data Lifecycle", creation and access. */
export const lifecycleAnswers: readonly Answer[] = [
    {
        lines: [245, 252, 253, 269, 280],
        how: "Through the gateway to the app's server.",
        made: [...made("route", "immich-route"), ...made("networkPolicy", "immich-server")],
    },
    {
        lines: [246, 255, 274, 275],
        how: "In the app's database.",
        made: made("database", "immich-database"),
    },
    {
        lines: [247, 254, 276, 277],
        how: "In the app's volume, at the path its image expects.",
        made: made("claim", "immich-photos"),
        decisions: ["0019"],
    },
    {
        lines: [248, 257],
        how: "Vector and text indexes in the database, from the machine learning's embeddings.",
        made: [
            ...made("database", "immich-database"),
            ...made("networkPolicy", "immich-machine-learning"),
        ],
    },
    {
        lines: [256],
        how: "Beside the originals; format and quality are options.",
        made: [...made("claim", "immich-photos"), ...made("release", "immich")],
    },
    {
        lines: [270, 272, 278],
        how: "A Valkey of the app's own; jobs wait in it, answers are not kept.",
        made: made("release", "immich-queue"),
        decisions: ["0013"],
    },
];
