import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { KubernetesApi, KubernetesObject } from "../control-plane/api";
import { type CustomKind, openDefinition } from "./open-definition";

const definitionsPath = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
const definitionKind = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
} as const;
const establishedAfterSeconds = 30;
/** What a cluster defines before anybody adds to it. */
const ofTalos = join(__dirname, "talos-service-account.yaml");

/** A definition as its project publishes it. */
interface Published {
    readonly name: string;
    readonly group: string;
    readonly text: string;
}

/** What a server holds of a definition, as far as it is read here. */
interface LiveDefinition {
    readonly spec: {
        readonly group: string;
        readonly names: { readonly kind: string };
        readonly versions: readonly { readonly name: string; readonly served: boolean }[];
    };
    readonly status?: { readonly conditions?: readonly { type: string; status: string }[] };
}

/**
 * Teaches an API server custom kinds: from a folder of published definitions, or, for want of one,
 * by a definition that takes anything, which then proves nothing.
 */
export class Definitions {
    /** Kinds whose objects nobody checks, as `group/kind`. */
    readonly open = new Set<string>();
    private readonly api: KubernetesApi;
    private readonly published: readonly Published[];
    private readonly builtIn: ReadonlySet<string>;
    private readonly underWay = new Map<string, Promise<void>>();

    /**
     * @param folder of `*.yaml` files; absent when there is none.
     * @param builtIn groups that the server itself has, to which nobody can add.
     */
    constructor(
        api: KubernetesApi,
        folder: string | undefined,
        builtIn: ReadonlySet<string> = new Set(),
    ) {
        this.api = api;
        this.builtIn = builtIn;
        this.published = [
            ...readDefinitions(ofTalos),
            ...(folder === undefined ? [] : readFolder(folder)),
        ];
    }

    /** Text of a published definition by name, such as `gateways.gateway.networking.k8s.io`. */
    textOf(name: string): string | undefined {
        return this.published.find((definition) => definition.name === name)?.text;
    }

    /** Teaches the server every kind of a group that is published and that it does not have yet. */
    async teachGroup(group: string): Promise<void> {
        const known = this.underWay.get(group) ?? this.applyGroup(group);
        this.underWay.set(group, known);
        await known;
    }

    /**
     * Makes the server take objects of a kind that nothing published describes, unless it is of a
     * group of the server's own, such as a version that is not served any more.
     */
    async teachOpen(kind: CustomKind): Promise<void> {
        if (this.builtIn.has(kind.apiVersion.split("/")[0] ?? "")) {
            return;
        }
        const key = `${kind.apiVersion}/${kind.kind}`;
        const known = this.underWay.get(key) ?? this.applyOpen(kind);
        this.underWay.set(key, known);
        await known;
    }

    /** Waits until objects of a defined kind can be made. @throws Error when that never comes. */
    async established(name: string): Promise<void> {
        const due = performance.now() + establishedAfterSeconds * 1000;
        while (!(await this.isServed(name))) {
            if (performance.now() > due) {
                throw new Error(`${name}: the API server does not serve this kind`);
            }
            await wait(50);
        }
    }

    /** Whether objects of a kind are held against its description. */
    isChecked(apiVersion: string, kind: string): boolean {
        return !this.open.has(groupKind(apiVersion, kind));
    }

    private async applyGroup(group: string): Promise<void> {
        const wanted = this.published.filter((definition) => definition.group === group);
        for (const { name, text } of wanted) {
            if ((await this.read(name)) === undefined) {
                const query = "fieldManager=homelab-definitions&force=true&fieldValidation=Strict";
                await this.api.send(
                    "PATCH",
                    `${definitionsPath}/${name}?${query}`,
                    text,
                    "application/apply-patch+yaml",
                );
            }
        }
        await Promise.all(wanted.map(({ name }) => this.established(name)));
    }

    private async applyOpen(kind: CustomKind): Promise<void> {
        const definition = openDefinition(kind, `${kind.kind.toLowerCase()}s`);
        this.open.add(groupKind(kind.apiVersion, kind.kind));
        await this.api.apply(definition);
        await this.established(definition.metadata.name);
    }

    private read(name: string): Promise<KubernetesObject | undefined> {
        return this.api.read({ ...definitionKind, metadata: { name } });
    }

    /** A server says that a definition is established a moment before it serves all its versions. */
    private async isServed(name: string): Promise<boolean> {
        const { spec, status } = ((await this.read(name)) ?? {}) as Partial<LiveDefinition>;
        const established = (status?.conditions ?? []).some(
            (condition) => condition.type === "Established" && condition.status === "True",
        );
        if (!established || spec === undefined) {
            return false;
        }
        const served = spec.versions.filter((version) => version.served);
        const known = await Promise.all(
            served.map((version) =>
                this.api.knows(`${spec.group}/${version.name}`, spec.names.kind),
            ),
        );
        return known.every(Boolean);
    }
}

function groupKind(apiVersion: string, kind: string): string {
    return `${apiVersion.split("/")[0] ?? ""}/${kind}`;
}

function readFolder(folder: string): Published[] {
    return readdirSync(folder)
        .filter((file) => file.endsWith(".yaml"))
        .flatMap((file) => readDefinitions(join(folder, file)));
}

/** Documents are told apart by text: these files are large, and the server parses them anyway. */
function readDefinitions(file: string): Published[] {
    return readFileSync(file, "utf8")
        .split(/^---.*\n/m)
        .filter((text) => /^kind: CustomResourceDefinition$/m.test(text))
        .map((text) => ({
            text,
            name: fieldOf(text, "metadata", "name"),
            group: fieldOf(text, "spec", "group"),
        }));
}

/** A field right below a section, however far the document indents. */
function fieldOf(text: string, section: string, field: string): string {
    const indent = new RegExp(`^${section}:\\n( +)`, "m").exec(text)?.[1] ?? "";
    return new RegExp(`^${indent}${field}: "?([^"\\n]+?)"?$`, "m").exec(text)?.[1] ?? "";
}
