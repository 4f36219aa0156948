import { nearest } from "../shared/nearest";

/** The remedy for an unknown word: the one that was meant, else all there are. */
export function suggestion(word: string, candidates: readonly string[]): string {
    const meant = nearest(word, candidates);
    if (meant !== undefined) {
        return `Did you mean "${meant}"?`;
    }
    return candidates.length === 0 ? "Remove it." : `Choose from: ${candidates.join(", ")}.`;
}
