import { closest, distance } from "fastest-levenshtein";

/** The candidate that was most likely meant, or `undefined` when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
    const lower = word.toLowerCase();
    const byLower = new Map(candidates.map((candidate) => [candidate.toLowerCase(), candidate]));
    if (byLower.size === 0) {
        return undefined;
    }
    const match = closest(lower, [...byLower.keys()]);
    const near = distance(lower, match) <= Math.max(1, Math.floor(match.length / 3));
    return near ? byLower.get(match) : undefined;
}
