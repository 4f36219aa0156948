import { type Answer, made } from "./answer";

const pipeline = made("configMap", "collector-pipeline");

/** "Data Monitoring". */
export const monitoringAnswers: readonly Answer[] = [
    {
        lines: [416, 423],
        how: "What apps' files name of their own metrics; each such app has a page.",
        made: [...pipeline, ...made("dashboard", "app-immich")],
        decisions: ["0068"],
    },
    {
        lines: [417, 418, 424, 425, 426],
        how: "One job of the pipeline for each source; only named metrics are kept.",
        made: [...pipeline, ...made("networkPolicy", "observability-collector")],
    },
    {
        lines: [419],
        how: "Remote write with a sealed token.",
        made: [...pipeline, ...made("sealedSecret", "grafana-cloud")],
    },
    {
        lines: [432, 433, 438, 439],
        how: "Pod logs by way of the API; confidential ones stay in the house.",
        made: pipeline,
        decisions: ["0046"],
    },
    {
        lines: [434],
        how: "Dashboards as code.",
        made: made("dashboard", "homelab-apps", "homelab-data", "homelab-house"),
    },
    { lines: [440], how: "Events of every namespace.", made: pipeline },
    {
        lines: [441],
        how: "The API server's audit log, read on the control plane.",
        made: made("configMap", "audit-reader-pipeline"),
        decisions: ["0047"],
    },
    {
        lines: [446, 449],
        how: "Alerts on how full each volume is and when it will be, derived from the catalogue.",
        made: [...made("alerts", "immich-alerts"), ...made("dashboard", "homelab-data")],
        decisions: ["0048"],
    },
    {
        lines: [447],
        how: "Alerts on slow, waiting and large queries, derived from the catalogue.",
        made: [...made("alerts", "immich-alerts"), ...made("dashboard", "homelab-databases")],
        decisions: ["0048"],
    },
    {
        lines: [448],
        how: "Alerts on each backup that fails or is too old, by the priority of what it holds.",
        made: [...made("alerts", "immich-alerts"), ...made("dashboard", "homelab-data")],
        decisions: ["0048"],
    },
    {
        lines: [450],
        how: "Alerts on slow answers at the gateway, app by app.",
        made: [...made("alerts", "immich-alerts"), ...made("dashboard", "homelab-apps")],
        decisions: ["0048"],
    },
];
