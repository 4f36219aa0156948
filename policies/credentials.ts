/** Words that name a credential by themselves, alone or at the end of a longer word. */
const credentialWord =
    /^(?:pass|dsn)$|(?:password|passwd|passphrase|pwd|secret|token|credential|apikey|privatekey|accesskey|secretkey)s?$/;

/** Words that name a credential when `key` follows. */
const keyedWord = /^(?:api|private|access|secret|encryption|signing|auth|account|license|master)$/;

/** Last words that make a name speak of a credential without being one. */
const referenceWord =
    /^(?:name|ref|reference|path|file|dir|directory|mount|namespace|selector|class|type|kind|mode|method|policy|enabled|required|ttl|expiry|expiration|period|lifetime|duration|seconds|minutes|hours|days|length|size|count|limit|max|min|url|uri|endpoint|issuer|audience|algorithm|id|version|annotation|label|backend|sync|controller|store|provider|strategy|format|prefix|suffix|review|manager|engine|operator|template)s?$/;

/** The splits of `secretAccessKey`, `DB_PASSWORD`, `api-key`. */
function wordsOf(name: string): readonly string[] {
    return name
        .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
        .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .filter((word) => word !== "");
}

/**
 * Tells whether a name announces a credential: `DB_PASSWORD`, `apiToken`, `secretAccessKey`.
 * Names of references (`existingSecret`, `secretName`, `passwordKey`, `TOKEN_FILE`) do not, nor does
 * Google's name for the path of a file, `GOOGLE_APPLICATION_CREDENTIALS`.
 */
export function isCredentialName(name: string): boolean {
    const words = wordsOf(name);
    const last = words.at(-1) ?? "";
    const namesAnother =
        words.includes("existing") && words.some((word) => /^secrets?$/.test(word));
    const isPath = words.slice(-2).join(" ") === "application credentials";
    if (namesAnother || isPath || referenceWord.test(last)) {
        return false;
    }
    if (last === "key" || last === "keys") {
        return keyedWord.test(words.at(-2) ?? "");
    }
    return words.some((word) => credentialWord.test(word));
}

/** The name of a password in particular, which may be a number. */
export function isPasswordName(name: string): boolean {
    return isCredentialName(name) && wordsOf(name).some((word) => /pass|pwd|pin/.test(word));
}

/** What a text looks like, by its form alone. */
export type CredentialShape =
    | "a private key"
    | "an AWS access key"
    | "a GitHub token"
    | "a GitLab token"
    | "a Slack token"
    | "a JSON Web Token"
    | "a Grafana token"
    | "a Vault token"
    | "an age secret key"
    | "a Proxmox API token"
    | "a URL with a password";

/** Repetitions have bounds, so that a file of a megabyte takes no longer than it must. */
const shapes: readonly (readonly [CredentialShape, RegExp])[] = [
    ["a private key", /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/],
    ["an AWS access key", /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
    ["a GitHub token", /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})/],
    ["a GitLab token", /\bglpat-[A-Za-z0-9_-]{16,}/],
    ["a Slack token", /\bxox[a-z]-[A-Za-z0-9-]{8,}/],
    ["a JSON Web Token", /\beyJ[A-Za-z0-9_-]{8,}/],
    ["a Grafana token", /\bgl(?:c|sa)_[A-Za-z0-9+/=_-]{16,}/],
    ["a Vault token", /\bhv[sbr]\.[A-Za-z0-9_-]{16,}/],
    ["an age secret key", /\bAGE-SECRET-KEY-1[0-9A-Z]{20,}/],
    [
        "a Proxmox API token",
        /[^\s@!]@[^\s!]{1,64}![\w-]{1,64}=[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i,
    ],
];

const urlPassword = /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@]{0,256}:([^\s/@]{1,1024})@/gi;

/** A text that stands for a value found elsewhere: `$(NAME)`, `${NAME}`, `$NAME`, `{{ … }}`, `!secret name`. */
function isReference(text: string): boolean {
    return /^(?:\$\([^)]*\)|\$\{[^}]*\}|\$[A-Za-z_]\w*|\{\{[^}]*\}\}|!(?:env_var|secret) \S+)$/.test(
        text,
    );
}

/** What credential a text looks like or contains, if any. */
export function credentialShape(text: string): CredentialShape | undefined {
    const found = shapes.find(([, pattern]) => pattern.test(text));
    if (found !== undefined) {
        return found[0];
    }
    const withPassword = [...text.matchAll(urlPassword)].some(
        ([, password = ""]) => !isReference(password),
    );
    return withPassword ? "a URL with a password" : undefined;
}

/** A text that could be the credential its name announces: not empty, a switch or a reference. */
export function isLiteral(text: string): boolean {
    const trimmed = text.trim();
    const isSwitch = /^(?:true|false|yes|no|on|off|0|1|none|null|enabled|disabled)$/i;
    return trimmed !== "" && !isSwitch.test(trimmed) && !isReference(trimmed);
}
