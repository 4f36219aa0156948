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

const job = { purpose: "Work", schedule: "0 1 * * *", user: 1000, steps: () => [] } as const;

describe("an app under the options chosen", () => {
    const app = bareApp({
        data: { pages: volume, extra: { ...volume, when } },
        workloads: {
            server: { podLabels: { app: "diary" }, ports: [80] },
            helper: { podLabels: { app: "helper" }, ports: [], when },
        },
        jobs: {
            export: { ...job, when },
            purge: job,
        },
        connections: [
            { from: "edge", to: "server" },
            { from: "server", to: "helper" },
            { from: "export", to: "server" },
            { from: "purge", to: "extra" },
            { from: "purge", to: "misspelt" },
            { from: "server", to: "server", when },
        ],
    });

    test.each([
        ["postgres", ["pages", "extra"], ["server", "helper"], ["export", "purge"], 6],
        ["sqlite", ["pages"], ["server"], ["purge"], 2],
        [undefined, ["pages"], ["server"], ["purge"], 2],
    ])("database %s", (database, data, workloads, jobs, connections) => {
        const effective = effectiveApp(app, { database });
        expect(Object.keys(effective.data)).toEqual(data);
        expect(Object.keys(effective.workloads)).toEqual(workloads);
        expect(Object.keys(effective.jobs ?? {})).toEqual(jobs);
        expect(effective.connections).toHaveLength(connections);
    });

    test("a condition compares value and type", () => {
        expect(applies({ when: { option: "days", is: 30 } }, { days: 30 })).toBe(true);
        expect(applies({ when: { option: "days", is: 30 } }, { days: "30" })).toBe(false);
        expect(applies({}, {})).toBe(true);
    });
});

describe("the pod security of an app under the options chosen", () => {
    const exempt = (option: string, level: "baseline" | "privileged") =>
        ({ when: { option, is: true }, level, reason: `for ${option}` }) as const;
    const app = bareApp({
        podSecurityExemptions: [exempt("sound", "baseline"), exempt("stick", "privileged")],
    });

    test.each([
        [{}, "restricted", undefined],
        [{ sound: true }, "baseline", "for sound"],
        [{ stick: true, sound: true }, "privileged", "for stick"],
    ])("%j", (options, podSecurity, podSecurityReason) => {
        const effective = effectiveApp(app, options);
        expect([effective.podSecurity, effective.podSecurityReason]).toEqual([
            podSecurity,
            podSecurityReason,
        ]);
    });

    test("tells of the nodes' own network while an option asks for it", () => {
        const heard = { ...exempt("sound", "baseline"), inNodeNetwork: true };
        const radio = bareApp({ podSecurityExemptions: [heard, exempt("stick", "privileged")] });
        expect(effectiveApp(radio, { sound: true }).inNodeNetwork).toBe(true);
        expect(effectiveApp(radio, { stick: true })).not.toHaveProperty("inNodeNetwork");
        // Also where another option wants more of the node.
        expect(effectiveApp(radio, { sound: true, stick: true })).toMatchObject({
            inNodeNetwork: true,
            podSecurity: "privileged",
        });
    });

    test("is never stricter than the app's own", () => {
        const loose = bareApp({
            podSecurity: "privileged",
            podSecurityReason: "always",
            podSecurityExemptions: [exempt("sound", "baseline")],
        });
        expect(effectiveApp(loose, { sound: true })).toMatchObject({
            podSecurity: "privileged",
            podSecurityReason: "always",
        });
    });
});
