import { countByLayer, layerOf } from "../../../rehearsal/report/layers";
import { table } from "../../../rehearsal/report/table";

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
