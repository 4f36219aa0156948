import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { startCluster } from "../../../rehearsal/datacenter/cluster-life";
import type { Outcome } from "../../../rehearsal/engine/outcome";
import { Rehearsal } from "../../../rehearsal/rehearsal";
import { brokenVariants } from "./broken-variants";
import { describeReal } from "./real-cluster";

const nameOf = (fault: string) => fault.replaceAll(/[^A-Za-z0-9]+/g, "-");

class Broken extends pulumi.CustomResource {}

/** One namespace, and one resource for each fault in it. */
function program() {
    const provider = new kubernetes.Provider("cluster", { kubeconfig: "", clusterIdentifier: "c" });
    const namespace = new kubernetes.core.v1.Namespace(
        "app",
        {
            metadata: {
                name: "app",
                labels: { "pod-security.kubernetes.io/enforce": "restricted" },
            },
        },
        { provider },
    );
    for (const { fault, type, inputs } of brokenVariants) {
        new Broken(type, nameOf(fault), inputs, { provider, dependsOn: namespace });
    }
    return Promise.resolve({});
}

describeReal("an update that a real API server refuses", () => {
    let rehearsal: Rehearsal;
    let up: Outcome;

    beforeAll(async () => {
        rehearsal = await Rehearsal.open({ program, real: {} });
        startCluster(rehearsal.datacenter, "10.0.0.21");
        up = await rehearsal.stack.up({ regardless: true });
    });

    afterAll(() => rehearsal.close());

    it("makes what is sound and nothing of what is broken", () => {
        expect(up.succeeded).toBe(false);
        const tried = up.steps.filter(({ operation }) => operation === "create");
        expect(tried.length).toBe(brokenVariants.length + 3);
        expect(up.changes).toEqual({ create: 3 });
    });

    it.each(brokenVariants)("says why it refuses $fault", ({ fault, says }) => {
        const reasons = up.diagnostics.filter((text) => text.includes(nameOf(fault)));
        expect(reasons.join("\n") || up.output).toContain(says);
    });
});
