import { apps } from "../../apps";
import { collect } from "../../catalogue/catalogue";
import { audit } from "../../policies/audit/audit";
import { ruleContext } from "../../policies/engine/context";
import { rules } from "../../policies/rules";
import { readState } from "../../policies/state/exported-state";
import type { Outcome } from "../../rehearsal/engine/outcome";
import type { Rehearsal } from "../../rehearsal/rehearsal";
import { shippedConfig } from "../support/shipped-program";
import { describeEngine, openShipped } from "./support";

type Apps = Record<string, { options?: object }>;
type Cluster = { nodes: { name: string }[] };

const shipped = shippedConfig();
const cluster = JSON.parse(shipped["homelab:cluster"] ?? "") as Cluster;
const chosen = JSON.parse(shipped["homelab:apps"] ?? "") as Apps;
const withOptions = (name: string, options: object) => ({
    [name]: { ...chosen[name], options: { ...chosen[name]?.options, ...options } },
});
const config = {
    "homelab:cluster": JSON.stringify({
        ...cluster,
        nodes: cluster.nodes.map((node) =>
            node.name === "homelab-worker-01"
                ? {
                      ...node,
                      devices: {
                          graphics: { mapping: "igpu", driver: "i915" },
                          radio: { mapping: "stick" },
                      },
                  }
                : node,
        ),
    }),
    "homelab:apps": JSON.stringify({
        ...chosen,
        ...withOptions("home-assistant", { device: "/dev/ttyUSB0", hostNetwork: true }),
        ...withOptions("immich", { transcoding: "vaapi" }),
    }),
};

const mandatoryOf = ({ violations }: Outcome) =>
    violations
        .filter(({ level }) => level === "mandatory")
        .map(({ rule, message }) => `${rule}: ${message}`);

describeEngine("a house whose apps use devices of its machines", () => {
    let rehearsal: Rehearsal;

    beforeAll(async () => {
        rehearsal = await openShipped({ judged: true, config });
    });

    afterAll(() => rehearsal.close());

    it("comes up, for its apps say why they need more", async () => {
        const up = await rehearsal.stack.up();
        expect(mandatoryOf(up)).toEqual([]);
        expect(up).toMatchObject({ succeeded: true, error: "" });
    });

    it("passes an audit", async () => {
        const shown = await rehearsal.stack.cli(["stack", "export", "--show-secrets"]);
        const context = ruleContext(collect(apps), apps);
        const { findings } = audit(readState(JSON.parse(shown)), rules, context, new Date());
        expect(findings.filter(({ level }) => level === "mandatory")).toEqual([]);
    });
});
