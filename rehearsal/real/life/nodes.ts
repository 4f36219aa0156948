import { parseAllDocuments } from "yaml";
import type { KubernetesApi } from "../../control-plane/api";
import { talosNodeType } from "../../datacenter/cluster-life";
import type { Datacenter } from "../../datacenter/datacenter";
import type { WorldObject } from "../../datacenter/world-object";
import { vmType } from "../../datacenter/proxmox-host";
import { valueAt } from "../../provider/path";
import { text } from "../../provider/value";

interface MachineDocument {
    readonly kind?: string;
    readonly hostname?: string;
    readonly machine?: {
        readonly network?: { readonly hostname?: string };
        readonly nodeLabels?: Readonly<Record<string, string>>;
        readonly nodeTaints?: Readonly<Record<string, string>>;
    };
    readonly cluster?: { readonly allowSchedulingOnControlPlanes?: boolean };
}

const controlPlaneTaint = { key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" };

/** Registers the datacenter's machines with the API server, as their kubelets do. */
export async function joinNodes(api: KubernetesApi, datacenter: Datacenter): Promise<void> {
    const known = new Set((await api.list("v1", "Node")).map(({ metadata }) => metadata.name));
    for (const machine of datacenter.list(talosNodeType)) {
        const node = nodeOf(machine);
        if (!known.has(node.name)) {
            await join(api, node, sizeOf(datacenter, machine));
        }
    }
}

interface Node {
    readonly name: string;
    readonly address: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly taints: readonly { readonly key: string; readonly effect: string }[];
}

/** What a kubelet learns from the machine configuration. */
export function nodeOf({ id, fields }: Pick<WorldObject, "id" | "fields">): Node {
    const documents = parseAllDocuments(text(fields["machineConfiguration"]) ?? "").map(
        (document) => (document.toJS() ?? {}) as MachineDocument,
    );
    const main = documents.find(({ machine }) => machine !== undefined);
    const named = documents.find(({ kind }) => kind === "HostnameConfig")?.hostname;
    const name = named ?? main?.machine?.network?.hostname ?? `node-${id.replaceAll(".", "-")}`;
    const isControlPlane = fields["role"] === "controlplane";
    const closed =
        isControlPlane && main?.cluster?.allowSchedulingOnControlPlanes !== true
            ? [controlPlaneTaint]
            : [];
    const taints = Object.entries(main?.machine?.nodeTaints ?? {}).map(([key, value]) => ({
        key,
        effect: value.split(":").at(-1) ?? "",
    }));
    return {
        name,
        address: id,
        labels: {
            "kubernetes.io/hostname": name,
            "kubernetes.io/os": "linux",
            "kubernetes.io/arch": "amd64",
            ...(isControlPlane && { [controlPlaneTaint.key]: "" }),
            ...main?.machine?.nodeLabels,
        },
        taints: [...closed, ...taints],
    };
}

/** What the VM gives to its pods; the machine itself keeps a little. */
function sizeOf(datacenter: Datacenter, { fields }: WorldObject) {
    const vm = datacenter.get(vmType, String(Number(fields["vmId"])));
    const cores = Number(valueAt(vm?.fields ?? {}, ["cpu", "cores"]) ?? 1);
    const memory = Number(valueAt(vm?.fields ?? {}, ["memory", "dedicated"]) ?? 1024);
    return { cpu: String(cores), memory: `${memory}Mi`, pods: "110", "ephemeral-storage": "20Gi" };
}

async function join(
    api: KubernetesApi,
    { name, address, labels, taints }: Node,
    capacity: Readonly<Record<string, string>>,
): Promise<void> {
    const named = { apiVersion: "v1", kind: "Node", metadata: { name } };
    await api.create({ ...named, metadata: { name, labels } });
    await api.merge(named, { status: readyStatus(address, capacity) }, "status");
    // Takes away the taint that every new node has until it is ready.
    await api.merge(named, { spec: { taints } });
}

function readyStatus(address: string, capacity: Readonly<Record<string, string>>) {
    const now = new Date().toISOString();
    return {
        capacity,
        allocatable: capacity,
        addresses: [{ type: "InternalIP", address }],
        conditions: [
            {
                ...{ type: "Ready", status: "True", reason: "Played" },
                ...{ lastHeartbeatTime: now, lastTransitionTime: now },
            },
        ],
    };
}
