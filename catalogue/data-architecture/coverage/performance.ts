import { type Answer, made } from "./answer";

const databases = made("database", "immich-database", "paperless-database");

/** "Performance Optimization". */
export const performanceAnswers: readonly Answer[] = [
    {
        lines: [519, 520, 523, 524],
        how: "A Valkey of Immich's own; jobs wait in it, answers are not kept.",
        made: made("release", "immich-queue"),
        decisions: ["0013"],
    },
    {
        lines: [521, 522],
        how: "In the app's database.",
        made: made("database", "immich-database"),
    },
    {
        lines: [530, 533],
        how: "The apps' own; an alert tells of large tables that are read whole.",
        made: databases,
    },
    {
        lines: [531],
        how: "By each app, limited by the database, and by PgBouncer where it is turned on.",
        made: databases,
    },
    {
        lines: [532],
        how: "Autovacuum, and a job once a week.",
        made: [...databases, ...made("cronJob", "immich-database-vacuum")],
    },
    { lines: [534], how: "Logged from one second on.", made: databases },
    {
        lines: [539],
        how: "Format and quality of previews and thumbnails are options.",
        made: made("release", "immich"),
    },
    {
        lines: [540],
        how: "A document that is there already is not taken in twice.",
        made: made("release", "paperless"),
    },
    {
        lines: [541],
        how: "The kubelet rotates the logs of pods, the API server its audit log, and machine and host those of their services.",
        made: made("machineConfig", "homelab-controlplane-01-config", "homelab-worker-01-config"),
        decisions: ["0065"],
    },
    {
        lines: [542],
        how: "`make volumes` names the volumes that nothing claims any more.",
        made: made("storageClass", "proxmox-csi-encrypted-g1"),
    },
];
