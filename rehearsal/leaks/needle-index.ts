/** Characters that decide whether a place in a text is looked at more closely. */
const window = 8;
const bits = 3 * window;
const mask = 2 ** bits - 1;

interface Needle {
    readonly needle: string;
}

/**
 * Finds many strings in one pass over a text, where a search for each would take thousands: the
 * hash of the last eight characters says whether one of them may begin there.
 */
export class NeedleIndex<N extends Needle> {
    readonly #starts = new Uint8Array(2 ** bits);
    readonly #byStart = new Map<number, N[]>();
    /** Too short for the window; searched one by one. */
    readonly #short: N[] = [];

    constructor(needles: readonly N[]) {
        for (const each of needles) {
            if (each.needle.length < window) {
                this.#short.push(each);
                continue;
            }
            const start = hash(each.needle.slice(0, window));
            this.#starts[start] = 1;
            this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), each]);
        }
    }

    /** Those that occur in the text, in no order. */
    within(text: string): N[] {
        const found = new Set(this.#short.filter(({ needle }) => text.includes(needle)));
        let last = 0;
        for (let end = 0; end < text.length; end++) {
            last = pushed(last, text.charCodeAt(end));
            if (this.#starts[last] === 1) {
                for (const each of this.#byStart.get(last) ?? []) {
                    if (text.startsWith(each.needle, end + 1 - window)) {
                        found.add(each);
                    }
                }
            }
        }
        return [...found];
    }
}

/** A character is shifted out of the hash after as many further ones as the window has. */
function pushed(hashed: number, code: number): number {
    return ((hashed << (bits / window)) ^ code) & mask;
}

function hash(text: string): number {
    return [...Array(text.length).keys()].reduce((h, i) => pushed(h, text.charCodeAt(i)), 0);
}
