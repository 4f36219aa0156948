import {
    etcdType,
    startCluster,
    talosNodeType,
} from "../../../../rehearsal/datacenter/cluster-life";
import { Datacenter } from "../../../../rehearsal/datacenter/datacenter";
import { type Fields } from "../../../../rehearsal/provider/value";
import {
    addressesOf,
    attachCsiDisk,
    attachedDisks,
    destroyVm,
    detachDisks,
    keptData,
    remaining,
    vmType,
    volumeType,
} from "../../../../rehearsal/datacenter/proxmox-host";

const disk = { datastoreId: "local-lvm", name: "pvc-1", size: 5 };
let world: Datacenter;
beforeEach(() => {
    world = new Datacenter();
    world.put(vmType, "111", {
        vmId: 111,
        disks: [{ interface: "scsi0" }, { interface: "scsi2" }],
        initialization: { ipConfigs: [{ ipv4: { address: "10.0.0.31/24" } }] },
    });
});

describe("a disk for a claim", () => {
    it("takes the first slot that neither a declared nor another disk has", () => {
        expect(attachCsiDisk(world, 111, disk)).toBe("scsi1");
        expect(attachCsiDisk(world, 111, { ...disk, name: "pvc-2" })).toBe("scsi3");
        expect(attachedDisks(world, 111)).toEqual([
            {
                interface: "scsi1",
                datastoreId: "local-lvm",
                pathInDatastore: "vm-9999-pvc-1",
                size: 5,
                fileFormat: "raw",
                backup: false,
            },
            expect.objectContaining({ pathInDatastore: "vm-9999-pvc-2" }),
        ]);
    });

    it("goes nowhere without a VM or a slot", () => {
        expect(() => attachCsiDisk(world, 404, disk)).toThrow("VM 404 does not exist");
        for (let i = 0; i < 29; i++) {
            attachCsiDisk(world, 111, { ...disk, name: `pvc-${i}` });
        }
        expect(() => attachCsiDisk(world, 111, { ...disk, name: "one more" })).toThrow(
            "VM 111 has no free SCSI slot",
        );
    });

    it("stays when it is unplugged", () => {
        attachCsiDisk(world, 111, disk);
        attachCsiDisk(world, 111, { ...disk, name: "pvc-2" });
        detachDisks(world, 111, ["scsi1"]);
        expect(attachedDisks(world, 111).map((found) => found["interface"])).toEqual(["scsi3"]);
        expect(world.list(volumeType)).toHaveLength(2);
    });
});

describe("a VM", () => {
    it("is not destroyed while it is protected", () => {
        world.edit(vmType, "111", "protection", true);
        attachCsiDisk(world, 111, disk);
        expect(() => {
            destroyVm(world, "111");
        }).toThrow("can't remove VM 111 - protection mode enabled");
        expect(world.get(vmType, "111")).toBeDefined();
        expect(attachedDisks(world, 111)).toHaveLength(1);
    });

    it("leaves the disks of claims behind, which are all that remains as data", () => {
        attachCsiDisk(world, 111, disk);
        world.put(volumeType, "local:vm-111-own", { owner: 111, attachedTo: null });
        destroyVm(world, "111");
        expect(keptData(world).map(({ id }) => id)).toEqual(["local-lvm:vm-9999-pvc-1"]);
        expect(keptData(world)[0]?.fields["attachedTo"]).toBeNull();
        expect(remaining(world).map(({ id }) => id)).toEqual(["local:vm-111-own"]);
    });

    it("that is gone already is no trouble", () => {
        expect(() => {
            destroyVm(world, "404");
        }).not.toThrow();
        expect(world.list(vmType)).toHaveLength(1);
    });

    it("takes its node out of the cluster", () => {
        world.put(talosNodeType, "10.0.0.31", { role: "controlplane" });
        startCluster(world, "10.0.0.31");
        destroyVm(world, "111");
        expect(world.list(talosNodeType)).toEqual([]);
        expect(world.list(etcdType)).toEqual([]);
    });

    it("has the addresses its first boot gives it, without DHCP's", () => {
        const ipConfigs: Fields[] = [
            { ipv4: { address: "10.0.0.31/24" } },
            { ipv4: { address: "dhcp" } },
            { ipv6: { address: "auto" } },
            { ipv4: { address: "10.1.0.31" } },
        ];
        expect(addressesOf({ initialization: { ipConfigs } })).toEqual(["10.0.0.31", "10.1.0.31"]);
        expect(addressesOf({})).toEqual([]);
    });
});
