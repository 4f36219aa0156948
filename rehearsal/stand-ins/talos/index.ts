import { clusterRuns, startCluster, talosNodeType } from "../../datacenter/cluster-life";
import type { Datacenter } from "../../datacenter/datacenter";
import { addressesOf, vmType } from "../../datacenter/proxmox-host";
import { valueAt } from "../../provider/path";
import type { CreateCall, InvokedFunction, ResourceKind, StandIn } from "../../provider/stand-in";
import { type Fields, list, text, type Value } from "../../provider/value";
import type { Ledger } from "../../real/ledger";
import { documentKinds, machineIdentity, type MachineIdentity } from "./machine-identity";
import { TalosMachinery } from "./machinery";

/** The parts of the client configuration and the machine secrets that Talos keeps to itself. */
const secretParts = [
    "clientConfiguration.clientKey",
    "machineSecrets.certs.*.key",
    "machineSecrets.cluster.secret",
    "machineSecrets.secrets.*",
    "machineSecrets.trustdinfo.token",
];

/**
 * Plays the Talos provider. Secrets, configurations and credentials are made and checked by Talos'
 * own code; machines are the datacenter's VMs.
 *
 * @param program path of `talos-machinery`.
 * @param ledger notes the documents that Talos took.
 */
export function talos(program: string, ledger?: Ledger): StandIn {
    const machinery = new TalosMachinery(program);
    const kinds: Readonly<Record<string, ResourceKind>> = {
        "talos:machine/secrets:Secrets": secrets(machinery),
        "talos:machine/configurationApply:ConfigurationApply": configurationApply(
            machinery,
            ledger,
        ),
        "talos:machine/bootstrap:Bootstrap": bootstrap,
        "talos:cluster/kubeconfig:Kubeconfig": kubeconfig(machinery),
        "talos:imageFactory/schematic:Schematic": schematic(machinery),
    };
    return {
        name: "talos",
        version: "0.8.1",
        kind(type) {
            const kind = kinds[type];
            if (kind === undefined) {
                throw new Error(`${type}: the stand-in for talos does not play this type.`);
            }
            return kind;
        },
        functions: functions(machinery),
        close: async () => {
            await machinery.stop();
        },
    };
}

/** Secrets exist in state only; losing them is losing the cluster. */
function secrets(machinery: TalosMachinery): ResourceKind {
    return {
        computed: ["machineSecrets", "clientConfiguration"],
        secrets: secretParts,
        replaces: (olds, news) =>
            minorOf(news["talosVersion"]) < minorOf(olds["talosVersion"]) ? [["talosVersion"]] : [],
        create: async ({ inputs }) => ({
            id: "machine_secrets",
            outputs: { ...inputs, ...(await machinery.call<Fields>("secrets", inputs)) },
        }),
        update: ({ outputs, inputs }) => ({ ...outputs, ...inputs }),
    };
}

function configurationApply(machinery: TalosMachinery, ledger?: Ledger): ResourceKind {
    const apply = async ({ urn, inputs, datacenter }: CreateCall): Promise<Fields> => {
        const node = text(inputs["node"]) ?? "";
        const machine = datacenter.list(vmType).find(({ fields }) => {
            return fields["started"] !== false && addressesOf(fields).includes(node);
        });
        if (machine === undefined) {
            throw new Error(`${node}: no route to host; no running VM has this address`);
        }
        mustAdmit(datacenter, node, inputs["clientConfiguration"]);
        ledger?.noteMachine(urn, undefined);
        const { machineConfiguration, hash } = await machinery.call<{
            machineConfiguration: string;
            hash: string;
        }>("apply", {
            machineConfiguration: inputs["machineConfigurationInput"],
            configPatches: list(inputs["configPatches"]),
        });
        ledger?.noteMachine(urn, documentKinds(machineConfiguration));
        const { role } = machineIdentity(machineConfiguration);
        const known: Fields = { role, vmId: machine.fields["vmId"] ?? null, machineConfiguration };
        datacenter.put(talosNodeType, node, known, [["machineConfiguration"]]);
        return {
            ...inputs,
            endpoint: inputs["endpoint"] ?? node,
            machineConfiguration,
            machineConfigurationHash: hash,
            resolvedApplyMode: inputs["applyMode"] ?? "auto",
        };
    };
    const made = ["machineConfiguration", "machineConfigurationHash", "resolvedApplyMode"];
    return {
        required: ["node", "clientConfiguration", "machineConfigurationInput"],
        computed: made,
        recomputed: made,
        secrets: [...secretParts, "machineConfiguration", "machineConfigurationInput"],
        create: async (call) => ({
            id: "machine_configuration_apply",
            outputs: await apply(call),
        }),
        update: apply,
    };
}

