import { at, entriesAt, listAt, textAt } from "../engine/read";
import { unknownValue, type Value } from "../engine/value";

/** How Cilium calls the namespace of a pod in its selectors, with its own prefix or without. */
const ciliumNames = ["io.kubernetes.pod.namespace", "io.cilium.k8s.namespace.labels"];

/**
 * The namespace whose pods a selector of Cilium's means: `""` for the policy's own, `undefined` where it
 * may be several.
 */
export function namespaceMeant(selector: Value): string | undefined {
    const isAboutName = (key: string) =>
        ciliumNames.some((name) => key.replace(/^k8s:/, "").startsWith(name));
    const isOpen =
        selector === unknownValue ||
        [at(selector, "matchLabels"), at(selector, "matchExpressions")].includes(unknownValue) ||
        listAt(selector, "matchExpressions").some((each) =>
            isAboutName(textAt(each, "key") ?? ciliumNames.join()),
        );
    const names = entriesAt(selector, "matchLabels").filter(([key]) => isAboutName(key));
    const [only] = names;
    if (isOpen || names.length > 1) {
        return undefined;
    }
    return only === undefined
        ? ""
        : /^(?:k8s:)?io\.kubernetes\.pod\.namespace$/.test(only[0]) && typeof only[1] === "string"
          ? only[1]
          : undefined;
}
