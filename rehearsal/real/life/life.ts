import { setTimeout as wait } from "node:timers/promises";
import type { KubernetesApi } from "../../control-plane/api";
import type { Datacenter } from "../../datacenter/datacenter";
import { type MadeVolume, Provisioner } from "./claims";
import { tendOperators } from "./operators";
import { joinNodes } from "./nodes";
import { tendServices } from "./services";
import { tendPods } from "./pods";

const pauseMilliseconds = 400;

/**
 * Plays what a control plane has around it: kubelets that join and tend their pods, a storage driver
 * that makes volumes, a network that hands out addresses, and operators that make Secrets for pods.
 * Where pods go and what binds to what, the real control plane decides.
 */
export class Life {
    private readonly provisioner: Provisioner;
    private readonly api: KubernetesApi;
    private readonly datacenter: Datacenter;
    private readonly troubles = new Set<string>();
    private running: Promise<void> | undefined;
    private over = false;

    constructor(api: KubernetesApi, datacenter: Datacenter) {
        this.api = api;
        this.datacenter = datacenter;
        this.provisioner = new Provisioner(api);
    }

    start(): void {
        this.running = this.live();
    }

    /** Volumes made so far. */
    volumes(): readonly MadeVolume[] {
        return this.provisioner.volumes();
    }

    /** What went wrong while playing; a race that the next round settles is none. */
    problems(): readonly string[] {
        return [...this.troubles];
    }

    async stop(): Promise<void> {
        this.over = true;
        await this.running;
    }

    private async live(): Promise<void> {
        while (!this.over) {
            await this.attempt("nodes", () => joinNodes(this.api, this.datacenter));
            await this.attempt("claims", () => this.provisioner.tend());
            await this.attempt("services", () => tendServices(this.api));
            await this.attempt("operators", () => tendOperators(this.api));
            await this.attempt("pods", () => tendPods(this.api));
            await wait(pauseMilliseconds);
        }
    }

    /** Objects come and go while they are tended; what is refused for that is tried again. */
    private async attempt(what: string, work: () => Promise<void>): Promise<void> {
        try {
            await work();
            this.forget(what);
        } catch (error) {
            this.forget(what);
            this.troubles.add(`${what}: ${error instanceof Error ? error.message : String(error)}`);
        }
    }

    private forget(what: string): void {
        for (const trouble of this.troubles) {
            if (trouble.startsWith(`${what}: `)) {
                this.troubles.delete(trouble);
            }
        }
    }
}
