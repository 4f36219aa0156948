import { parse } from "yaml";
import { at, entriesAt, listAt, textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { plainValue, type Value } from "../engine/value";
import { type KubeObject, labelOf, objectsIn } from "./kube-object";

/**
 * Tells which volumes a schedule of Velero leaves out by its volume policy. A policy that is not in
 * the stack, or that nobody can read, leaves out everything.
 *
 * @see https://velero.io/docs/main/resource-filtering/#resource-policies
 */
export function skippedByPolicy(schedule: KubeObject, stack: Stack): (claim: Value) => boolean {
    const name = textAt(schedule.body, "spec", "template", "resourcePolicy", "name");
    if (name === undefined) {
        return () => false;
    }
    const map = objectsIn(stack, "core", "ConfigMap").find(
        (each) => each.namespace === schedule.namespace && each.name === name,
    );
    const policies = entriesAt(map?.body, "data").map(([, text]) => read(text));
    if (policies.length === 0 || policies.includes(undefined)) {
        return () => true;
    }
    const skips = policies
        .flatMap((policy) => listAt(policy, "volumePolicies"))
        .filter((rule) => at(rule, "action", "type") !== "fs-backup");
    return (claim) => skips.some((rule) => meets(rule, claim));
}

const sortsWithoutClaim: readonly Value[] = [
    "emptyDir",
    "configMap",
    "secret",
    "projected",
    "downwardAPI",
    "hostPath",
];

function read(text: Value): Value {
    try {
        return typeof text === "string" ? plainValue(parse(text)) : undefined;
    } catch {
        return undefined;
    }
}

/** What cannot be told of a claim, such as the size that its volume will have, may be so. */
function meets(rule: Value, claim: Value): boolean {
    const labels = entriesAt(rule, "conditions", "pvcLabels");
    const sorts = listAt(rule, "conditions", "volumeTypes");
    return (
        labels.every(([key, value]) => labelOf(claim, key) === value) &&
        (sorts.length === 0 || sorts.some((sort) => !sortsWithoutClaim.includes(sort)))
    );
}
