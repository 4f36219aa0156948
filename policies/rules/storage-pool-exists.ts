import { at, listAt, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { type Value } from "../engine/value";
import { type KubeObject, shown } from "../views/kube-object";
import { machinesIn } from "../views/machines";
import { storageClasses, topologiesOf } from "../views/storage-class";

/** A pool that a host lacks shows only when the first pod waits for its volume. */
export const storagePoolExists: StackRule = {
    id: "XLY-02",
    name: "storage-pool-exists",
    description:
        "Storage pools named by classes, machines and images must exist on the hosts that need them.",
    clause: { section: "Storage Backend (Proxmox)", line: 160 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Name a pool that homelab:proxmox lists for the host, or add the pool there. A class needs " +
        "its pool on every host that runs machines, or on those that its allowedTopologies name.",
    scope: "stack",
    judge,
};

const factsToken = "homelab:infrastructure:Infrastructure";
const imageTokens = ["proxmoxve:download/file:File", "proxmoxve:Download/file:File"];

/** Ids of the pools of each host, by its name. */
type Pools = ReadonlyMap<string, ReadonlySet<Value>>;

interface Use {
    readonly resource: Resource;
    readonly title: string;
    readonly hosts: readonly (string | undefined)[];
    readonly pools: readonly Value[];
}

function judge(stack: Stack): Verdict {
    const pools = poolsOf(stack);
    return judgeEach([...classUses(stack), ...machineUses(stack), ...imageUses(stack)], (use) =>
        use.hosts.flatMap((host) =>
            use.pools
                .filter((pool) => host === undefined || pools.get(host)?.has(pool) !== true)
                .map(
                    (pool) =>
                        `The ${use.title} must use a storage pool of the host ${shown(host ?? "")}, but ` +
                        `${typeof pool === "string" ? shown(pool) : "what it names"} is none.`,
                ),
        ),
    );
}

/** What the owner declared; read from the component that all machines are part of. */
function poolsOf(stack: Stack): Pools {
    const declared = stack.resources
        .filter(({ type }) => type === factsToken)
        .flatMap(({ props }) => listAt(props, "hosts"));
    return new Map(
        declared.map((host) => [textAt(host, "name") ?? "", new Set(listAt(host, "pools"))]),
    );
}

function classUses(stack: Stack): readonly Use[] {
    const hosts = [...new Set(machinesIn(stack).map(({ host }) => host))];
    return storageClasses(stack).map((storageClass) => ({
        resource: storageClass.resource,
        title: `storage class ${shown(storageClass.name)}`,
        hosts: zonesOf(storageClass) ?? hosts,
        pools: [at(storageClass.body, "parameters", "storage")],
    }));
}

/** The hosts that a class limits its volumes to; `undefined` where one of its terms names none. */
function zonesOf(storageClass: KubeObject): readonly (string | undefined)[] | undefined {
    const topologies = topologiesOf(storageClass);
    return topologies?.every(({ zones }) => zones.length > 0) === true
        ? topologies.flatMap(({ zones }) =>
              zones.map((zone) => (typeof zone === "string" ? zone : undefined)),
          )
        : undefined;
}

function machineUses(stack: Stack): readonly Use[] {
    return machinesIn(stack).map(({ resource, title, host }) => ({
        resource,
        title,
        hosts: [host],
        pools: [
            ...listAt(resource.props, "disks").map((disk) => at(disk, "datastoreId")),
            ...["efiDisk", "tpmState", "initialization"]
                .map((part) => at(resource.props, part, "datastoreId"))
                .filter((pool) => pool !== undefined),
        ],
    }));
}

function imageUses(stack: Stack): readonly Use[] {
    return stack.resources
        .filter(({ type }) => imageTokens.includes(type))
        .map((resource) => ({
            resource,
            title: `image ${shown(resource.name)}`,
            hosts: [textAt(resource.props, "nodeName")],
            pools: [at(resource.props, "datastoreId")],
        }));
}
