import { defineApp } from "../catalogue/app-spec";
import type { DashboardLink } from "../catalogue/bindings";
import { appChart, type AppChartValues, podsOf } from "./chart-values/app";

const port = 8080;
const configFile = "glance.yml";

/** Start page of the house: one link for each app that runs. Holds no data of its own. */
export const glance = defineApp({
    name: "glance",
    title: "Glance",
    purpose: "Start page with a link to every app that has pages",
    reach: { audience: "internal", host: "start", service: "glance", port },
    podSecurity: "restricted",
    icon: "di:glance",

    data: {},
    options: {
        icons: {
            type: "boolean",
            default: false,
            describe: "Show each app's icon, which browsers load from cdn.jsdelivr.net",
        },
    },

    chart: appChart,

    values: ({ dashboard, timeZone, options }): AppChartValues => ({
        files: { [configFile]: startPage(dashboard, options.icons) },
        workloads: {
            main: {
                image: "docker.io/glanceapp/glance:v0.8.5@sha256:32ab73d80f2b8b5fb0735b0431deb36b93fbb6b2fb43592449b0178c8b83e350",
                user: 1000,
                env: { TZ: timeZone },
                ports: { http: port },
                mounts: {
                    config: { path: `/app/config/${configFile}`, file: configFile },
                },
                probes: {
                    liveness: { path: "/api/healthz", port },
                    readiness: { path: "/api/healthz", port },
                },
                resources: {
                    requests: { cpu: "10m", memory: "32Mi" },
                    limits: { memory: "128Mi" },
                },
            },
        },
    }),

    workloads: { main: { podLabels: podsOf("glance"), ports: [port] } },
    connections: [{ from: "edge", to: "main" }],
});

/**
 * Glance's configuration; JSON is YAML too. Glance itself asks nobody: icons are named, and it is
 * browsers that load them.
 *
 * @see https://github.com/glanceapp/glance/blob/v0.8.5/docs/configuration.md
 */
function startPage(links: readonly DashboardLink[], icons: boolean): string {
    const group = (title: string, audience: DashboardLink["audience"]) => ({
        title,
        links: links
            .filter((link) => link.audience === audience)
            .map(({ title: name, url, icon }) => ({
                title: name,
                url,
                "same-tab": true,
                ...(icons && { icon }),
            })),
    });
    const page = {
        server: { port, "assets-path": "/app/assets" },
        // The logo and the theme are Glance's own; nothing is fetched from outside.
        branding: { "hide-footer": true },
        pages: [
            {
                name: "Home",
                columns: [
                    { size: "small", widgets: [{ type: "clock", "hour-format": "24h" }] },
                    {
                        size: "full",
                        widgets: [
                            {
                                type: "bookmarks",
                                groups: [
                                    group("From everywhere", "external"),
                                    group("In the house", "internal"),
                                ].filter(({ links: found }) => found.length > 0),
                            },
                        ],
                    },
                ],
            },
        ],
    };
    return `${JSON.stringify(page, undefined, 2)}\n`;
}
