import { join } from "node:path";
import { apps } from "../../apps";
import type { AnyApp } from "../../catalogue/app-spec";
import { Homelab } from "../../components/homelab";
import { inspectEntries } from "../../config/inspect-entries";
import { readHomelab } from "../../config/read";
import { secretKeys } from "../../config/secrets";
import { admissionPolicies } from "../../policies/admission/policies";
import { rehearsedSecrets } from "../rehearsed-secrets";
import { readStackConfig } from "../stack-file";
import { record, type Recorded, type RecordOptions } from "./record";

export const repository = join(__dirname, "..", "..");

/** The configuration in Pulumi.homelab.yaml, by full key, as Pulumi hands it to a program. */
export function shippedConfig(): Record<string, string> {
    return readStackConfig(join(repository, "Pulumi.homelab.yaml"));
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
    return recordStack({ ...shippedConfig(), ...options.config }, list, options);
}

/**
 * Records the shipped program against mocks with a configuration, by full key. Secrets that it needs
 * and lacks are made up.
 */
export function recordStack(
    config: Readonly<Record<string, string>>,
    list: readonly AnyApp[] = apps,
    options: RecordOptions = {},
): Promise<readonly Recorded[]> {
    const secrets = Object.entries(sampleSecrets(config, list)).map(
        ([key, value]) => [`homelab:${key}`, value] as const,
    );
    return record(
        () => {
            const { config, secrets } = readHomelab(list);
            new Homelab(config.cluster.name, {
                config,
                secrets,
                apps: list,
                admissionPolicies: admissionPolicies(list, config.exemptions),
            });
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
    const pem = {
        privateKeyPem: "key",
        privateKeyPemPkcs8: "key",
        certPem: "certificate",
        certRequestPem: "request",
    };
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
        case "random:index/randomBytes:RandomBytes":
            return { base64: Buffer.alloc(32, 7).toString("base64") };
        case "cloudflare:index/accountToken:AccountToken":
            return { value: "token" };
        case "cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication":
            return { aud: "audience" };
        case "cloudflare:index/zeroTrustAccessServiceToken:ZeroTrustAccessServiceToken":
            return { clientId: "client", clientSecret: "secret" };
        case "proxmoxve:storage/pbs:Pbs":
            return { generatedEncryptionKey: "key" };
        default:
            return type.startsWith("tls:") ? pem : {};
    }
}

/** Keys of a Sealing's values, which arrive wrapped as a secret. */
function sealedKeys(inputs: Readonly<Record<string, unknown>>): string[] {
    const values = inputs["values"] as { value?: object };
    return Object.keys(values.value ?? values);
}
