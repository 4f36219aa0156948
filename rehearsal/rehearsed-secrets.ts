import { randomBytes, randomUUID } from "node:crypto";
import type { AnyApp } from "../catalogue/app-spec";
import type { HomelabConfig } from "../config/schema";
import { secretKeys, secretProblem } from "../config/secrets";

/** Secrets of a certain form; all others are any text. */
const forms: Readonly<Record<string, () => string>> = {
    proxmoxApiToken: () => `pulumi@pve!homelab=${randomUUID()}`,
};

/**
 * A made-up value for every secret that the stack's configuration needs, by key without
 * `homelab:`; made anew each time, so that a value found anywhere was leaked by this run.
 *
 * @throws Error when a secret has a form that is not known here.
 */
export function rehearsedSecrets(
    config: HomelabConfig,
    apps: readonly AnyApp[],
): Readonly<Record<string, string>> {
    const needed = secretKeys(apps).filter((secret) => secret.neededBy(config));
    return Object.fromEntries(
        needed.map((secret) => {
            const value = forms[secret.key]?.() ?? randomBytes(24).toString("base64url");
            const problem = secretProblem(secret, value);
            if (problem !== undefined) {
                throw new Error(`The rehearsed value of homelab:${secret.key} ${problem}.`);
            }
            return [secret.key, value];
        }),
    );
}
