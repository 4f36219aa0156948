import { randomBytes, randomUUID } from "node:crypto";
import type { CredentialForm } from "../catalogue/app-data";
import type { AnyApp } from "../catalogue/app-spec";
import type { HomelabConfig } from "../config/schema";
import { type SecretKey, secretKeys, secretProblem } from "../config/secrets";

const anyText = () => randomBytes(24).toString("base64url");

/** Secrets of a form of their own. */
const ownForms: Readonly<Record<string, () => string>> = {
    grafanaToken: () => `glsa_${randomBytes(16).toString("hex")}_${randomBytes(4).toString("hex")}`,
    proxmoxApiToken: () => `pulumi@pve!homelab=${randomUUID()}`,
    cloudflareApiToken: () => randomBytes(30).toString("base64url"),
};

/** Secrets whose form has a name; all others are any text. */
const forms: Readonly<Record<CredentialForm, () => string>> = {
    "JSON object": () => JSON.stringify({ key: anyText() }),
    "https address": () => `https://example.com/${anyText()}`,
};

function valueOf({ key, form, holds }: SecretKey): string {
    const value = (ownForms[key] ?? (form ? forms[form] : anyText))();
    return holds ? JSON.stringify({ ...(JSON.parse(value) as object), ...holds }) : value;
}

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
            const value = valueOf(secret);
            const problem = secretProblem(secret, value);
            if (problem !== undefined) {
                throw new Error(`The rehearsed value of homelab:${secret.key} ${problem}.`);
            }
            return [secret.key, value];
        }),
    );
}
