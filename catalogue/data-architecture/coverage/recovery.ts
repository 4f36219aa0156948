import { type Answer, made } from "./answer";

/** "Disaster Recovery". */
export const recoveryAnswers: readonly Answer[] = [
    {
        lines: [459, 460],
        how: "From Velero's copy or VolSync's, into a new claim; a runbook says how.",
        made: [
            ...made("veleroSchedule", "velero-immich-daily"),
            ...made("restic", "immich-photos-backblaze", "immich-photos-usb-drive"),
        ],
    },
    {
        lines: [461, 468],
        how: "By `pulumi up`, or by Argo CD for apps that it delivers.",
        made: [...made("release", "argocd"), ...made("application", "argocd-project")],
        decisions: ["0050"],
    },
    {
        lines: [462, 470, 478],
        how: "Drills restore a file from each repository into scratch and compare; what takes a person, a database among it, is in the quarterly drill's runbook.",
        made: made("cronJob", "immich-photos-backblaze-drill", "immich-photos-usb-drive-drill"),
        decisions: ["0043", "0062"],
    },
    {
        lines: [467],
        how: "`make bootstrap` is `make up` on a new machine with the recovery kit.",
        made: made("machine", "homelab-controlplane-01"),
    },
    {
        lines: [469],
        how: "By configuration, one app after the other; a runbook says how.",
        made: made("restic", "immich-photos-backblaze", "immich-photos-usb-drive"),
    },
    {
        lines: [475, 476, 477],
        how: "A new database from the archive at any moment of it; a runbook says how.",
        made: made("objectStore", "immich-database"),
    },
    {
        lines: [483, 484, 485, 486],
        how: "Repositories are opened on a schedule, and an alert says when that is overdue; databases, scenarios and runbooks are a person's drill each quarter, which `make audit` asks for.",
        made: made("cronJob", "immich-photos-backblaze-drill", "immich-photos-usb-drive-drill"),
        decisions: ["0043", "0062"],
    },
];
