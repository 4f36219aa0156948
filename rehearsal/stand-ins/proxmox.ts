import { randomBytes, randomUUID } from "node:crypto";
import type { Datacenter } from "../datacenter/datacenter";
import { vmType } from "../datacenter/proxmox-host";
import { valueAt } from "../provider/path";
import type { CreateCall, ResourceKind, StandIn } from "../provider/stand-in";
import { type Fields, fieldsOf, list, text, type Value } from "../provider/value";
import { storagePools } from "./proxmox-pools";
import { stored } from "./stored";
import { virtualMachine } from "./virtual-machine";

const roleType = "proxmoxve:index/roleLegacy:RoleLegacy";
const userType = "proxmoxve:index/userLegacy:UserLegacy";
const ipsetType = "proxmoxve:firewall/ipsetLegacy:IpsetLegacy";
const groupType = "proxmoxve:cluster/firewall/security/groupLegacy:GroupLegacy";

const pbsType = "proxmoxve:storage/pbs:Pbs";

const kinds: Readonly<Record<string, ResourceKind>> = {
    [pbsType]: stored({
        forceNew: ["resourceId", "server", "datastore"],
        computed: ["generatedEncryptionKey", "encryptionKeyFingerprint"],
        secrets: ["password", "encryptionKey", "generatedEncryptionKey"],
        problems: ({ inputs }) =>
            inputs["generateEncryptionKey"] === true && inputs["encryptionKey"] !== undefined
                ? [{ property: "encryptionKey", reason: "conflicts with generateEncryptionKey" }]
                : [],
        id: ({ inputs }) => named(inputs["resourceId"]),
        additions: ({ inputs }): Fields =>
            inputs["generateEncryptionKey"] === true
                ? {
                      generatedEncryptionKey: JSON.stringify({
                          kdf: null,
                          data: randomBytes(32).toString("base64"),
                      }),
                      encryptionKeyFingerprint: randomBytes(32).toString("hex"),
                  }
                : {},
    }),
    ...storagePools,
    "proxmoxve:backup/job:Job": stored({
        forceNew: ["resourceId"],
        admit: (call) => {
            mustExist(call, pbsType, "storage");
            for (const vmId of list(call.inputs["vmids"])) {
                if (call.datacenter.get(vmType, named(vmId)) === undefined) {
                    throw new Error(`vmid ${named(vmId)} does not exist`);
                }
            }
        },
        id: ({ inputs }) => named(inputs["resourceId"]),
    }),
    [vmType]: virtualMachine,
    [roleType]: stored({ forceNew: ["roleId"], id: ({ inputs }) => named(inputs["roleId"]) }),
    [userType]: stored({
        forceNew: ["userId"],
        secrets: ["password"],
        problems: ({ inputs }) =>
            /^[^@]+@[^@]+$/.test(text(inputs["userId"]) ?? "a@b")
                ? []
                : [{ property: "userId", reason: "must be name@realm" }],
        id: ({ inputs }) => named(inputs["userId"]),
    }),
    "proxmoxve:index/acl:Acl": stored({
        forceNew: ["*"],
        admit: (call) => {
            mustExist(call, roleType, "roleId");
            mustExist(call, userType, "userId");
        },
        id: ({ inputs }) =>
            [inputs["path"], inputs["userId"] ?? inputs["groupId"], inputs["roleId"]]
                .map(named)
                .join("?"),
    }),
    "proxmoxve:user/token:Token": stored({
        forceNew: ["userId", "tokenName"],
        computed: ["value"],
        secrets: ["value"],
        admit: (call) => {
            mustExist(call, userType, "userId");
        },
        id: tokenId,
        additions: (call) => ({ value: `${tokenId(call)}=${randomUUID()}` }),
    }),
    "proxmoxve:download/file:File": stored({
        forceNew: ["nodeName", "datastoreId", "contentType", "fileName", "url"],
        computed: ["size"],
        admit: ({ inputs, datacenter, type }, id) => {
            const { nodeName, fileName } = inputs;
            const there = datacenter
                .list(type)
                .some(
                    (file) =>
                        file.fields["nodeName"] === nodeName &&
                        file.fields["fileName"] === fileName,
                );
            if (id === undefined && there && inputs["overwrite"] === false) {
                throw new Error(`${named(fileName)}: refusing to override existing file`);
            }
        },
        id: fileId,
        // Hosts keep files of the same id each for itself.
        place: ({ type, inputs }, id) => ({ type, id: `${named(inputs["nodeName"])}/${id}` }),
        additions: (call) => ({ size: 324_009_984, fileId: fileId(call) }),
    }),
    "proxmoxve:cluster/firewallLegacy:FirewallLegacy": stored({ id: () => "cluster-firewall" }),
    [ipsetType]: stored({ forceNew: ["name"], id: ({ inputs }) => named(inputs["name"]) }),
    [groupType]: stored({
        forceNew: ["name"],
        admit: ({ inputs, datacenter }) => {
            for (const rule of list(inputs["rules"])) {
                const set = /^\+dc\/(.+)$/.exec(text(valueAt(rule, ["source"])) ?? "")?.[1];
                if (set !== undefined && datacenter.get(ipsetType, set) === undefined) {
                    throw new Error(`no such IP set '${set}'`);
                }
            }
        },
        id: ({ inputs }) => named(inputs["name"]),
    }),
    "proxmoxve:firewall/optionsLegacy:OptionsLegacy": ofOneVm({}),
    "proxmoxve:firewall/rulesLegacy:RulesLegacy": ofOneVm({
        admit: ({ inputs, datacenter }) => {
            for (const rule of list(inputs["rules"])) {
                const group = text(fieldsOf(rule)["securityGroup"]);
                if (group !== undefined && datacenter.get(groupType, group) === undefined) {
                    throw new Error(`security group '${group}' does not exist`);
                }
            }
        },
    }),
};

