import { basename } from "node:path";
import type { KubernetesApi, KubernetesObject } from "../control-plane/api";
import { ControlPlane } from "../control-plane/control-plane";
import type { Datacenter } from "../datacenter/datacenter";
import { Definitions } from "./definitions";
import { Helm } from "./helm";
import { Ledger } from "./ledger";
import { Life } from "./life/life";
import type { CustomKind } from "./open-definition";
import { ProviderPlugin } from "./provider-plugin";
import { findRealPrograms, type RealPrograms } from "./programs";
import { startUnsealing } from "./unsealer";

/** Where a real rehearsal finds what a homelab downloads. */
export interface RealSources {
    /** Folder of published definitions of custom kinds, `*.yaml`. */
    readonly definitions?: string | undefined;
    /** Folder of packed charts, `<chart>-<version>.tgz`. */
    readonly charts?: string | undefined;
}

/** A real control plane behind the played cluster, and what it said of each object. */
export class RealCluster {
    readonly controlPlane: ControlPlane;
    readonly api: KubernetesApi;
    readonly definitions: Definitions;
    readonly helm: Helm;
    readonly ledger = new Ledger();
    readonly sources: RealSources;
    readonly programs: RealPrograms;
    /** What is played around the control plane, once it is. */
    life: Life | undefined;
    /** The real provider of Kubernetes, where it is installed. */
    readonly plugin: ProviderPlugin | undefined;
    private unseals = false;

    private constructor(
        programs: RealPrograms,
        controlPlane: ControlPlane,
        sources: RealSources,
        builtIn: ReadonlySet<string>,
        plugin: ProviderPlugin | undefined,
    ) {
        this.plugin = plugin;
        this.programs = programs;
        this.controlPlane = controlPlane;
        this.api = controlPlane.api;
        this.sources = sources;
        this.definitions = new Definitions(this.api, sources.definitions, builtIn);
        this.helm = new Helm(programs.helm, controlPlane, sources.charts);
    }

    /** @throws Error naming the tool that is not built. */
    static async start(sources: RealSources): Promise<RealCluster> {
        const programs = findRealPrograms();
        const controlPlane = await ControlPlane.start(programs);
        const builtIn = new Set(await controlPlane.api.groups());
        const path = programs.kubernetesPlugin;
        const plugin = path ? await ProviderPlugin.start(path, controlPlane.folder) : undefined;
        if (plugin) {
            controlPlane.adopt(plugin.program);
        }
        return new RealCluster(programs, controlPlane, sources, builtIn, plugin);
    }

    /** Through what the program's objects get to the server, in words. */
    describeProvider(): string {
        return this.plugin === undefined
            ? "Objects are applied by the stand-in: pulumi-resource-kubernetes is not installed."
            : `Objects go through the installed pulumi-resource-kubernetes ${this.plugin.version}.`;
    }

    /** Hands an object of the program to the server. @throws Refusal in the server's words. */
    async take(urn: string, object: KubernetesObject): Promise<KubernetesObject> {
        const live = await this.api.apply(object);
        await this.taken(urn, object);
        return live;
    }

    /** Notes that the server took an object of the program. */
    async taken(urn: string, object: KubernetesObject): Promise<void> {
        if (object.kind === "CustomResourceDefinition") {
            await this.definitions.established(object.metadata.name ?? "");
        }
        this.ledger.note(urn, this.acceptanceOf(object));
    }

    /** What it is worth that the server took an object. */
    acceptanceOf({ apiVersion, kind }: Pick<KubernetesObject, "apiVersion" | "kind">) {
        return this.definitions.isChecked(apiVersion, kind)
            ? ({ by: "server" } as const)
            : ({ by: "nothing", note: "no definition of the kind could be had" } as const);
    }

    /** Teaches the server a custom kind, as its project publishes it or else open to anything. */
    async define(kind: CustomKind): Promise<void> {
        const { apiVersion, kind: name } = kind;
        await this.definitions.teachGroup(apiVersion.split("/")[0] ?? "");
        if (!(await this.api.knows(apiVersion, name))) {
            await this.definitions.teachOpen(kind);
        }
    }

    /** Starts what a release of this chart would have started, as far as it can be had here. */
    afterRelease(chart: string, namespace: string): void {
        if (basename(chart) === "sealed-secrets" && !this.unseals) {
            this.unseals = true;
            startUnsealing(this.programs.sealedSecrets, this.controlPlane, namespace);
        }
    }

    /** Lets the datacenter's machines be nodes, and their pods run. */
    enliven(datacenter: Datacenter): void {
        this.life = new Life(this.api, datacenter);
        this.life.start();
    }

    async stop(): Promise<void> {
        await this.life?.stop();
        this.plugin?.close();
        await this.controlPlane.stop();
    }
}
