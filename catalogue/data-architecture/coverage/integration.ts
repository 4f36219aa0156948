import { type Answer, made } from "./answer";

/** "Data Integration Patterns". */
export const integrationAnswers: readonly Answer[] = [
    {
        lines: [379, 380, 381, 389, 390],
        how: "Each by a switch of n8n, with a sealed credential and a way to its hosts only.",
        made: [
            ...made("hosts", "n8n-main-hosts"),
            ...made("sealedSecret", "n8n-google", "n8n-openai", "n8n-slack", "n8n-microsoft"),
        ],
    },
    {
        lines: [382, 400],
        how: "n8n may call Home Assistant's interface.",
        made: made("networkPolicy", "n8n-main", "home-assistant-main"),
    },
    {
        lines: [384],
        how: "To devices that the configuration gives addresses to.",
        made: made("networkPolicy", "home-assistant-main"),
        decisions: ["0067"],
    },
    {
        lines: [385],
        how: "To n8n inside the cluster, with a secret in a header.",
        made: [
            ...made("networkPolicy", "home-assistant-main", "n8n-main"),
            ...made("sealedSecret", "home-assistant-n8n-webhooks"),
        ],
        decisions: ["0067"],
    },
    {
        lines: [391],
        how: "At n8n's own address over TLS 1.3, with a sealed secret in a header.",
        made: [...made("route", "n8n-route"), ...made("sealedSecret", "n8n-webhooks")],
        decisions: ["0028"],
    },
    {
        lines: [392],
        how: "Between nodes by one option of the network; no service outside offers it.",
        made: made("release", "cilium"),
        decisions: ["0034"],
    },
    {
        lines: [398],
        how: "From the server to the machine learning only.",
        made: made("networkPolicy", "immich-machine-learning"),
    },
    {
        lines: [399],
        how: "Through the queue, not over HTTP.",
        made: made("networkPolicy", "paperless-queue"),
        decisions: ["0023"],
    },
    {
        lines: [402, 406],
        how: "Every namespace may look up names, at CoreDNS only.",
        made: made("networkPolicy", "immich-allow-dns"),
    },
    {
        lines: [407],
        how: "Only the gateway's service has an address outside.",
        made: made("service", "traefik"),
    },
    {
        lines: [408],
        how: "One function writes such names.",
        made: made("release", "immich"),
    },
];
