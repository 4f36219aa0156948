import { matching } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";

/** A tag can be moved by whoever owns the repository; a digest cannot. */
export const imageDigestPinned = objectRule({
    id: "IMG-02",
    name: "image-digest-pinned",
    description: "Images must be pinned by digest.",
    clause: { section: "Application Data", line: 98 },
    severity: "medium",
    level: "advisory",
    remediation: "Append the digest to the tag: repository:1.2.3@sha256:….",
    subjects: "pods",

    requirements: [
        {
            of: "container",
            must: matching("image", /@sha256:[0-9a-f]{64}$/),
            says: "pin its image by digest",
        },
    ],
});
