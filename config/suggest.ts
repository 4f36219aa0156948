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

/** The remedy for an unknown word: the one that was meant, else all there are. */
export function suggestion(word: string, candidates: readonly string[]): string {
    const meant = nearest(word, candidates);
    if (meant !== undefined) {
        return `Did you mean "${meant}"?`;
    }
    return candidates.length === 0 ? "Remove it." : `Choose from: ${candidates.join(", ")}.`;
}
