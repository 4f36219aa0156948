import { credentialShape, isCredentialName, isPasswordName } from "../credentials";
import { at, dotted, isEmpty, isFields } from "../engine/read";
import { type Path, unknownValue, type Value } from "../engine/value";
import { isSecretText } from "./command-credentials";
import { type KubeObject, namespaced, shown } from "./kube-object";

/** `key: value`, `key = value`, `"key": "value"` on a line of a configuration file. */
const setting = /^(?:export\s+)?["']?([A-Za-z][\w.-]{0,200})["']?\s{0,20}[:=](.+)$/;

/** Credentials written into a config map, one sentence each. */
export function faultsInConfigMap(configMap: KubeObject): readonly string[] {
    const title = `The config map ${namespaced(configMap)}`;
    return ["data", "binaryData"].flatMap((part) => {
        const data = at(configMap.body, part);
        if (isEmpty(data)) {
            return [];
        }
        if (!isFields(data)) {
            return [`${title} must have data that is known at preview (${part}).`];
        }
        return Object.entries(data).flatMap(([key, value]) =>
            entryFaults(title, key, part === "data" ? value : decoded(value), [part, key]),
        );
    });
}

function decoded(value: Value): Value {
    return typeof value === "string" ? Buffer.from(value, "base64").toString("utf8") : value;
}

function entryFaults(title: string, key: string, value: Value, path: Path): readonly string[] {
    const where = dotted(path.map((part) => (typeof part === "string" ? shown(part) : part)));
    if (value === unknownValue) {
        return [
            `${title} must have data that is known at preview (${where}); move credentials to a SealedSecret.`,
        ];
    }
    const text = typeof value === "string" ? value : "";
    const what = credentialShape(text) ?? named(key, text);
    return what === undefined
        ? []
        : [`${title} must not contain ${what} (${where}): move it to a SealedSecret.`];
}

function named(key: string, text: string): string | undefined {
    if (!text.includes("\n") && isCredentialName(key) && isSecretText(text)) {
        return `the credential ${shown(key)}`;
    }
    for (const line of text.split("\n")) {
        const [, name = "", value = ""] = setting.exec(line.trim()) ?? [];
        const bare = value
            .trim()
            .replace(/,$/, "")
            .trimEnd()
            .replace(/^["']|["']$/g, "");
        const isNumber = /^\d+(?:\.\d+)?$/.test(bare);
        if (isCredentialName(name) && isSecretText(bare) && (!isNumber || isPasswordName(name))) {
            return `the credential ${shown(name)}`;
        }
    }
    return undefined;
}
