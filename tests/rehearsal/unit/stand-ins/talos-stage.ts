import { vmType } from "../../../../rehearsal/datacenter/proxmox-host";
import type { Fields } from "../../../../rehearsal/provider/value";
import { Ledger } from "../../../../rehearsal/real/ledger";
import { talos } from "../../../../rehearsal/stand-ins/talos";
import { strict } from "../../../../rehearsal/stand-ins/sdk-inputs";
import { Stage } from "../stage";

export const secretsType = "talos:machine/secrets:Secrets";
export const applyType = "talos:machine/configurationApply:ConfigurationApply";
export const bootstrapType = "talos:machine/bootstrap:Bootstrap";
export const kubeconfigType = "talos:cluster/kubeconfig:Kubeconfig";
const configuration = "talos:machine/getConfiguration:getConfiguration";

/** The secrets of a cluster and its client, as the provider gives them. */
export interface ClusterSecrets {
    readonly machineSecrets: Fields;
    readonly clientConfiguration: Fields;
}

/** A Proxmox host with VMs that wait for Talos, and the stand-in that plays Talos on them. */
export class TalosStage extends Stage {
    private readonly functions: ReturnType<typeof talos>["functions"];
    readonly ledger: Ledger;
    readonly close: () => Promise<void>;

    constructor(program: string) {
        const ledger = new Ledger();
        const standIn = talos(program, ledger);
        super(strict("@pulumiverse/talos", standIn));
        this.ledger = ledger;
        this.functions = standIn.functions;
        this.close = async () => {
            await standIn.close?.();
        };
    }

    /** Forgets every machine and cluster. */
    clear(): void {
        for (const { type, id } of this.datacenter.list()) {
            this.datacenter.remove(type, id);
        }
    }

    addVm(vmId: number, ip: string, started = true): void {
        const initialization = { ipConfigs: [{ ipv4: { address: `${ip}/24` } }] };
        this.datacenter.put(vmType, String(vmId), { vmId, started, initialization });
    }

    async secrets(): Promise<ClusterSecrets> {
        const { outputs } = await this.create(secretsType, { talosVersion: "v1.13" });
        return outputs.fields as unknown as ClusterSecrets;
    }

    async call(token: string, args: Fields): Promise<Fields> {
        const played = this.functions?.[token];
        if (played === undefined) {
            throw new Error(`${token} is not played`);
        }
        return played.call({ args, datacenter: this.datacenter });
    }

    /** Inputs that configure a machine of a cluster. */
    async applying(
        { machineSecrets, clientConfiguration }: ClusterSecrets,
        node: string,
        machineType = "controlplane",
    ): Promise<Fields> {
        const { machineConfiguration = null } = await this.call(configuration, {
            clusterName: "home",
            clusterEndpoint: "https://10.0.0.20:6443",
            machineType,
            machineSecrets,
            talosVersion: "v1.13",
        });
        return { clientConfiguration, machineConfigurationInput: machineConfiguration, node };
    }
}
