import { all, any, between, type Condition, each, empty, matching } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";
import { claimKind, databaseKind, statefulSetKind } from "../views/volumes";

/**
 * A whole number, because the API server writes sizes anew: 1.5Gi becomes 1536Mi, and 10.3Gi a number
 * of thousandths of bytes, which nobody reads as a size.
 */
const sized = (field: string): Condition =>
    all(matching(field, /^[1-9][0-9]{0,14}[MGT]i$/), between(field, "64Mi", "64Ti"));

const requested = "resources.requests.storage";

/** The operator lets the size win over the template. */
const stored = (storage: string): Condition =>
    any(
        sized(`${storage}.size`),
        all(empty(`${storage}.size`), sized(`${storage}.pvcTemplate.${requested}`)),
    );

const says = "a size as a whole number with Mi, Gi or Ti, between 64Mi and 64Ti";

/** A size with the wrong unit is a volume a thousandth as large, or a thousand times. */
export const volumeSizeReadable = objectRule({
    id: "SCL-04",
    name: "volume-size-readable",
    description: "Volumes must ask for a size with a binary unit, between 64 MiB and 64 TiB.",
    clause: { section: "User Data", line: 86 },
    severity: "medium",
    level: "mandatory",
    remediation: "Write the size as a whole number with Mi, Gi or Ti, e.g. 10Gi or 1536Mi.",
    subjects: [claimKind, statefulSetKind, databaseKind],
    requirements: [
        { kinds: [claimKind.kind], must: sized(`spec.${requested}`), says: `ask for ${says}` },
        {
            kinds: [statefulSetKind.kind],
            must: each("spec.volumeClaimTemplates", sized(`spec.${requested}`)),
            says: `ask in each claim template for ${says}`,
        },
        {
            kinds: [databaseKind.kind],
            must: all(
                stored("spec.storage"),
                any(empty("spec.walStorage"), stored("spec.walStorage")),
                each("spec.tablespaces", stored("storage")),
            ),
            says: `ask for its data, its write-ahead log and each tablespace for ${says}`,
        },
    ],
});
