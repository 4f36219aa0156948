import { all, any, filled, noneOf, oneOf } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";

/** Programs that do not speak to Kubernetes have no key to it. */
export const podWithoutToken = objectRule({
    id: "ACC-05",
    name: "pod-without-token",
    description:
        "Pods must not mount a service account token, unless they name an account of their own.",
    clause: { section: "Data Classification", line: 495 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Set automountServiceAccountToken to false, or make a ServiceAccount for the pod with only the rights it needs.",
    subjects: "pods",

    requirements: [
        {
            must: any(
                oneOf("automountServiceAccountToken", false),
                all(filled("serviceAccountName"), noneOf("serviceAccountName", "default")),
            ),
            says: "set automountServiceAccountToken to false, or name a service account of its own",
        },
    ],
});
