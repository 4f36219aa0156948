import { type Answer, made } from "./answer";

/** "Data Governance". */
export const governanceAnswers: readonly Answer[] = [
    {
        lines: [494],
        how: "Everything that leaves the house does so by TLS 1.3.",
        made: made("tlsOption", "gateway-tls"),
    },
    {
        lines: [495],
        how: "A namespace of its own for each app, its secrets sealed.",
        made: [...made("namespace", "glance"), ...made("networkPolicy", "glance-default-deny")],
    },
    {
        lines: [496],
        how: "Encrypted volumes, mounted by their owner only.",
        made: made("claim", "immich-photos", "paperless-documents"),
        decisions: ["0001"],
    },
    {
        lines: [497],
        how: "Sealed, and marked secret wherever the program handles them.",
        made: made("sealedSecret", "immich-database-credentials"),
    },
    { lines: [502], how: "Marked as personal.", made: made("claim", "immich-photos") },
    { lines: [503], how: "Marked as personal.", made: made("claim", "paperless-documents") },
    { lines: [504], how: "Marked as personal.", made: made("claim", "home-assistant-config") },
    {
        lines: [507, 509],
        how: "Everything runs on the owner's hosts; logs of sensitive apps stay there.",
        made: made("machine", "homelab-worker-01"),
        decisions: ["0046"],
    },
    {
        lines: [508],
        how: "Turned off in every app and chart, as the last table says; what is left has no way out.",
        made: made("networkPolicy", "n8n-default-deny", "immich-default-deny"),
        decisions: ["0022"],
    },
    {
        lines: [510],
        how: "Encrypted before they leave the cluster, each kind with a key of its own.",
        made: made("sealedSecret", "velero-repo-credentials", "immich-photos-backblaze-repository"),
    },
];
