import { defineApp } from "../catalogue/app-spec";
import { appChart, type AppChartValues, podsOf } from "./chart-values/app";

const configFile = "config.json";

/** Skips sponsored parts of videos on the televisions of the house. Holds no data but its settings. */
export const isponsorblocktv = defineApp({
    name: "isponsorblocktv",
    title: "iSponsorBlockTV",
    purpose: "Skips sponsored parts of YouTube videos on the televisions of the house",
    podSecurity: "restricted",
    icon: "si:youtubetv",

    data: {
        config: {
            kind: "secret",
            title: "Settings with the identities of the televisions",
            classification: "credentials",
            backup: "medium",
            retention: "indefinite",
            keys: {
                [configFile]: {
                    config: "isponsorblocktvConfig",
                    form: "JSON object",
                    // Otherwise SponsorBlock is told of each part that was skipped.
                    holds: { skip_count_tracking: false },
                    make: "Pair the televisions with `docker run --rm -it -v $PWD:/app/data ghcr.io/dmunozv04/isponsorblocktv:v2.11.0 setup-cli` without skip count tracking, and take the config.json it writes",
                },
            },
        },
    },
    options: {
        trustedChannels: {
            type: "boolean",
            default: false,
            describe:
                "Ask YouTube whose video is played, so that the settings' channel_whitelist works; its API key is in the settings",
        },
    },

    chart: appChart,

    values: ({ secret, timeZone }): AppChartValues => ({
        workloads: {
            main: {
                image: "ghcr.io/dmunozv04/isponsorblocktv:v2.11.0@sha256:d1e876636754fb2b54490feebe3af4a321f7f2a932a2d57b67b2a667eea40823",
                user: 1000,
                env: { TZ: timeZone, iSPBTV_data_dir: "/app/data" },
                mounts: {
                    config: { path: "/app/data", secret: secret("config"), items: [configFile] },
                },
                probes: {
                    // It listens on no port. Half an hour without one established connection to
                    // port 443 (01BB, state 01) means that it hangs: idle, it asks every 10 s.
                    liveness: {
                        command: ["grep", "-Eqs", ":01BB 01 ", "/proc/net/tcp", "/proc/net/tcp6"],
                        every: 30,
                        failures: 60,
                    },
                },
                resources: {
                    requests: { cpu: "10m", memory: "64Mi" },
                    limits: { memory: "192Mi" },
                },
            },
        },
    }),

    workloads: { main: { podLabels: podsOf("isponsorblocktv"), ports: [] } },
    connections: [
        {
            from: "main",
            to: {
                hosts: ["www.youtube.com"],
                port: 443,
                auth: "apiKey",
                credentials: "config",
                purpose: "Remote control of the televisions, which YouTube relays",
            },
        },
        {
            from: "main",
            to: {
                hosts: ["sponsor.ajay.app"],
                port: 443,
                // Only the first four digits of a video's hash are asked for.
                auth: "none",
                purpose: "Where the sponsored parts of a video are",
            },
        },
        {
            from: "main",
            when: { option: "trustedChannels", is: true },
            to: {
                hosts: ["www.googleapis.com"],
                port: 443,
                auth: "apiKey",
                credentials: "config",
                purpose: "Whose video is played",
            },
        },
        {
            from: "main",
            to: {
                devices: "televisions",
                // DIAL answers on a port of the maker's choice, and asks nobody who calls.
                ports: [],
                auth: "none",
                purpose: "Finding and pairing of televisions (DIAL)",
            },
        },
    ],
});
