import type { AnyApp } from "../../catalogue/app-spec";

/** A correct app with one volume and one workload; `changes` replace whole fields of it. */
export function bareApp(changes: Partial<AnyApp>): AnyApp {
    return {
        name: "diary",
        title: "Diary",
        purpose: "Keeps a diary",
        reach: { audience: "internal", host: "diary", service: "diary", port: 80 },
        podSecurity: "restricted",
        icon: "si:app",
        data: {
            pages: {
                kind: "volume",
                title: "Pages",
                classification: "sensitive",
                backup: "high",
                retention: "indefinite",
                size: "1Gi",
            },
        },
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