/** Plays the Proxmox provider: hosts, VMs with their disks, accounts and firewalls. */
export const proxmox: StandIn = {
    name: "proxmoxve",
    version: "8.6.0",
    requiredConfig: ["endpoint"],
    kind(type) {
        const kind = kinds[type];
        if (kind === undefined) {
            throw new Error(`${type}: the stand-in for Proxmox does not play this type.`);
        }
        return kind;
    },
};

/** Firewall settings that belong to one VM and go with it. */
function ofOneVm({ admit }: { admit?: (call: CreateCall) => void }): ResourceKind {
    return stored({
        forceNew: ["nodeName", "vmId"],
        admit: (call) => {
            const vmId = digits(call.inputs["vmId"]);
            if (call.datacenter.get(vmType, vmId) === undefined) {
                throw new Error(
                    `Configuration file 'nodes/qemu-server/${vmId}.conf' does not exist`,
                );
            }
            admit?.(call);
        },
        id: ({ inputs }) => `${named(inputs["nodeName"])}/${digits(inputs["vmId"])}`,
    });
}

function mustExist(
    { inputs, datacenter }: { inputs: CreateCall["inputs"]; datacenter: Datacenter },
    type: string,
    property: string,
): void {
    const id = text(inputs[property]);
    if (id !== undefined && datacenter.get(type, id) === undefined) {
        throw new Error(`${property}: '${id}' does not exist`);
    }
}

function tokenId({ inputs }: CreateCall): string {
    return `${named(inputs["userId"])}!${named(inputs["tokenName"])}`;
}

function fileId({ inputs }: CreateCall): string {
    return `${named(inputs["datastoreId"])}:${named(inputs["contentType"])}/${named(inputs["fileName"])}`;
}

function digits(value: Value | undefined): string {
    return typeof value === "number" ? String(value) : "";
}

function named(value: unknown): string {
    return typeof value === "string" ? value : "";
}
