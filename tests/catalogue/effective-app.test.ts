import { applies, effectiveApp } from "../../catalogue/effective-app";
import { bareApp } from "./bare-app";

const when = { option: "database", is: "postgres" } as const;
const volume = {
    kind: "volume",
    title: "Pages",
    classification: "internal",
    size: "1Gi",
    retention: "indefinite",
} as const;

describe("an app under the options chosen", () => {
    const app = bareApp({
        data: { pages: volume, extra: { ...volume, when } },
        workloads: {
            server: { podLabels: { app: "diary" }, ports: [80] },
            helper: { podLabels: { app: "helper" }, ports: [], when },
        },
        connections: [
            { from: "edge", to: "server" },
            { from: "server", to: "helper", when },
        ],
    });

    test.each([
        ["postgres", ["pages", "extra"], ["server", "helper"], 2],
        ["sqlite", ["pages"], ["server"], 1],
        [undefined, ["pages"], ["server"], 1],
    ])("database %s", (database, data, workloads, connections) => {
        const effective = effectiveApp(app, { database });
        expect(Object.keys(effective.data)).toEqual(data);
        expect(Object.keys(effective.workloads)).toEqual(workloads);
        expect(effective.connections).toHaveLength(connections);
    });

    test("a condition compares value and type", () => {
        expect(applies({ when: { option: "days", is: 30 } }, { days: 30 })).toBe(true);
        expect(applies({ when: { option: "days", is: 30 } }, { days: "30" })).toBe(false);
        expect(applies({}, {})).toBe(true);
    });
});
