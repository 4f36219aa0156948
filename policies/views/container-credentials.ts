import { credentialShape, isCredentialName, isLiteral } from "../credentials";
import { at, dotted, isEmpty, isList, listAt, textAt } from "../engine/read";
import { type Path, unknownValue, type Value } from "../engine/value";
import { namespaced, shown } from "./kube-object";
import { type Container, containersOf, type PodTemplate, unreadableContainers } from "./pods";
import { flagFaults } from "./command-credentials";

/** Where a container has command lines. */
const commandPaths: readonly Path[] = [["command"], ["args"]];

/** Where it has others, if it is known itself. */
const hookPaths: readonly Path[] = [
    ...["livenessProbe", "readinessProbe", "startupProbe"].map((probe) => [
        probe,
        "exec",
        "command",
    ]),
    ...["postStart", "preStop"].map((hook) => ["lifecycle", hook, "exec", "command"]),
];

/** Credentials written into the containers of a pod, one sentence each. */
export function faultsInContainers(pod: PodTemplate): readonly string[] {
    const title = `The ${pod.object.kind} ${namespaced(pod.object)}`;
    return [
        ...unreadableContainers(pod).map(
            (path) =>
                `${title} must have containers that are a list known at preview (${dotted(path)}).`,
        ),
        ...containersOf(pod).flatMap((container) => [
            ...environmentFaults(title, pod, container),
            ...[...commandPaths, ...(container.body === unknownValue ? [] : hookPaths)].flatMap(
                (path) =>
                    commandFaults(title, at(container.body, ...path), [...container.path, ...path]),
            ),
        ]),
    ];
}

function environmentFaults(
    title: string,
    pod: PodTemplate,
    container: Container,
): readonly string[] {
    const where = dotted([...container.path, "env"]);
    const list = at(container.body, "env");
    if (!isEmpty(list) && !isList(list)) {
        return [`${title} must have an environment that is a list known at preview (${where}).`];
    }
    return listAt(container.body, "env").flatMap((variable, index) => {
        const name = textAt(variable, "name") ?? "";
        const path = [...container.path, "env", index, "value"];
        // A value marked secret is ciphertext in state and in every output: not a literal.
        return pod.object.resource.isSecret(path)
            ? []
            : variableFaults(title, name, at(variable, "value"), dotted(path));
    });
}

function variableFaults(
    title: string,
    name: string,
    value: Value,
    where: string,
): readonly string[] {
    const remedy = "use valueFrom.secretKeyRef";
    if (value === unknownValue) {
        return [
            `${title} must set ${shown(name)} to a value known at preview (${where}); for a credential ${remedy}.`,
        ];
    }
    if (typeof value === "object" && value !== null) {
        return [
            `${title} must set ${shown(name)} to a text (${where}); for a credential ${remedy}.`,
        ];
    }
    const text = value === undefined || value === null ? "" : String(value);
    if (isCredentialName(name) && isLiteral(text)) {
        return [`${title} must not contain the credential ${shown(name)} (${where}): ${remedy}.`];
    }
    const shape = credentialShape(text);
    return shape === undefined
        ? []
        : [`${title} must not contain ${shape} in ${shown(name)} (${where}): ${remedy}.`];
}

function commandFaults(title: string, list: Value, path: Path): readonly string[] {
    if (isEmpty(list)) {
        return [];
    }
    if (!isList(list) || list.includes(unknownValue)) {
        return [`${title} must have a command line known at preview (${dotted(path)}).`];
    }
    const words = list.map((word) => (typeof word === "string" ? word : ""));
    return flagFaults(words).map(
        ({ index, what }) =>
            `${title} must not contain ${what} (${dotted([...path, index])}): pass it by environment or file from a secret.`,
    );
}
