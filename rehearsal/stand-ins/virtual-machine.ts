import type { Datacenter } from "../datacenter/datacenter";
import {
    addressesOf,
    attachedDisks,
    csiOwner,
    declaredDisks,
    destroyVm,
    detachDisks,
    slot,
    vmType,
} from "../datacenter/proxmox-host";
import { valueAt } from "../provider/path";
import type { CheckCall, CreateCall, Problem, ResourceKind } from "../provider/stand-in";
import { equal, type Fields, list, text } from "../provider/value";
import { stored } from "./stored";

/** What only a running guest tells. */
const toldByAgent = ["ipv4Addresses", "macAddresses"];

const base = stored({
    required: ["nodeName"],
    forceNew: ["vmId", "clone", "template", "efiDisk", "tpmState", "initialization.interface"],
    computed: toldByAgent,
    problems: vmProblems,
    replaces: (_olds, news, changed) =>
        news["migrate"] === true ? [] : changed.filter(([first]) => first === "nodeName"),
    // A VM's id is taken in the whole Proxmox cluster.
    deletesFirst: () => true,
    id: ({ inputs, datacenter }) => String(givenId(inputs) ?? nextFreeId(datacenter)),
    additions: ({ inputs }) => ({
        started: inputs["started"] ?? true,
        ipv4Addresses: [["127.0.0.1"], addressesOf(inputs)],
        macAddresses: list(inputs["networkDevices"]).map(
            (device) => text(valueAt(device, ["macAddress"])) ?? "",
        ),
    }),
    admit: mustHaveImage,
});

/**
 * A VM as the provider treats it. It reads back only the disks it was told of; but once one of
 * those differs, it detaches every other disk.
 *
 * @see https://github.com/bpg/terraform-provider-proxmox/blob/main/proxmoxtf/resource/vm/disk/disk.go
 */
export const virtualMachine: ResourceKind = {
    ...base,
    create: (call) => {
        const wanted = text(call.inputs["nodeName"]) ?? "";
        const id = String(givenId(call.inputs));
        if (call.datacenter.get(vmType, id) !== undefined) {
            throw new Error(
                `unable to create VM ${id} - VM ${id} already exists on node '${wanted}'`,
            );
        }
        return base.create(call);
    },
    update: async (call) => {
        const { datacenter, id, declared, inputs } = call;
        if (!equal(declared["disks"], inputs["disks"])) {
            const kept = new Set(declaredDisks(inputs).map(slot));
            const foreign = attachedDisks(datacenter, Number(id))
                .map(slot)
                .filter((name) => !kept.has(name));
            const guarded = datacenter.get(vmType, id)?.fields["protection"] === true;
            if (guarded && foreign.length > 0) {
                throw new Error(
                    `can't unplug disk '${foreign.join(", ")}' - protection mode enabled`,
                );
            }
            detachDisks(datacenter, Number(id), foreign);
        }
        return (await base.update?.(call)) ?? inputs;
    },
    delete: ({ datacenter, id }) => {
        destroyVm(datacenter, id);
    },
};

function givenId({ vmId }: Fields): number | undefined {
    return typeof vmId === "number" ? vmId : undefined;
}

function nextFreeId(datacenter: Datacenter): number {
    const used = new Set(datacenter.list(vmType).map(({ id }) => Number(id)));
    let id = 100;
    while (used.has(id)) {
        id++;
    }
    return id;
}

function vmProblems({ inputs }: CheckCall): Problem[] {
    const { vmId, name, cpu, memory } = inputs;
    const problems: Problem[] = [];
    const check = (property: string, wrong: boolean, reason: string) => {
        if (wrong) {
            problems.push({ property, reason });
        }
    };
    const cores = valueAt(cpu ?? null, ["cores"]);
    const dedicated = valueAt(memory ?? null, ["dedicated"]);
    check(
        "vmId",
        typeof vmId === "number" && (vmId < 100 || vmId > 999_999_999 || vmId === csiOwner),
        `must be from 100 to 999999999 and not ${csiOwner}, under which volumes are filed`,
    );
    check(
        "name",
        typeof name === "string" && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(name),
        "must be a DNS name",
    );
    check("cpu.cores", typeof cores === "number" && cores < 1, "must be at least 1");
    check("memory.dedicated", typeof dedicated === "number" && dedicated < 64, "at least 64 MiB");
    const slots = declaredDisks(inputs).map(slot);
    check("disks", new Set(slots).size !== slots.length, "two disks have the same interface");
    return problems;
}

/** A VM that boots an image needs that image on its own host. */
function mustHaveImage({ datacenter, inputs }: CreateCall): void {
    const image = text(valueAt(inputs, ["cdrom", "fileId"]));
    if (image === undefined || image === "none" || image === "cdrom") {
        return;
    }
    const node = inputs["nodeName"];
    const there = datacenter
        .list("proxmoxve:download/file:File")
        .some(({ fields }) => fields["fileId"] === image && fields["nodeName"] === node);
    if (!there) {
        throw new Error(`volume '${image}' does not exist`);
    }
}
