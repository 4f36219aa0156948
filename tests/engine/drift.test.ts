import {
    attachCsiDisk,
    attachedDisks,
    keptData,
    remaining,
    vmType,
} from "../../rehearsal/datacenter/proxmox-host";
import { changed, type Outcome } from "../../rehearsal/engine/outcome";
import type { Rehearsal } from "../../rehearsal/rehearsal";
import { describeEngine, openShipped } from "./support";

const policy = "kubernetes:networking.k8s.io/NetworkPolicy";
const worker = 111;
const volume = { datastoreId: "local-lvm", name: "pvc-photos", size: 500 };

describeEngine("what others do behind the program's back", () => {
    let rehearsal: Rehearsal;

    beforeAll(async () => {
        rehearsal = await openShipped();
        expect(await rehearsal.stack.up()).toMatchObject({ succeeded: true, error: "" });
        const { datacenter } = rehearsal;
        datacenter.remove(policy, "immich/default-deny");
        datacenter.edit(vmType, String(worker), "memory.dedicated", 2048);
        attachCsiDisk(datacenter, worker, volume);
    });

    afterAll(async () => {
        await rehearsal.close();
    });

    test("refresh names what was deleted and edited, and not the volume of a claim", async () => {
        const refresh = await rehearsal.stack.refresh();
        expect(refresh.error).toBe("");
        expect(summary(refresh)).toEqual([
            ["delete", "immich-default-deny", []],
            ["update", "homelab-worker-01", ["memory.dedicated"]],
        ]);
    });

    test("the next update repairs both and leaves the volume plugged in", async () => {
        const { stack, datacenter } = rehearsal;
        const up = await stack.up();
        expect(up.error).toBe("");
        expect(summary(up)).toEqual([
            ["create", "immich-default-deny", []],
            ["update", "homelab-worker-01", ["memory.dedicated"]],
        ]);
        const memory = datacenter.get(vmType, String(worker))?.fields["memory"];
        expect(memory).toMatchObject({ dedicated: 8192 });
        expect(attachedDisks(datacenter, worker)).toEqual([
            expect.objectContaining({ interface: "scsi1", size: 500 }),
        ]);
        expect(changed(await stack.up())).toEqual([]);
    });

    test("a destroy that protection refuses deletes nothing", async () => {
        const { stack, datacenter } = rehearsal;
        const before = datacenter.list().length;
        const destroy = await stack.destroy();
        expect(destroy.succeeded).toBe(false);
        expect(destroy.output).toMatch(/destroy-guard.*cannot be deleted/s);
        expect(datacenter.list()).toHaveLength(before);
        expect(changed(await stack.up())).toEqual([]);
    });

    test("a destroy after lifting protection leaves the volume, the buckets of backups, and nothing else", async () => {
        const { stack, datacenter } = rehearsal;
        await stack.configure({ "homelab:protection": { value: "lifted" } });
        expect((await stack.up()).error).toBe("");
        // Nothing in the cluster is asked for: it goes with the machine that its API server runs on.
        datacenter.faults.unreachable("kubernetes");
        expect((await stack.destroy()).error).toBe("");
        expect(remaining(datacenter)).toEqual([]);
        expect(new Set(keptData(datacenter).map(({ id }) => id))).toEqual(
            new Set([
                "local-lvm:vm-9999-pvc-photos",
                "example-homelab-databases",
                "example-homelab-etcd",
                "example-homelab-volumes",
            ]),
        );
    });
});

function summary(outcome: Outcome) {
    return changed(outcome)
        .map(({ operation, urn, differs }) => [operation, urn.split("::").at(-1), differs])
        .sort(([a], [b]) => String(a).localeCompare(String(b)));
}
