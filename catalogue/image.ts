/** A container image, in parts. */
export interface Image {
    /** With its registry: `docker.io/library/python`. */
    readonly repository: string;
    readonly tag: string;
    readonly digest: `sha256:${string}` | undefined;
}

const pattern = /^([^\s:@/]+(?::\d+)?\/[^\s:@]+):([\w][\w.-]*)(?:@(sha256:[0-9a-f]{64}))?$/;

/**
 * Takes `registry/repository:tag@sha256:…` apart; the digest may be missing.
 *
 * @throws Error when it is no such text.
 */
export function imageOf(reference: string): Image {
    const [, repository, tag, digest] = pattern.exec(reference) ?? [];
    if (repository === undefined || tag === undefined) {
        throw new Error(
            `"${reference}" is no image: write registry/repository:tag, and its digest after an @`,
        );
    }
    return { repository, tag, digest: digest as Image["digest"] };
}

/** What stands after the colon; for charts that take it for the tag. */
export function tagAndDigest(reference: string): string {
    const { tag, digest } = imageOf(reference);
    return digest === undefined ? tag : `${tag}@${digest}`;
}
