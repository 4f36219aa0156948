import type { Deployment } from "@pulumi/pulumi/automation";
import { secretMarker } from "../../shared/secret-marker";

/** A secret value and where it came from; the source may be shown, the value never. */
export interface SecretValue {
    readonly source: string;
    readonly value: string;
}

const { key: signatureKey } = secretMarker;
/** A shorter text is found by chance. */
const shortest = 16;
/** Certificates, requests for them and public keys are public, wherever they lie. */
const publicPem =
    /-----BEGIN (CERTIFICATE|CERTIFICATE REQUEST|PUBLIC KEY)-----[\s\S]*?-----END \1-----/g;
const base64Block = /[A-Za-z0-9+/]{64,}={0,2}/g;

/** Every secret value in a state that was exported with its secrets shown. */
export function secretValues(shown: Deployment): SecretValue[] {
    const { resources = [] } = shown.deployment as {
        resources?: Resource[];
    };
    const names = new Set(resources.flatMap(keyNames));
    // A private key holds its public half too, which is shown to everybody elsewhere.
    const shownToAll = (JSON.stringify(resources).match(publicPem) ?? []).join("\n");
    const found = resources.flatMap(({ urn, inputs, outputs }) => {
        const source = urn.split("::").slice(2).join("::");
        return [...secretTexts(inputs), ...secretTexts(outputs)].flatMap((text) =>
            telling(text).map((value) => ({ source, value })),
        );
    });
    return found.filter(({ value }) => !shownToAll.includes(value) && !names.has(value));
}

interface Resource {
    readonly urn: string;
    readonly type?: string;
    readonly id?: string;
    readonly inputs?: unknown;
    readonly outputs?: unknown;
}

/** What names a key beside its secret half; the API shows it to everybody who may look. */
function keyNames({ type, id, outputs }: Resource): string[] {
    const { clientId } = (outputs ?? {}) as { clientId?: unknown };
    switch (type) {
        case "cloudflare:index/accountToken:AccountToken":
            return id === undefined ? [] : [id];
        case "cloudflare:index/zeroTrustAccessServiceToken:ZeroTrustAccessServiceToken":
            return typeof clientId === "string" ? [clientId, clientId.replace(/\..*$/, "")] : [];
        default:
            return [];
    }
}

/** Texts below a secret marker. */
function secretTexts(value: unknown): string[] {
    if (typeof value !== "object" || value === null) {
        return [];
    }
    const { [signatureKey]: signature, plaintext } = value as Record<string, unknown>;
    if (signature !== undefined && typeof plaintext === "string") {
        return texts(JSON.parse(plaintext));
    }
    return Object.values(value).flatMap(secretTexts);
}

function texts(value: unknown): string[] {
    if (typeof value === "string") {
        return [value];
    }
    if (typeof value !== "object" || value === null) {
        return [];
    }
    // A secret within a secret carries the marker of all secrets, which is none itself.
    return Object.entries(value).flatMap(([key, item]) =>
        key === signatureKey ? [] : texts(item),
    );
}

/**
 * The pieces of a secret text that give it away: a short one-line text and its random parts; of a longer one (PEM,
 * kubeconfig, machine configuration) each run of key material, without certificates and the public
 * words around it.
 */
function telling(text: string): string[] {
    if (!text.includes("\n") && text.length < 64) {
        const parts = text.match(/[A-Za-z0-9+/_.~-]{16,}={0,2}/g) ?? [];
        return [...new Set([text, ...parts])].filter(
            (part) => part.length >= shortest && looksRandom(part),
        );
    }
    const plain = text.replaceAll(publicPem, "");
    const nested = (plain.match(base64Block) ?? []).map((block) => ({
        block,
        decoded: Buffer.from(block, "base64").toString("latin1"),
    }));
    const pems = nested.filter(({ decoded }) => decoded.startsWith("-----BEGIN "));
    const rest = pems.reduce((left, { block }) => left.replaceAll(block, ""), plain);
    const runs = rest.match(/[A-Za-z0-9+/_.~-]{32,}={0,2}/g) ?? [];
    return [...runs.filter(looksRandom), ...pems.flatMap(({ decoded }) => telling(decoded))];
}

/** Whether a text has the mixture of characters that generated keys have and names have not. */
function looksRandom(text: string): boolean {
    const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length;
    const isHex = /^[0-9a-f-]+$/i.test(text) && /\d/.test(text);
    return (isHex || kinds === 3) && !/^https?:\/\/[\d.:/]+$/.test(text);
}
