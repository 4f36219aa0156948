import { vmType } from "../../../../rehearsal/datacenter/proxmox-host";
import type { Fields } from "../../../../rehearsal/provider/value";
import { proxmox } from "../../../../rehearsal/stand-ins/proxmox";
import { strict } from "../../../../rehearsal/stand-ins/sdk-inputs";
import { Stage } from "../stage";

const roleType = "proxmoxve:index/roleLegacy:RoleLegacy";
const userType = "proxmoxve:index/userLegacy:UserLegacy";
const aclType = "proxmoxve:index/acl:Acl";
const tokenType = "proxmoxve:user/token:Token";
const fileType = "proxmoxve:download/file:File";
const ipsetType = "proxmoxve:firewall/ipsetLegacy:IpsetLegacy";
const groupType = "proxmoxve:cluster/firewall/security/groupLegacy:GroupLegacy";
const rulesType = "proxmoxve:firewall/rulesLegacy:RulesLegacy";
const optionsType = "proxmoxve:firewall/optionsLegacy:OptionsLegacy";

let stage: Stage;
beforeEach(() => {
    stage = new Stage(strict("@muhlba91/pulumi-proxmoxve", proxmox));
});

const role = () => stage.create(roleType, { roleId: "csi", privileges: ["VM.Audit"] });
const user = () => stage.create(userType, { userId: "csi@pve" });

describe("an account", () => {
    it("is named with its realm", () => {
        expect(stage.problems(userType, { userId: "csi" })).toEqual(["userId: must be name@realm"]);
        expect(stage.problems(userType, { userId: "csi@pve" })).toEqual([]);
    });

    it("gets rights only once it and its role exist", async () => {
        const acl = { path: "/", roleId: "csi", userId: "csi@pve" };
        await expect(stage.create(aclType, acl)).rejects.toThrow("roleId: 'csi' does not exist");
        await role();
        await expect(stage.create(aclType, acl)).rejects.toThrow("userId: 'csi@pve' does not");
        await user();
        const made = await stage.create(aclType, acl);
        expect(made.id).toBe("/?csi@pve?csi");
        expect((await stage.verdict(made, { ...acl, path: "/vms" })).replaced).toEqual(["path"]);
    });

    it("gets a token whose value is secret, in preview unknown, and kept through changes", async () => {
        const inputs = { userId: "csi@pve", tokenName: "csi" };
        await expect(stage.create(tokenType, inputs)).rejects.toThrow("'csi@pve' does not exist");
        await user();
        const made = await stage.create(tokenType, inputs);
        expect(made.outputs.fields["value"]).toMatch(/^csi@pve!csi=[0-9a-f]{8}-[0-9a-f-]{27}$/);
        expect(made.outputs.secrets).toEqual([["value"]]);
        const changed = await stage.update(made, { ...inputs, comment: "new" });
        expect(changed.outputs.fields["value"]).toBe(made.outputs.fields["value"]);
        expect((await stage.preview(tokenType, inputs)).secrets).toEqual([["value"]]);
    });
});

describe("an image", () => {
    const image: Fields = {
        nodeName: "pve1",
        datastoreId: "local",
        contentType: "iso",
        fileName: "talos.iso",
        url: "https://example.org/talos.iso",
    };

    it("has the same id on every host, and is apart on each", async () => {
        const first = await stage.create(fileType, image);
        const second = await stage.create(fileType, { ...image, nodeName: "pve2" });
        expect([first.id, second.id]).toEqual(["local:iso/talos.iso", "local:iso/talos.iso"]);
        await stage.delete(first);
        expect(await stage.read(first)).toBeUndefined();
        expect(await stage.read(second)).toBeDefined();
    });

    it("does not overwrite a file that is there", async () => {
        await stage.create(fileType, image);
        await expect(stage.create(fileType, { ...image, overwrite: false })).rejects.toThrow(
            "talos.iso: refusing to override existing file",
        );
    });

    it("may be changed where it is", async () => {
        const made = await stage.create(fileType, { ...image, overwrite: false });
        const changed = { ...image, overwrite: false, uploadTimeout: 900 };
        expect((await stage.verdict(made, changed)).replaced).toEqual([]);
        await expect(stage.update(made, changed)).resolves.toBeDefined();
    });
});

