import type { Stage } from "../../../rehearsal/cycle";
import { countByLayer, layerOf } from "../../../rehearsal/report/layers";
import { printReport, printStage } from "../../../rehearsal/report/report";
import { table } from "../../../rehearsal/report/table";

const outcome: Stage["outcome"] = {
    succeeded: true,
    error: "",
    seconds: 1,
    changes: { create: 2 },
    steps: [],
    registered: [],
    violations: [],
    verdicts: [],
    diagnostics: [],
    output: "",
};
const urn = (...types: string[]) => `urn:pulumi:homelab::homelab::${types.join("$")}::name`;

describe("the layer of a resource", () => {
    it.each([
        [
            "the nearest component's",
            "workload",
            urn("homelab:index:Homelab", "homelab:workload:App", "kubernetes:core/v1:Namespace"),
        ],
        [
            "that of components within components",
            "platform",
            urn(
                "homelab:workload:App",
                "homelab:platform:DataVolume",
                "kubernetes:core/v1:PersistentVolumeClaim",
            ),
        ],
        [
            "a component's own",
            "cluster",
            urn("homelab:index:Homelab", "homelab:cluster:TalosCluster"),
        ],
        ["the whole program's for the root", "homelab", urn("homelab:index:Homelab")],
        ["the whole program's for a provider", "homelab", urn("pulumi:providers:random")],
    ])("is %s", (_what, layer, of) => {
        expect(layerOf(of)).toBe(layer);
    });

    it("is counted for every layer, also for one without resources", () => {
        const counts = countByLayer([
            urn("homelab:cluster:TalosCluster"),
            urn("homelab:cluster:TalosCluster", "talos:machine/secrets:Secrets"),
            urn("pulumi:pulumi:Stack"),
        ]);
        expect([...counts]).toEqual([
            ["infrastructure", 0],
            ["cluster", 2],
            ["platform", 0],
            ["workload", 0],
            ["homelab", 1],
        ]);
    });
});

describe("a table", () => {
    it("puts text to the left, numbers to the right, and a line below the head", () => {
        const rows = [
            ["up", 7, "12.5"],
            ["destroy", 123, "1.0"],
        ];
        expect(table(["command", "n", "seconds"], rows).split("\n")).toEqual([
            "  command  n    seconds",
            "  ───────  ───  ───────",
            "  up         7     12.5",
            "  destroy  123      1.0",
        ]);
    });

    it("with no rows is its head", () => {
        expect(table(["a", "bc"], [])).toBe("  a  bc\n  ─  ──");
    });
});

describe("the report of a rehearsal", () => {
    const stage = (seconds: number, problems: readonly string[] = []): Stage => ({
        name: "up",
        outcome: { ...outcome, seconds },
        problems,
        notes: ["kept: a bucket"],
    });
    const leak = { source: "password", place: "state", form: "raw" } as const;
    let said: string[];

    beforeEach(() => {
        said = [];
        const note = (text: unknown) => said.push(String(text));
        jest.spyOn(console, "log").mockImplementation(note);
        jest.spyOn(console, "error").mockImplementation(note);
    });

    afterEach(() => {
        jest.restoreAllMocks();
    });

    it.each([
        ["passes when nothing is wrong", [stage(5)], [], 1, 0, "The rehearsal passed."],
        ["fails by a stage", [stage(5, ["refused"])], [], 1, 1, "FAILED: up"],
        ["fails by a secret that can be read", [stage(5)], [leak], 1, 1, "FAILED: leaks"],
        [
            "fails when it takes more than five times an empty program's",
            [stage(5.1)],
            [],
            1,
            1,
            "FAILED: slower than 5 times an empty program",
        ],
    ])("%s", (_title, stages, leaks, least, exitCode, says) => {
        const empty = [{ ...stage(least), notes: [] }];
        expect(printReport({ stages, leaks, secrets: [], empty })).toBe(exitCode);
        expect(said.join("\n")).toContain(says);
    });

    it("asks for no ratio where no empty program was run", () => {
        expect(printReport({ stages: [stage(500)], leaks: [], secrets: [] })).toBe(0);
    });

    it("tells of each stage what changed, what is kept and what is wrong", () => {
        printStage(stage(5, ["refused"]));
        expect(said).toEqual([
            "✗ up                        5.0 s  2 create",
            "    kept: a bucket",
            "    refused",
        ]);
    });
});
