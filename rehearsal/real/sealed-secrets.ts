import { setTimeout as wait } from "node:timers/promises";
import type { KubernetesApi, KubernetesObject } from "../control-plane/api";
import { ControlPlane } from "../control-plane/control-plane";
import type { CheckResult, Standing } from "./check";
import { Definitions } from "./definitions";
import { resourcesIn, type StateResource } from "./state";
import { startUnsealing } from "./unsealer";

const sealedKind = { apiVersion: "bitnami.com/v1alpha1", kind: "SealedSecret" } as const;
const keyLabel = "sealedsecrets.bitnami.com/sealed-secrets-key";
const unsealedAfterSeconds = 60;

/** What was sealed: the plaintext by key, and the Secret it is for. */
interface Sealed {
    readonly namespace: string;
    readonly name: string;
    readonly values: Readonly<Record<string, string>>;
}

/** The controller unseals everything that the program sealed, to the very bytes. */
export async function checkUnsealing({
    real,
    stack,
}: Standing): Promise<Omit<CheckResult, "name">> {
    const state = resourcesIn(await stack.exportState());
    return compare(real.api, sealedIn(state));
}

/**
 * The day the disk dies: a new cluster in which nothing is but the sealing key, as the stack's state
 * keeps it, and the SealedSecrets, as Git keeps them.
 */
export async function checkRecovery({ real, stack }: Standing): Promise<Omit<CheckResult, "name">> {
    const state = resourcesIn(await stack.exportState());
    const key = state.find(isSealingKey)?.inputs as KubernetesObject | undefined;
    if (key === undefined) {
        throw new Error("the state holds no sealing key");
    }
    const inGit = state
        .filter(({ type }) => type === "kubernetes:bitnami.com/v1alpha1:SealedSecret")
        .map(({ inputs }) => inputs as unknown as KubernetesObject);
    const fresh = await ControlPlane.start(real.programs);
    try {
        const definitions = new Definitions(fresh.api, real.sources.definitions);
        await definitions.teachGroup("bitnami.com");
        if (!(await fresh.api.knows(sealedKind.apiVersion, sealedKind.kind))) {
            await definitions.teachOpen({ ...sealedKind, namespaced: true });
        }
        await makeNamespaces(fresh.api, [key, ...inGit]);
        await fresh.api.apply(objectAlone(key));
        for (const sealed of inGit) {
            await fresh.api.apply(objectAlone(sealed));
        }
        startUnsealing(real.programs.sealedSecrets, fresh, key.metadata.namespace ?? "");
        return await compare(fresh.api, sealedIn(state));
    } finally {
        await fresh.stop();
    }
}

function isSealingKey({ type, inputs }: StateResource): boolean {
    const { metadata } = inputs as { metadata?: KubernetesObject["metadata"] };
    return type === "kubernetes:core/v1:Secret" && metadata?.labels?.[keyLabel] === "active";
}

function sealedIn(state: readonly StateResource[]): Sealed[] {
    return state
        .filter(({ type }) => type === "pulumi-nodejs:dynamic/homelab:Sealing")
        .map(({ inputs }) => inputs as unknown as Sealed);
}

async function makeNamespaces(
    api: KubernetesApi,
    objects: readonly KubernetesObject[],
): Promise<void> {
    for (const name of new Set(objects.map(({ metadata }) => metadata.namespace ?? "default"))) {
        await api.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
    }
}

function objectAlone(inputs: KubernetesObject): KubernetesObject {
    const entries = Object.entries(inputs).filter(([key]) => !key.startsWith("__"));
    return Object.fromEntries(entries) as unknown as KubernetesObject;
}

/** Waits for each Secret and holds it against what was sealed; no value is ever named. */
async function compare(
    api: KubernetesApi,
    all: readonly Sealed[],
): Promise<Omit<CheckResult, "name">> {
    const due = performance.now() + unsealedAfterSeconds * 1000;
    const problems: string[] = [];
    for (const { namespace, name, values } of all) {
        const secret = await appears(api, namespace, name, due);
        const data = (secret?.["data"] ?? {}) as Record<string, string>;
        const keys = [...new Set([...Object.keys(values), ...Object.keys(data)])].sort();
        const wrong = keys.filter((key) => data[key] !== base64(values[key]));
        if (secret === undefined) {
            problems.push(`${namespace}/${name}: it is not unsealed`);
        } else if (wrong.length > 0) {
            problems.push(`${namespace}/${name}: ${wrong.join(", ")} is not what was sealed`);
        }
    }
    const keys = all.reduce((sum, { values }) => sum + Object.keys(values).length, 0);
    const good = all.length - problems.length;
    return {
        summary: `${good} of ${all.length} SealedSecrets opened, ${keys} values in them`,
        problems: all.length === 0 ? ["the program sealed nothing"] : problems,
    };
}

async function appears(
    api: KubernetesApi,
    namespace: string,
    name: string,
    due: number,
): Promise<KubernetesObject | undefined> {
    for (;;) {
        const found = await api.read({
            apiVersion: "v1",
            kind: "Secret",
            metadata: { name, namespace },
        });
        if (found !== undefined || performance.now() > due) {
            return found;
        }
        await wait(100);
    }
}

function base64(value: string | undefined): string | undefined {
    return value === undefined ? undefined : Buffer.from(value, "utf8").toString("base64");
}
