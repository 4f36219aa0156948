import type { Connection } from "../../catalogue/app-spec";
import { checkApp } from "../../catalogue/check-app";
import { bareApp, outside, withConnection } from "./bare-app";

const server = { podLabels: { app: "diary" }, ports: [80] };
const outsideWith = (auth: "apiKey" | "none", credentials?: string): Connection => ({
    from: "server",
    to: {
        hosts: ["api.example.org"],
        port: 443,
        purpose: "news",
        auth,
        ...(credentials !== undefined && { credentials }),
    },
});

describe("connections", () => {
    test.each([
        [
            { from: "nobody", to: "server" },
            '.from "nobody" names no workload: name one of edge, server',
        ],
        [
            { from: "database", to: "server" },
            '.from "database" names no workload: name one of edge, server',
        ],
        [
            { from: "server", to: "nowhere" },
            '.to "nowhere" names no workload, postgres or cache of the app: declare it or remove it',
        ],
        [
            { from: "server", to: "pages" },
            '.to "pages" names no workload, postgres or cache of the app: declare it or remove it',
        ],
        [
            { from: "edge", to: "database" },
            '.to "database" does not listen on reach.port 80: name the workload that does',
        ],
        [
            {
                from: "edge",
                to: { hosts: ["a.example"], port: 443, purpose: "none", auth: "none" },
            },
            ".to leads from the gateway out of the app: name a workload",
        ],
        [outside([]), ".to.hosts is empty: name the hosts or remove it"],
        [outside(["a.*.org"]), '.to.hosts has "a.*.org": write a full host name'],
        [outside(["*"]), '.to.hosts has "*": write a full host name'],
        [outside(["10.0.0.1"]), '.to.hosts has "10.0.0.1": write a full host name'],
        [
            outsideWith("apiKey"),
            ".to.auth is apiKey without credentials: name the data entry that holds them",
        ],
        [
            outsideWith("apiKey", "pages"),
            '.to.credentials "pages" names no credentials of the app: declare them',
        ],
        [
            outsideWith("none", "pages"),
            '.to.credentials is "pages", but auth is none: name the method',
        ],
        [
            {
                from: "server",
                to: { devices: "printers", ports: [631, 0], auth: "none", purpose: "printing" },
            },
            ".to.ports has 0: use 1 to 65535",
        ],
        [
            {
                from: "server",
                to: { app: "diary", workload: "server", auth: "none", purpose: "itself" },
            },
            ".to.app is the app itself: name the workload alone",
        ],
        [
            {
                from: "server",
                to: { app: "other", workload: "main", auth: "webhookSecret", purpose: "calls" },
            },
            ".to.auth is webhookSecret without credentials: name the data entry that holds them",
        ],
        [
            {
                from: "server",
                to: {
                    ...{ app: "other", workload: "main", purpose: "calls" },
                    ...{ auth: "apiKey", credentials: "pages" },
                },
            },
            '.to.credentials "pages" names no credentials of the app: declare them',
        ],
        [
            {
                from: "server",
                to: { devices: "printers", ports: [631], auth: "apiKey", purpose: "printing" },
            },
            ".to.auth is apiKey without credentials: name the data entry that holds them",
        ],
        [
            {
                from: "server",
                to: {
                    ...{ devices: "printers", ports: [631], purpose: "printing" },
                    ...{ auth: "apiKey", credentials: "database" },
                },
            },
            '.to.credentials "database" names no credentials of the app: declare them',
        ],
        [outside(["a.example"], 0), ".to.port is 0: use 1 to 65535"],
        [outside(["a.example"], 65536), ".to.port is 65536: use 1 to 65535"],
    ] as [Connection, string][])("%#: %j", (connection, problem) => {
        expect(checkApp(withConnection(connection))).toEqual([
            `apps/diary: connections[0]${problem}`,
        ]);
    });

    test("refuses a workload's port that does not exist", () => {
        expect(
            checkApp(
                bareApp({ workloads: { server: { ...server, ports: [80, 70000], mounts: [] } } }),
            ),
        ).toEqual(["apps/diary: workloads.server.ports has 70000: use 1 to 65535"]);
    });
});