describe("the firewall", () => {
    const rules = (securityGroup: string) => ({
        nodeName: "pve1",
        vmId: 111,
        rules: [{ securityGroup }],
    });
    const group = {
        name: "nodes",
        rules: [{ type: "in", action: "ACCEPT", source: "+dc/talos" }],
    };

    it("has a group only once the addresses it speaks of exist", async () => {
        await expect(stage.create(groupType, group)).rejects.toThrow("no such IP set 'talos'");
        await stage.create(ipsetType, { name: "talos", cidrs: [{ name: "10.0.0.31" }] });
        await expect(stage.create(groupType, group)).resolves.toBeDefined();
    });

    it("has rules of a VM only once the VM and the group exist", async () => {
        await expect(stage.create(rulesType, rules("nodes"))).rejects.toThrow("111.conf' does not");
        await stage.create(vmType, { nodeName: "pve1", vmId: 111 });
        await expect(stage.create(rulesType, rules("nodes"))).rejects.toThrow(
            "security group 'nodes' does not exist",
        );
        await stage.create(groupType, { name: "nodes", rules: [] });
        const made = await stage.create(rulesType, rules("nodes"));
        await expect(stage.update(made, rules("other"))).rejects.toThrow("'other' does not exist");
    });

    it("has options of a VM only once it exists", async () => {
        const options = { nodeName: "pve1", vmId: 111, enabled: true };
        await expect(stage.create(optionsType, options)).rejects.toThrow("does not exist");
    });
});

describe("backups of machines", () => {
    const pbsType = "proxmoxve:storage/pbs:Pbs";
    const jobType = "proxmoxve:backup/job:Job";
    const storage: Fields = {
        resourceId: "pbs",
        server: "pbs.example.org",
        datastore: "main",
        username: "lab@pbs",
        password: "sesame",
        generateEncryptionKey: true,
    };

    it("have a key of their own, and not two", async () => {
        const { id, outputs } = await stage.create(pbsType, storage);
        expect(id).toBe("pbs");
        expect(outputs.fields["generatedEncryptionKey"]).toMatch(/"kdf":null/);
        expect(stage.problems(pbsType, { ...storage, encryptionKey: "mine" })).toEqual([
            "encryptionKey: conflicts with generateEncryptionKey",
        ]);
    });

    it("have a job only once their storage and machines exist", async () => {
        const job: Fields = {
            resourceId: "nightly",
            schedule: "04:30",
            storage: "pbs",
            vmids: ["7"],
        };
        await expect(stage.create(jobType, job)).rejects.toThrow("storage: 'pbs' does not exist");
        await stage.create(pbsType, storage);
        await expect(stage.create(jobType, job)).rejects.toThrow("vmid 7 does not exist");
    });
});

describe("definitions of storage", () => {
    const zfsType = "proxmoxve:storage/zfspool:Zfspool";
    const directoryType = "proxmoxve:storage/directory:Directory";
    const pool: Fields = { resourceId: "tank", zfsPool: "tank", contents: ["images"] };

    it("can be given to more hosts, but not be moved", async () => {
        const made = await stage.create(zfsType, { ...pool, nodes: ["pve1"] });
        expect(made.id).toBe("tank");
        const wider = await stage.verdict(made, { ...pool, nodes: ["pve1", "pve2"] });
        expect(wider.replaced).toEqual([]);
        const moved = await stage.verdict(made, { ...pool, zfsPool: "b", nodes: ["pve1"] });
        expect(moved.replaced).toEqual(["zfsPool"]);
    });

    it("share one list of ids, in which `local` is taken", async () => {
        await stage.create(zfsType, pool);
        const defined = (resourceId: string) =>
            stage.create(directoryType, { resourceId, path: "/mnt/a", contents: ["iso"] });
        await expect(defined("tank")).rejects.toThrow("storage ID 'tank' already defined");
        await expect(defined("local")).rejects.toThrow("storage ID 'local' already defined");
        expect((await defined("disk")).id).toBe("disk");
    });

    it("keep files only where there are files", () => {
        expect(stage.problems(zfsType, { ...pool, contents: ["images", "iso"] })).toEqual([
            "contents: storage does not support content type 'iso'",
        ]);
    });
});

describe("Proxmox", () => {
    it.each([
        [roleType, { roleId: "a", privileges: [] }, "priviliges"],
        [groupType, { name: "a", rules: [] }, "rule"],
    ])("refuses a misspelt input of %s", (type, inputs, misspelt) => {
        expect(stage.problems(type, { ...inputs, [misspelt]: [] })).toEqual([
            `${misspelt}: ${type} has no input of this name`,
        ]);
    });

    it("is not played beyond what is known of it", () => {
        expect(() => proxmox.kind("proxmoxve:index/pony:Pony")).toThrow("does not play this type");
    });
});
