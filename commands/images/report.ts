import { table } from "../../rehearsal/report/table";
import { judge } from "./judge-images";
import { namedImages, pin } from "./named-images";
import type { Ask } from "./registry";

/** Folders whose files may name images. */
const folders = ["apps", "catalogue", "components"];

/** What was found, and done, for a person. */
export interface Report {
    readonly text: string;
    /** A registry could not be asked, lacks an image, or (where nothing is written) a digest is missing. */
    readonly isFailure: boolean;
}

/**
 * Compares every image that the sources below `root` name with its registry, and appends the digest
 * to those that are named by their tag alone.
 *
 * @param options `isCheck`: nothing is written
 */
export function pinImages(root: string, ask: Ask, options: { readonly isCheck: boolean }): Report {
    const rows = namedImages(root, folders).map((image) => {
        const { verdict, digest, reason } = judge(image, ask);
        const canPin = verdict === "by tag alone" && digest !== undefined && !options.isCheck;
        if (canPin) {
            pin(root, image, digest);
        }
        const name = `${image.repository}:${image.tag}`;
        return [name, canPin ? "pinned" : verdict, reason ?? digest ?? ""] as const;
    });
    const bad = ["not asked", "not served", "by tag alone"];
    return {
        text: table(["image", "verdict", "what the tag means now"], rows),
        isFailure: rows.some(([, verdict]) => bad.includes(verdict)),
    };
}
