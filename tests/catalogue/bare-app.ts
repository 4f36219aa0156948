import type { AnyApp, Connection } from "../../catalogue/app-spec";

/** A correct app with one volume and one workload; `changes` replace whole fields of it. */
export function bareApp(changes: Partial<AnyApp>): AnyApp {
    return {
        name: "diary",
        title: "Diary",
        purpose: "Keeps a diary",
        reach: { audience: "internal", host: "diary", service: "diary", port: 80 },
        podSecurity: "restricted",
        icon: "si:app",
        data: { pages },
        options: {},
        chart: { chart: "oci://charts.example/diary", version: "1.0.0" },
        values: () => ({}),
        workloads: {
            server: { podLabels: { app: "diary" }, ports: [80], mounts: ["pages"] },
        },
        connections: [{ from: "edge", to: "server" }],
        ...changes,
    };
}

/** Data that apps of tests have. */
export const pages = {
    kind: "volume",
    title: "Pages",
    classification: "sensitive",
    backup: "high",
    retention: "indefinite",
    size: "1Gi",
} as const;

export const database = {
    kind: "postgres",
    title: "Rows",
    classification: "internal",
    retention: "indefinite",
    size: "1Gi",
    image: "ghcr.io/tensorchord/cloudnative-vectorchord:18.3-1.1.1",
} as const;

export const withConnection = (...connections: Connection[]) =>
    bareApp({ data: { pages, database }, connections });
export const outside = (hosts: string[], port = 443): Connection => ({
    from: "server",
    to: { hosts, port, purpose: "news", auth: "none" },
});