const bootstrap: ResourceKind = {
    required: ["node", "clientConfiguration"],
    secrets: secretParts,
    create: ({ inputs, datacenter }) => {
        const node = text(inputs["node"]) ?? "";
        mustAdmit(datacenter, node, inputs["clientConfiguration"]);
        if (identityAt(datacenter, node).role !== "controlplane") {
            throw new Error(`${node}: bootstrap is done on a control plane machine`);
        }
        if (clusterRuns(datacenter)) {
            throw new Error(`${node}: AlreadyExists: etcd data directory is not empty`);
        }
        startCluster(datacenter, node);
        const outputs: Fields = { ...inputs, endpoint: inputs["endpoint"] ?? node };
        return { id: "machine_bootstrap", outputs };
    },
    update: ({ inputs, outputs }) => ({ ...outputs, ...inputs }),
};

function kubeconfig(machinery: TalosMachinery): ResourceKind {
    return {
        required: ["node", "clientConfiguration"],
        computed: ["kubeconfigRaw", "kubernetesClientConfiguration"],
        secrets: [...secretParts, "kubeconfigRaw", "kubernetesClientConfiguration.clientKey"],
        create: async ({ inputs, datacenter }) => {
            const node = text(inputs["node"]) ?? "";
            mustAdmit(datacenter, node, inputs["clientConfiguration"]);
            if (!clusterRuns(datacenter)) {
                throw new Error(`${node}: the Kubernetes control plane has not been started`);
            }
            const { secrets: machineSecrets, clusterName, endpoint } = identityAt(datacenter, node);
            const made = await machinery.call<Fields>("kubeconfig", {
                machineSecrets,
                clusterName,
                endpoint,
            });
            const outputs: Fields = { ...inputs, endpoint: inputs["endpoint"] ?? node, ...made };
            return { id: clusterName, outputs };
        },
        update: ({ inputs, outputs }) => ({ ...outputs, ...inputs }),
    };
}

function schematic(machinery: TalosMachinery): ResourceKind {
    return {
        forceNew: ["schematic"],
        create: async ({ inputs }) => {
            const { id } = await machinery.call<{ id: string }>("schematic", inputs);
            return { id, outputs: inputs };
        },
    };
}

function functions(machinery: TalosMachinery): Record<string, InvokedFunction> {
    return {
        "talos:machine/getConfiguration:getConfiguration": {
            required: ["clusterName", "clusterEndpoint", "machineType", "machineSecrets"],
            secrets: ["machineConfiguration", ...secretParts],
            call: async ({ args }) => ({
                ...args,
                id: text(args["clusterName"]) ?? "",
                ...(await machinery.call<Fields>("configuration", args)),
            }),
        },
        "talos:client/getConfiguration:getConfiguration": {
            required: ["clusterName", "clientConfiguration"],
            secrets: ["talosConfig", ...secretParts],
            call: async ({ args }) => ({
                ...args,
                id: text(args["clusterName"]) ?? "",
                ...(await machinery.call<Fields>("clientConfiguration", args)),
            }),
        },
        "talos:cluster/getHealth:getHealth": {
            required: ["clientConfiguration", "controlPlaneNodes", "endpoints"],
            secrets: secretParts,
            call: ({ args, datacenter }) => {
                const nodes = [...list(args["controlPlaneNodes"]), ...list(args["workerNodes"])];
                for (const node of nodes.map((address) => text(address) ?? "")) {
                    mustAdmit(datacenter, node, args["clientConfiguration"]);
                    identityAt(datacenter, node);
                }
                if (!clusterRuns(datacenter)) {
                    throw new Error("waiting for etcd to be healthy: context deadline exceeded");
                }
                return { ...args, id: "cluster_health" };
            },
        },
    };
}

function identityAt(datacenter: Datacenter, address: string): MachineIdentity {
    const configuration = text(
        datacenter.get(talosNodeType, address)?.fields["machineConfiguration"],
    );
    if (configuration === undefined) {
        throw new Error(`${address}: the machine waits for its configuration`);
    }
    return machineIdentity(configuration);
}

/** A configured machine admits only clients of its own authority; a new one admits anybody. */
function mustAdmit(datacenter: Datacenter, address: string, client: Value | undefined): void {
    if (datacenter.get(talosNodeType, address) === undefined) {
        return;
    }
    const authority = text(valueAt(client ?? null, ["caCertificate"]));
    if (authority !== identityAt(datacenter, address).authority) {
        throw new Error(`${address}: tls: certificate signed by unknown authority`);
    }
}

/** `v1.13` as 13. */
function minorOf(version: Value | undefined): number {
    return Number(text(version)?.split(".")[1] ?? Number.NaN);
}
