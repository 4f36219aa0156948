import { type Answer, made } from "./answer";

/** "Data Flow Diagram". */
export const dataFlowAnswers: readonly Answer[] = [
    {
        lines: [12, 65],
        how: "Browsers reach the gateway at one address of the house, and from outside by a tunnel.",
        made: [
            ...made("service", "traefik"),
            ...made("gateway", "gateway"),
            ...made("tunnel", "tunnel"),
            ...made("access", "access-immich"),
        ],
        decisions: ["0031"],
    },
    {
        lines: [13, 66],
        how: "Devices of the house reach Home Assistant through the gateway, by its host name.",
        made: made("route", "home-assistant-route"),
        decisions: ["0067"],
    },
    {
        lines: [14, 75, 76],
        how: "A part of an app reaches the hosts that its file names, and no others.",
        made: made("hosts", "immich-machine-learning-hosts", "n8n-main-hosts"),
        decisions: ["0022"],
    },
    { lines: [18], how: "Traefik is the one gateway.", made: made("release", "traefik") },
    { lines: [23], how: "Photos.", made: made("release", "immich") },
    { lines: [24], how: "Home automation.", made: made("release", "home-assistant") },
    { lines: [25], how: "Documents.", made: made("release", "paperless") },
    { lines: [26], how: "Workflows.", made: made("release", "n8n") },
    { lines: [30], how: "Start page, with a link for each app.", made: made("release", "glance") },
    {
        lines: [31],
        how: "Skips advertisements on the televisions it is given.",
        made: made("release", "isponsorblocktv"),
    },
    { lines: [32], how: "E-mail assistant.", made: made("release", "inbox-zero") },
    { lines: [38], how: "A database of its own.", made: made("database", "immich-database") },
    { lines: [39], how: "A database of its own.", made: made("database", "paperless-database") },
    {
        lines: [40],
        how: "A SQLite file in the configuration's volume.",
        made: made("claim", "home-assistant-config"),
    },
    {
        lines: [41],
        how: "A SQLite file in its volume, or PostgreSQL by one option.",
        made: made("claim", "n8n-data"),
    },
    { lines: [45], how: "A claim of its own.", made: made("claim", "immich-photos") },
    { lines: [46], how: "A claim of its own.", made: made("claim", "paperless-documents") },
    { lines: [47], how: "A claim of its own.", made: made("claim", "home-assistant-config") },
    { lines: [48], how: "A claim of its own.", made: made("claim", "n8n-data") },
    {
        lines: [52],
        how: "A Valkey of its own for each app that uses one.",
        made: made("release", "immich-queue", "paperless-queue", "inbox-zero-cache"),
        decisions: ["0013"],
    },
    {
        lines: [57, 71, 72],
        how: "The volume driver makes each volume a disk in a pool of Proxmox.",
        made: [
            ...made("release", "proxmox-csi-plugin"),
            ...made("storageClass", "proxmox-csi", "proxmox-csi-encrypted-g1"),
        ],
    },
    {
        lines: [61],
        how: "One collector, Alloy or by one option the Grafana Agent it comes from.",
        made: made("release", "alloy"),
        decisions: ["0045"],
    },
    {
        lines: [62, 79],
        how: "Metrics and logs are pushed with a sealed token to two named hosts.",
        made: [
            ...made("sealedSecret", "grafana-cloud"),
            ...made("hosts", "observability-collector-hosts"),
        ],
    },
    {
        lines: [67],
        how: "One route for each app, and one policy that lets the gateway in.",
        made: [
            ...made(
                "route",
                "immich-route",
                "home-assistant-route",
                "paperless-route",
                "n8n-route",
            ),
            ...made("networkPolicy", "immich-server", "n8n-main"),
        ],
    },
    {
        lines: [68],
        how: "Each app reaches its own database only.",
        made: made("networkPolicy", "immich-database", "paperless-database"),
    },
    {
        lines: [69],
        how: "Each claim is mounted by the workload that its app's file names.",
        made: made(
            "claim",
            "immich-photos",
            "paperless-documents",
            "home-assistant-config",
            "n8n-data",
        ),
    },
    {
        lines: [70],
        how: "Of the internal apps only Inbox Zero has a database.",
        made: made("networkPolicy", "inbox-zero-mail"),
        decisions: ["0027"],
    },
    {
        lines: [74],
        how: "Immich and Paperless queue their jobs in a Valkey of their own.",
        made: made("networkPolicy", "immich-queue", "paperless-queue"),
        decisions: ["0025", "0027"],
    },
    {
        lines: [78],
        how: "The collector may ask every app that announces metrics, and reads the logs of all.",
        made: made("networkPolicy", "observability-collector"),
    },
];
