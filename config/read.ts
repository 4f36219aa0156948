import * as pulumi from "@pulumi/pulumi";
import type { AnyApp } from "../catalogue/app-spec";
import { ConfigError } from "./errors";
import { type ConfigEntry, inspectEntries } from "./inspect-entries";
import type { HomelabConfig } from "./schema";
import { missingSecretText, type SecretKey, secretKeys } from "./secrets";

/** The secrets of the stack's configuration, each a secret output. */
export interface HomelabSecrets {
    /** `user@realm!token=uuid`. */
    readonly proxmoxApiToken: pulumi.Output<string>;
    /** By configuration key: the credentials that apps ask for with `{ config: key }`. */
    readonly [key: string]: pulumi.Output<string>;
}

const namespace = "homelab";

/** The part of the SDK that knows which keys the stack's file holds encrypted; not in its typings. */
interface SecretAwareRuntime {
    isConfigSecret(key: string): boolean;
}

function entries(): ReadonlyMap<string, ConfigEntry> {
    const runtime = pulumi.runtime as unknown as SecretAwareRuntime;
    const found = Object.entries(pulumi.runtime.allConfig())
        .filter(([key]) => key.startsWith(`${namespace}:`))
        .map(([key, value]) => {
            const entry = { value: value as unknown, encrypted: runtime.isConfigSecret(key) };
            return [key.slice(namespace.length + 1), entry] as const;
        });
    return new Map(found);
}

function list(missing: readonly SecretKey[]): string {
    return missing.map((secret) => `  - ${missingSecretText(secret)}`).join("\n");
}

/** A preview works without secrets; an update names all it lacks at once. */
function reportMissing(missing: readonly SecretKey[]): void {
    if (missing.length === 0) {
        return;
    }
    if (!pulumi.runtime.isDryRun()) {
        const message = `Secrets are missing from the stack's configuration:\n${list(missing)}`;
        throw new pulumi.RunError(message);
    }
    void pulumi.log.warn(
        `This preview goes on without secrets that \`pulumi up\` needs:\n${list(missing)}`,
    );
}

/**
 * Reads the stack's configuration, the only place that does.
 *
 * @throws RunError, which Pulumi prints without a stack trace, with every problem; when this is no
 * preview, with every missing secret.
 */
export function readHomelab(apps: readonly AnyApp[]): {
    readonly config: HomelabConfig;
    readonly secrets: HomelabSecrets;
} {
    const { config, problems } = inspectEntries(entries(), apps);
    if (config === undefined) {
        throw new pulumi.RunError(new ConfigError(problems).message);
    }
    const stack = new pulumi.Config(namespace);
    const needed = secretKeys(apps).filter((secret) => secret.neededBy(config));
    const values = needed.map((secret) => ({ secret, output: stack.getSecret(secret.key) }));
    reportMissing(values.flatMap(({ secret, output }) => (output === undefined ? [secret] : [])));
    const outputs = values.map(({ secret, output }) => [secret.key, output ?? unknownSecret()]);
    return { config, secrets: Object.fromEntries(outputs) as HomelabSecrets };
}

function unknownSecret(): pulumi.Output<string> {
    return pulumi.secret(pulumi.output(pulumi.unknown)) as unknown as pulumi.Output<string>;
}
