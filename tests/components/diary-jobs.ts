import type { PostgresData, SecretData, VolumeData } from "../../catalogue/app-data";
import type { JobStep, ScheduledJob } from "../../catalogue/scheduled-job";

// A type, not an interface: only types have the index signature that the app's data needs.
type DiaryData = { pages: VolumeData; index: PostgresData; login: SecretData };

const greet: JobStep = {
    name: "greet",
    image: "example.org/tidy:1.2.3",
    command: ["/bin/true"],
    resources: {
        requests: { cpu: "10m", memory: "16Mi" },
        limits: { memory: "64Mi" },
    },
};

/** Scheduled jobs that use all there is, one that uses nothing, and one that nobody chose. */
export const diaryJobs: Readonly<Record<string, ScheduledJob<DiaryData>>> = {
    tidy: {
        purpose: "Removes old pages",
        schedule: "15 3 * * 0",
        user: 1000,
        mounts: ["pages"],
        timeoutSeconds: 600,
        steps: ({ claim, database, secret }): readonly JobStep[] => [
            {
                name: "list",
                image: "example.org/tidy:1.2.3",
                command: ["/bin/sh", "/opt/list.sh"],
                env: {
                    HOST: database("index").host,
                    PASSWORD: {
                        secret: database("index").credentialsSecret,
                        key: "password",
                    },
                },
                mounts: {
                    script: { path: "/opt/list.sh", text: "echo old\n" },
                    found: { path: "/found", scratch: "16Mi" },
                    authority: {
                        path: "/authority",
                        secret: database("index").authoritySecret,
                        items: ["ca.crt"],
                    },
                },
                resources: {
                    requests: { cpu: "10m", memory: "16Mi" },
                    limits: { memory: "64Mi" },
                },
            },
            {
                name: "remove",
                image: "example.org/tidy:1.2.3",
                command: ["/bin/remove"],
                mounts: {
                    found: { path: "/found", scratch: "16Mi", readOnly: true },
                    pages: { path: "/pages", claim: claim("pages"), subPath: "2020" },
                    login: { path: "/login", secret: secret("login") },
                },
                resources: {
                    requests: { cpu: "10m", memory: "16Mi" },
                    limits: { memory: "64Mi" },
                },
                writableRoot: "writes a lock beside its program",
            },
        ],
    },
    "greet-nobody": {
        purpose: "Talks to nobody and holds nothing",
        schedule: "0 0 1 * *",
        user: 1000,
        steps: () => [greet],
    },
    unwanted: {
        purpose: "Not chosen",
        schedule: "0 0 1 * *",
        user: 1000,
        steps: () => [greet],
        when: { option: "more", is: true },
    },
};
