import {
    absentOrMatching,
    all,
    any,
    type Condition,
    matching,
    not,
    unlike,
} from "./conditions/condition";
import { holds } from "./conditions/holds";
import { anyCase, anyWord, anyWordEnding, lastWord, lastWords } from "./conditions/words";

/** Ends of words that name a credential. */
const credentialEnding = anyWordEnding(
    ...["password", "passwd", "passphrase", "pwd", "secret", "token", "credential"],
    ...["apikey", "privatekey", "accesskey", "secretkey"],
);

/** Without any of these letters in it no name is one: most names are done with here. */
const stem = new RegExp(
    ["pass", "pwd", "dsn", "secret", "token", "credential", "key"].map(anyCase).join("|"),
);

/** Words that name one only by themselves. */
const credentialWord = anyWord("pass", "dsn");

/** Words that name a credential when `key` follows. */
const keyedWords = lastWords(
    [
        ...["api", "private", "access", "secret", "encryption", "signing"],
        ...["auth", "account", "license", "master"],
    ],
    "key",
);

/** Last words that make a name speak of a credential without being one. */
const reference = lastWord(
    ...["key", "name", "ref", "reference", "path", "file", "dir", "directory", "mount"],
    ...["namespace", "selector", "class", "type", "kind", "mode", "method", "policy"],
    ...["enabled", "required", "ttl", "expiry", "expiration", "period", "lifetime", "duration"],
    ...["seconds", "minutes", "hours", "days", "length", "size", "count", "limit", "max", "min"],
    ...["url", "uri", "endpoint", "issuer", "audience", "algorithm", "id", "version"],
    ...["annotation", "label", "backend", "sync", "controller", "store", "provider", "strategy"],
    ...["format", "prefix", "suffix", "review", "manager", "engine", "operator", "template"],
);

/** Google's name for the path of a file. */
const pathOfCredentials = lastWords(["application"], "credential");

/**
 * A name announces a credential: `DB_PASSWORD`, `apiToken`, `secretAccessKey`. Names of references
 * (`existingSecret`, `secretName`, `passwordKey`, `TOKEN_FILE`) do not, nor does Google's name for
 * the path of a file, `GOOGLE_APPLICATION_CREDENTIALS`.
 */
export function credentialName(field: string): Condition {
    return all(
        matching(field, stem),
        any(
            matching(field, keyedWords),
            all(
                any(matching(field, credentialEnding), matching(field, credentialWord)),
                unlike(field, reference),
                unlike(field, pathOfCredentials),
            ),
        ),
        not(
            all(
                matching(field, anyWord("existing")),
                matching(field, anyWord("secret", "secrets")),
            ),
        ),
    );
}

const announces = credentialName("");

/** Tells whether a name announces a credential. */
export function isCredentialName(name: string): boolean {
    return holds(announces, name) === true;
}

const ofPassword = new RegExp(["pass", "pwd", "pin"].map(anyCase).join("|"));

/** The name of a password in particular, which may be a number. */
export function isPasswordName(name: string): boolean {
    return isCredentialName(name) && ofPassword.test(name);
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

/**
 * A password in a URL, up to its `@`, that is not all of it a text that stands for a value found
 * elsewhere: `$(NAME)`, `${NAME}`, `$NAME`, `{{ … }}`.
 */
const passwordInUrl = [
    "[^\\s/@${][^\\s/@]{0,1000}",
    "\\$[^A-Za-z_({\\s/@][^\\s/@]{0,1000}",
    "\\{[^{\\s/@][^\\s/@]{0,1000}",
    "[${]",
    "\\$\\([^)\\s/@]{0,1000}(?:\\)[^\\s/@]{1,1000})?",
    "\\$\\{[^}\\s/@]{0,1000}(?:\\}[^\\s/@]{1,1000})?",
    "\\$[A-Za-z_]\\w{0,1000}[^\\w\\s/@][^\\s/@]{0,1000}",
    "\\{\\{[^}\\s/@]{0,1000}(?:\\}[^}\\s/@]{0,1000}|\\}\\}[^\\s/@]{1,1000})?",
].join("|");

/** Repetitions have bounds, so that a file of a megabyte takes no longer than it must. */
export const credentialShapes: readonly (readonly [CredentialShape, RegExp])[] = [
    ["a private key", /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/],
    ["an AWS access key", /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
    ["a GitHub token", /\b(?:gh[pousr]_[A-Za-z0-9]{20}|github_pat_[A-Za-z0-9_]{20})/],
    ["a GitLab token", /\bglpat-[A-Za-z0-9_-]{16}/],
    ["a Slack token", /\bxox[a-z]-[A-Za-z0-9-]{8}/],
    ["a JSON Web Token", /\beyJ[A-Za-z0-9_-]{8}/],
    ["a Grafana token", /\bgl(?:c|sa)_[A-Za-z0-9+/=_-]{16}/],
    ["a Vault token", /\bhv[sbr]\.[A-Za-z0-9_-]{16}/],
    ["an age secret key", /\bAGE-SECRET-KEY-1[0-9A-Z]{20}/],
    [
        "a Proxmox API token",
        /[^\s@!]@[^\s!]{1,64}![\w-]{1,64}=[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}/,
    ],
    [
        "a URL with a password",
        new RegExp(`\\b[A-Za-z][A-Za-z0-9+.-]{0,30}:\\/\\/[^\\s/:@]{0,256}:(?:${passwordInUrl})@`),
    ],
];

/** What credential a text looks like or contains, if any. */
export function credentialShape(text: string): CredentialShape | undefined {
    return credentialShapes.find(([, pattern]) => pattern.test(text))?.[0];
}

const switches = [
    ...["true", "false", "yes", "no", "on", "off", "0", "1"],
    ...["none", "null", "enabled", "disabled"],
].map(anyCase);

/** Empty, a switch, or a text that stands for a value found elsewhere. */
const harmless = new RegExp(
    `^\\s*(?:(?:${switches.join("|")}|` +
        String.raw`\$\([^)]*\)|\$\{[^}]*\}|\$[A-Za-z_]\w*|\{\{[^}]*\}\}|!(?:env_var|secret) \S+)\s*)?$`,
);

/** The text, if there is one, could not be the credential that its name announces. */
export function harmlessText(field: string): Condition {
    return absentOrMatching(field, harmless);
}

/** A text that could be the credential its name announces: not empty, a switch or a reference. */
export function isLiteral(text: string): boolean {
    return !harmless.test(text);
}
