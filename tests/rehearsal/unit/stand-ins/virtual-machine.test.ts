import {
    attachCsiDisk,
    attachedDisks,
    keptData,
    vmType,
} from "../../../../rehearsal/datacenter/proxmox-host";
import { type Fields, UNKNOWN } from "../../../../rehearsal/provider/value";
import { proxmox } from "../../../../rehearsal/stand-ins/proxmox";
import { strict } from "../../../../rehearsal/stand-ins/sdk-inputs";
import { type Made, Stage, without } from "../stage";

const fileType = "proxmoxve:download/file:File";
const image: Fields = {
    nodeName: "pve1",
    datastoreId: "local",
    contentType: "iso",
    fileName: "talos.iso",
    url: "https://example.org/talos.iso",
};
const inputs: Fields = {
    nodeName: "pve1",
    vmId: 111,
    name: "worker-01",
    disks: [{ interface: "scsi0", datastoreId: "local-lvm", size: 64 }],
    initialization: { ipConfigs: [{ ipv4: { address: "10.0.0.31/24" } }] },
};
const claim = { datastoreId: "local-lvm", name: "pvc-1", size: 5 };

let stage: Stage;
beforeEach(() => {
    stage = new Stage(strict("@muhlba91/pulumi-proxmoxve", proxmox));
});

const slots = () => attachedDisks(stage.datacenter, 111).map((disk) => disk["interface"]);

describe("a VM", () => {
    it("has the id it was given, starts, and tells its address", async () => {
        const { id, outputs } = await stage.create(vmType, inputs);
        expect(id).toBe("111");
        expect(outputs.fields).toMatchObject({
            started: true,
            ipv4Addresses: [["127.0.0.1"], ["10.0.0.31"]],
        });
    });

    it("cannot have an id that another one has, on any host", async () => {
        await stage.create(vmType, inputs);
        await expect(stage.create(vmType, { ...inputs, nodeName: "pve2" })).rejects.toThrow(
            "VM 111 already exists",
        );
    });

    it("gets the next free id where it is given none", async () => {
        const unnumbered = without(inputs, "vmId");
        await stage.create(vmType, { ...inputs, vmId: 100 });
        expect((await stage.create(vmType, unnumbered)).id).toBe("101");
        expect((await stage.create(vmType, unnumbered)).id).toBe("102");
    });

    it("boots an image only where its own host has it", async () => {
        const booting = (nodeName: string) =>
            stage.create(vmType, { ...inputs, nodeName, cdrom: { fileId: "local:iso/talos.iso" } });
        await expect(booting("pve1")).rejects.toThrow("'local:iso/talos.iso' does not exist");
        await stage.create(fileType, image);
        await expect(booting("pve2")).rejects.toThrow("'local:iso/talos.iso' does not exist");
        await expect(booting("pve1")).resolves.toBeDefined();
    });

    it.each<[string, Fields, string]>([
        ["an id below 100", { vmId: 99 }, "vmId: must be from 100"],
        ["the volume driver's id", { vmId: 9999 }, "vmId: must be from 100"],
        ["a name that is no host name", { name: "worker_01" }, "name: must be a DNS name"],
        ["no core", { cpu: { cores: 0 } }, "cpu.cores: must be at least 1"],
        ["too little memory", { memory: { dedicated: 32 } }, "memory.dedicated: at least 64"],
        [
            "two disks in one slot",
            { disks: [{ interface: "scsi0" }, { interface: "scsi0" }] },
            "disks: two disks have the same interface",
        ],
        ["a misspelt input", { memmory: { dedicated: 64 } }, "memmory: proxmoxve:index/vmLegacy"],
        ["no host", { nodeName: null }, "nodeName: Missing required property"],
    ])("cannot have %s", (_what, wrong, complaint) => {
        expect(stage.problems(vmType, inputs)).toEqual([]);
        const problems = stage.problems(vmType, { ...inputs, ...wrong });
        expect(problems).toHaveLength(1);
        expect(problems[0]).toContain(complaint);
    });

    it("is not judged by what is not known yet", () => {
        expect(
            stage.problems(vmType, { ...inputs, vmId: UNKNOWN, name: UNKNOWN, cpu: UNKNOWN }),
        ).toEqual([]);
    });

    it.each<[string, Fields, string[]]>([
        ["more memory", { memory: { dedicated: 4096 } }, []],
        ["another id", { vmId: 112 }, ["vmId"]],
        ["another host", { nodeName: "pve2" }, ["nodeName"]],
        ["another host by migration", { nodeName: "pve2", migrate: true }, []],
        ["a TPM", { tpmState: { version: "v2.0" } }, ["tpmState"]],
    ])("with %s is made anew for %s", async (_what, change, replaced) => {
        const made = await stage.create(vmType, inputs);
        expect(await stage.verdict(made, { ...inputs, ...change })).toMatchObject({ replaced });
        expect((await stage.diff(made, { ...inputs, ...change })).deletesFirst).toBe(true);
    });
});

describe("the disks of claims on a VM", () => {
    let made: Made;
    beforeEach(async () => {
        made = await stage.create(vmType, inputs);
        attachCsiDisk(stage.datacenter, 111, claim);
    });
    const grown = { disks: [{ interface: "scsi0", datastoreId: "local-lvm", size: 65 }] };

    it("are not seen by the provider", async () => {
        expect((await stage.read(made))?.inputs.fields).toEqual(inputs);
    });

    it("stay plugged in while the declared disks do not change", async () => {
        await stage.update(made, { ...inputs, description: "other", memory: { dedicated: 512 } });
        expect(slots()).toEqual(["scsi1"]);
    });

    it("are unplugged as soon as a declared disk changes", async () => {
        await stage.update(made, { ...inputs, ...grown });
        expect(slots()).toEqual([]);
        expect(keptData(stage.datacenter)).toHaveLength(1);
    });

    it("hold up such a change while the VM is protected", async () => {
        stage.datacenter.edit(vmType, "111", "protection", true);
        await expect(stage.update(made, { ...inputs, ...grown, protection: true })).rejects.toThrow(
            "can't unplug disk 'scsi1' - protection mode enabled",
        );
        expect(slots()).toEqual(["scsi1"]);
    });

    it("outlive the VM", async () => {
        await stage.delete(made);
        expect(stage.datacenter.list(vmType)).toEqual([]);
        expect(keptData(stage.datacenter)).toHaveLength(1);
    });
});

describe("a protected VM", () => {
    it("cannot be deleted until its protection is lifted", async () => {
        const guarded = await stage.create(vmType, { ...inputs, protection: true });
        await expect(stage.delete(guarded)).rejects.toThrow("protection mode enabled");
        const free = await stage.update(guarded, { ...inputs, protection: false });
        await expect(stage.delete(free)).resolves.toBeUndefined();
    });
});
