import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { SecretData } from "../../catalogue/app-data";

export interface CredentialValuesArgs {
    readonly secret: SecretData;
    /** Secrets of the stack's configuration, by key. */
    readonly configured: Readonly<Record<string, pulumi.Output<string>>>;
}

/**
 * The plaintext behind an app's credentials: generated once and kept in state, or taken from the
 * configuration.
 *
 * @throws Error when a configured secret was not read.
 */
export function credentialValues(
    name: string,
    args: CredentialValuesArgs,
    opts: pulumi.CustomResourceOptions,
): Record<string, pulumi.Output<string>> {
    return Object.fromEntries(
        Object.entries(args.secret.keys).map(([key, source]) => {
            if ("config" in source) {
                const value = args.configured[source.config];
                if (!value) {
                    throw new Error(
                        `${name}: the secret ${source.config} was not read from the configuration`,
                    );
                }
                return [key, value];
            }
            const generated = new random.RandomPassword(
                `${name}-${key.toLowerCase().replaceAll("_", "-")}`,
                { length: source.generate.length, special: false },
                opts,
            );
            return [key, generated.result];
        }),
    );
}
