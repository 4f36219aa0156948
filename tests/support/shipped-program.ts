import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { apps } from "../../apps";
import type { AnyApp } from "../../catalogue/app-spec";
import { Homelab } from "../../components/homelab";
import { inspectEntries } from "../../config/inspect-entries";
import { readHomelab } from "../../config/read";
import { secretKeys } from "../../config/secrets";
import { rehearsedSecrets } from "../../rehearsal/rehearsed-secrets";
import { record, type Recorded, type RecordOptions } from "./record";

export const repository = join(__dirname, "..", "..");

/** The configuration in Pulumi.homelab.yaml, by full key, as Pulumi hands it to a program. */
export function shippedConfig(): Record<string, string> {
    const file = readFileSync(join(repository, "Pulumi.homelab.yaml"), "utf8");
    const { config } = parse(file) as { config: Record<string, unknown> };
    return Object.fromEntries(
        Object.entries(config).map(([key, value]) => [
            key,
            typeof value === "string" ? value : JSON.stringify(value),
        ]),
    );
}

/** A token of the right form; what the owner would set with `pulumi config set --secret`. */
export const sampleToken = "pulumi@pve!homelab=12345678-9abc-4def-8123-456789abcdef";

/** A value for each secret that a configuration needs, by key without `homelab:`. */
export function sampleSecrets(
    config: Readonly<Record<string, string>>,
    list: readonly AnyApp[] = apps,
): Record<string, string> {
    const secret = new Set(secretKeys(list).map(({ key }) => key));
    const entries = Object.entries(config)
        .filter(([key]) => key.startsWith("homelab:"))
        .map(([full, value]) => [full.slice(8), value] as const)
        .map(([key, value]) => [key, { value, encrypted: secret.has(key) }] as const);
    const { config: read } = inspectEntries(new Map(entries), list);
    return { ...(read && rehearsedSecrets(read, list)), proxmoxApiToken: sampleToken };
}

/** Records the shipped program against mocks, with the shipped configuration. */
export function recordShipped(
    options: RecordOptions & { readonly with?: readonly AnyApp[] } = {},
): Promise<readonly Recorded[]> {
    const list = options.with ?? apps;
    const config = { ...shippedConfig(), ...options.config };
    const secrets = Object.entries(sampleSecrets(config, list)).map(
        ([key, value]) => [`homelab:${key}`, value] as const,
    );
    return record(
        () => {
            const { config, secrets } = readHomelab(list);
            new Homelab(config.cluster.name, { config, secrets, apps: list });
        },
        {
            outputs: providerOutputs,
            ...options,
            secretKeys: [...secrets.map(([key]) => key), ...(options.secretKeys ?? [])],
            config: { ...Object.fromEntries(secrets), ...config },
        },
    );
}

/** What the providers add to inputs, as far as the program reads it. */
function providerOutputs(
    type: string,
    inputs: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
    const pem = { privateKeyPem: "key", certPem: "certificate", certRequestPem: "request" };
    switch (type) {
        case "pulumi-nodejs:dynamic/homelab:Sealing":
            return { sealed: Object.fromEntries(sealedKeys(inputs).map((key) => [key, "sealed"])) };
        case "pulumi-nodejs:dynamic/homelab:PinnedManifest":
            return { content: "metadata: {}\nspec: {}\n" };
        case "proxmoxve:user/token:Token":
            return { value: sampleToken };
        case "talos:machine/secrets:Secrets":
            return { clientConfiguration: {}, machineSecrets: {} };
        case "talos:cluster/kubeconfig:Kubeconfig":
            return { kubeconfigRaw: "kubeconfig" };
        case "random:index/randomPassword:RandomPassword":
            return { result: "generated" };
        default:
            return type.startsWith("tls:") ? pem : {};
    }
}

/** Keys of a Sealing's values, which arrive wrapped as a secret. */
function sealedKeys(inputs: Readonly<Record<string, unknown>>): string[] {
    const values = inputs["values"] as { value?: object };
    return Object.keys(values.value ?? values);
}
