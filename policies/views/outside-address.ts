import { any, type Condition, matching, unlike } from "../conditions/condition";
import { anyCase } from "../conditions/words";

const oneOfWords = (...words: readonly string[]) => `(?:${words.map(anyCase).join("|")})`;

/** Where a host begins, in a text that is nothing but an address. */
const start = `^\\s*${oneOfWords("http", "ws", "ftp")}:\\/\\/(?:[^/@\\s]*@)?`;
/** A letter of a host that is spelled out, and not filled in later: `$(HOST)`, `{{ … }}`. */
const letter = "[^/:@\\s${]";
const end = "(?::[0-9]*)?(?:[/\\s]|$)";

/** A host with a dot in its name; one in brackets is a number of the house. */
const dotted = new RegExp(`${start}[^/:@\\s\\[\${]*\\.${letter}*${end}`);

const ownNames = oneOfWords("svc", "local", "localhost", "internal", "home.arpa", "lan");
const ownNumbers = "(?:127\\.|10\\.|192\\.168\\.|172\\.(?:1[6-9]|2[0-9]|3[01])\\.)";

/** A host of the cluster or of the house, by its name or number. */
const own = new RegExp(
    `${start}(?:(?:${letter}*\\.)?${ownNames}(?:\\.${anyCase("cluster.local")})?` +
        `|${ownNumbers}${letter}*|0\\.0\\.0\\.0)${end}`,
);

/** The text, if there is one, is no address without TLS of a host with a public name or number. */
export function encryptedOutside(field: string): Condition {
    return any(unlike(field, dotted), matching(field, own));
}
