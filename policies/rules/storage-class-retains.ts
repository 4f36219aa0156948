import { labelKeys } from "../../catalogue/labels";
import { all, any, oneOf } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";
import { disposable, storageClassKind } from "../views/storage-class";

/** A volume outlives its claim, unless its class says that it may be thrown away. */
export const storageClassRetains = objectRule({
    id: "SCL-01",
    name: "storage-class-retains",
    description:
        "Storage classes must come from the house's volume driver and keep their volumes, unless they are labelled disposable.",
    clause: { section: "Storage Classes", line: 154 },
    severity: "critical",
    level: "mandatory",
    remediation:
        `Set reclaimPolicy to Retain, or label the class ${labelKeys.lifecycle}: disposable if what ` +
        "lies on it may be lost. The API server's default is Delete.",
    subjects: [storageClassKind],
    requirements: ({ provisioners }) => [
        {
            must: oneOf("provisioner", ...provisioners),
            says: `use the provisioner ${provisioners.join(" or ")}`,
        },
        {
            must: any(
                oneOf("reclaimPolicy", "Retain"),
                all(disposable, oneOf("reclaimPolicy", "Delete")),
            ),
            says: "set reclaimPolicy to Retain, or to Delete where it is disposable: left out it means Delete",
        },
    ],
});
