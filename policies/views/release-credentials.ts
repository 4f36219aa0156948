import { isCredentialName, isLiteral, isPasswordName } from "../credentials";
import { at, dotted, isEmpty, isFields, leaves, textAt } from "../engine/read";
import { type Path, unknownValue, type Value } from "../engine/value";
import { flagFaults } from "./command-credentials";
import { shown } from "./kube-object";
import type { Release } from "./releases";

/** Credentials written into the values of a chart, one sentence each. */
export function faultsInRelease(release: Release): readonly string[] {
    const title = `The ${release.title}`;
    if (release.unreadable.length > 0) {
        return release.unreadable.map(
            (key) =>
                `${title} must not use ${key}, which no rule can read: set its values in the program.`,
        );
    }
    if (!isEmpty(release.values) && !isFields(release.values)) {
        return [`${title} must have values that are known at preview.`];
    }
    return [...leaves(release.values)].flatMap(([path, value]) =>
        leafFaults(title, release.values, path, value),
    );
}

/** Being marked secret is no excuse here: the chart writes the value into objects in plain text. */
function leafFaults(title: string, values: Value, path: Path, value: Value): readonly string[] {
    const where = dotted([
        "values",
        ...path.map((key) => (typeof key === "string" ? shown(key) : key)),
    ]);
    if (value === unknownValue) {
        return [
            `${title} must have values that are known at preview (${where}); refer to credentials by the name of their secret.`,
        ];
    }
    const name = announcedBy(values, path);
    if (name !== undefined && couldBe(name, value)) {
        return [
            `${title} must not contain the credential ${shown(name)} (${where}): name an existing secret instead.`,
        ];
    }
    const shape = typeof value === "string" ? flagFaults([value])[0]?.what : undefined;
    return shape === undefined
        ? []
        : [`${title} must not contain ${shape} (${where}): name an existing secret instead.`];
}

function couldBe(name: string, value: Value): boolean {
    return typeof value === "number"
        ? isPasswordName(name)
        : typeof value === "string" && isLiteral(value);
}

/** The credential name that stands for a value: its key, its entry's name, or its list's key. */
function announcedBy(values: Value, path: Path): string | undefined {
    const last = path.at(-1);
    const parent = path.slice(0, -1);
    const key = typeof last === "number" ? path.findLast((part) => typeof part === "string") : last;
    if (typeof key !== "string") {
        return undefined;
    }
    if (isReferenceList(key) || isSecretName(values, path)) {
        return undefined;
    }
    if (/^(?:value|default|literal|plaintext|data|stringData)$/.test(key)) {
        const name = textAt(values, ...parent, "name") ?? String(parent.at(-1) ?? "");
        return isCredentialName(name) ? name : undefined;
    }
    return isCredentialName(key) && !isSelector(path) ? key : undefined;
}

/** `{secret: name, key}` and `{secret: name, path}` name a secret and what of it is used where. */
function isSecretName(values: Value, path: Path): boolean {
    const beside = ["key", "items", "path", "optional"];
    const name = textAt(values, ...path);
    return (
        path.at(-1) === "secret" &&
        /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name ?? "") &&
        beside.some((key) => at(values, ...path.slice(0, -1), key) !== undefined)
    );
}

/** `imagePullSecrets: [name]` lists names. */
function isReferenceList(key: string): boolean {
    return /pullSecrets?$/i.test(key);
}

/** `secretKeyRef: {secret, key}` and its like select; they hold no value. */
function isSelector(path: Path): boolean {
    return path
        .slice(0, -1)
        .some((part) => typeof part === "string" && /Ref$|^valueFrom$/.test(part));
}
