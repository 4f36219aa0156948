import type { NamedImage } from "./named-images";
import type { Answer, Ask } from "./registry";

/** What is to be said of an image. */
export interface Judgement {
    readonly image: NamedImage;
    readonly verdict:
        /** The tag still means this digest. */
        | "as pinned"
        /** It has no digest; the registry's is `digest`. */
        | "by tag alone"
        /** The tag means another image now; the pinned one is still served. */
        | "tag moved"
        /** The registry does not have what is named. */
        | "not served"
        /** The registry could not be asked. */
        | "not asked";
    /** The digest that the tag means now. */
    readonly digest?: string;
    /** Why it could not be asked. */
    readonly reason?: string;
}

/** Compares an image with what its registry says. */
export function judge(image: NamedImage, ask: Ask): Judgement {
    const byTag = ask(`${image.repository}:${image.tag}`);
    if ("failed" in byTag) {
        return { image, verdict: "not asked", reason: byTag.failed };
    }
    if (image.digest === undefined) {
        return "missing" in byTag
            ? { image, verdict: "not served" }
            : { image, verdict: "by tag alone", digest: byTag.digest };
    }
    if ("digest" in byTag && byTag.digest === image.digest) {
        return { image, verdict: "as pinned" };
    }
    return pinned(image, ask(`${image.repository}@${image.digest}`), byTag);
}

/** Of an image whose tag is gone, or means another. */
function pinned(image: NamedImage, byDigest: Answer, byTag: Answer): Judgement {
    if ("failed" in byDigest) {
        return { image, verdict: "not asked", reason: byDigest.failed };
    }
    if ("missing" in byDigest) {
        return { image, verdict: "not served" };
    }
    return "digest" in byTag
        ? { image, verdict: "tag moved", digest: byTag.digest }
        : { image, verdict: "tag moved" };
}
