/** Patterns of words inside names, however these are written: `db_password`, `dbPassword`, `DB_PASSWORD`. */

const gap = "[^A-Za-z0-9]";

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function alternatives(words: readonly string[], written: (word: string) => string): string {
    return `(?:${words.map(written).join("|")})`;
}

const small = (word: string) => word;
const large = (word: string) => word.toUpperCase();

/** What follows the last letter of a word in small letters, and of one in large ones. */
const smallEnd = "(?:[^a-z0-9]|$)";
const largeEnd = `(?:${gap}|$|[A-Z][a-z])`;

/** Starts of a word in small letters, with a capital, and in large letters. */
const smallStart = `(?:^|${gap})`;
const largeStart = "(?:^|[^A-Z])";

/** One of the words stands in the name, whole. */
export function anyWord(...words: readonly string[]): RegExp {
    return new RegExp(
        `(?:${smallStart}${alternatives(words, small)}|${alternatives(words, capital)})${smallEnd}` +
            `|${largeStart}${alternatives(words, large)}${largeEnd}`,
    );
}

/** A word of the name ends in one of these, or in its plural. */
export function anyWordEnding(...words: readonly string[]): RegExp {
    return new RegExp(
        `(?:${alternatives(words, small)}|${alternatives(words, capital)})s?${smallEnd}` +
            `|${alternatives(words, large)}S?${largeEnd}`,
    );
}

/** The last word of the name is one of these, or its plural. */
export function lastWord(...words: readonly string[]): RegExp {
    return new RegExp(
        `(?:(?:${smallStart}${alternatives(words, small)}|${alternatives(words, capital)})s?` +
            `|${largeStart}${alternatives(words, large)}S?)${gap}*$`,
    );
}

/** The last two words of the name are one of `first`, and then `last` or its plural. */
export function lastWords(first: readonly string[], last: string): RegExp {
    const [low, title, high] = [last, capital(last), last.toUpperCase()];
    return new RegExp(
        `(?:(?:${smallStart}${alternatives(first, small)}|${alternatives(first, capital)})` +
            `(?:${gap}+${low}|${gap}*${title}|${gap}*${high})` +
            `|${largeStart}${alternatives(first, large)}(?:${gap}+${low}|${gap}*${title}|${gap}+${high}))` +
            `[Ss]?${gap}*$`,
    );
}

/** A word in small letters, large ones or both. */
export function anyCase(word: string): string {
    return word
        .replaceAll(".", "\\.")
        .replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
}
