import { absentOr, matching } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";

const registries = [
    "docker.io",
    "ghcr.io",
    "quay.io",
    "registry.k8s.io",
    "gcr.io",
    "public.ecr.aws",
    "mcr.microsoft.com",
    "ecr-public.aws.com",
];

const known = new RegExp(
    `^(?:${registries.map((name) => name.replaceAll(".", "\\.")).join("|")})/`,
);

/** A digest, or a tag with a digit in it: `latest`, `release` and `stable` move. */
const exact = /(?::[a-z-]*v?[0-9][A-Za-z0-9._+-]*(?:@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})$/;

/** What runs today runs tomorrow, from a registry that is known. */
export const imagePinned = objectRule({
    id: "IMG-01",
    name: "image-pinned",
    description: "Images must name a known registry, and a tag or digest that does not move.",
    clause: { section: "Application Data", line: 98 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Write registry/repository:version@sha256:digest; a new registry is added in policies/rules/image-pinned.ts.",
    subjects: "pods",

    requirements: [
        {
            of: "container",
            must: matching("image", known),
            says: `name an image from one of ${registries.join(", ")}`,
        },
        {
            of: "container",
            must: matching("image", exact),
            says: "name an image with a version or digest",
        },
        {
            of: "container",
            must: absentOr("imagePullPolicy", "IfNotPresent"),
            says: "keep the pull policy IfNotPresent",
        },
    ],
});
