import type { RealCluster } from "../../../rehearsal/real/cluster";
import type { Stage } from "../unit/stage";
import { brokenVariants } from "./broken-variants";
import { describeReal, realStage } from "./real-cluster";

const namespaceType = "kubernetes:core/v1:Namespace";
const classType = "kubernetes:storage.k8s.io/v1:StorageClass";

describeReal("the real API server, through the stand-in", () => {
    let cluster: RealCluster;
    let stage: Stage;

    beforeAll(async () => {
        ({ cluster, stage } = await realStage());
        await stage.create(namespaceType, {
            metadata: {
                name: "app",
                labels: { "pod-security.kubernetes.io/enforce": "restricted" },
            },
        });
    });

    afterAll(() => cluster.stop());

    it.each(brokenVariants)("refuses $fault", async ({ type, inputs, says }) => {
        await expect(stage.create(type, inputs)).rejects.toThrow(says);
    });

    it("knows twenty and more faults", () => {
        expect(brokenVariants.length).toBeGreaterThanOrEqual(20);
    });

    it("says each of several reasons on a line of its own", async () => {
        const ports = [{ port: 70_000 }, { port: 70_001 }];
        await expect(
            stage.create("kubernetes:core/v1:Service", {
                metadata: { name: "subject", namespace: "app" },
                spec: { ports },
            }),
        ).rejects.toThrow(
            /^Service "subject" is invalid:\n( {2}- spec\.ports\[\d\]\.\w+: .*\n?){4}/,
        );
    });

    it("refuses to change what is fixed", async () => {
        const made = await stage.create(classType, {
            metadata: { name: "fast" },
            provisioner: "example.org/disk",
        });
        await expect(
            stage.update(made, { metadata: { name: "fast" }, provisioner: "example.org/other" }),
        ).rejects.toThrow('provisioner: Invalid value: "example.org/other": field is immutable');
        await stage.delete(made);
    });

    it("does not make what is there already", async () => {
        const inputs = { metadata: { name: "slow" }, provisioner: "example.org/disk" };
        const made = await stage.create(classType, inputs);
        await expect(stage.create(classType, inputs)).rejects.toThrow(
            'StorageClass "slow" already exists',
        );
        await stage.delete(made);
        expect(await stage.read(made)).toBeUndefined();
    });
});
