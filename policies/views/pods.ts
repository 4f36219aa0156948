import { at, isEmpty, isList, listAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import type { Path, Value } from "../engine/value";
import { type KubeObject, objectsOf } from "./kube-object";

/** A pod that the stack describes, directly or as a template. */
export interface PodTemplate {
    readonly object: KubeObject;
    readonly labels: Value;
    readonly spec: Value;
    /** Where the pod's spec is inside the resource. */
    readonly path: Path;
}

const template = ["spec", "template"];

/** Where each pod-bearing kind keeps its pod. */
const podPaths: Readonly<Record<string, Path>> = {
    "core/Pod": [],
    "core/PodTemplate": ["template"],
    "core/ReplicationController": template,
    "apps/Deployment": template,
    "apps/StatefulSet": template,
    "apps/DaemonSet": template,
    "apps/ReplicaSet": template,
    "extensions/Deployment": template,
    "extensions/DaemonSet": template,
    "extensions/ReplicaSet": template,
    "batch/Job": template,
    "batch/CronJob": ["spec", "jobTemplate", "spec", "template"],
};

/** The pods that a resource describes. */
export function podsOf(resource: Resource): readonly PodTemplate[] {
    return objectsOf(resource).flatMap((object) => {
        const path = podPaths[`${object.group}/${object.kind}`];
        if (path === undefined) {
            return [];
        }
        const pod = at(object.body, ...path);
        return [
            {
                object,
                labels: at(pod, "metadata", "labels"),
                spec: at(pod, "spec"),
                path: [...object.path, ...path, "spec"],
            },
        ];
    });
}

/** The pods that the stack describes. */
export function podsIn(stack: Stack): readonly PodTemplate[] {
    return stack.resources.flatMap(podsOf);
}

/** A container of a pod and where it is inside the resource. */
export interface Container {
    readonly body: Value;
    readonly path: Path;
}

export const containerLists = ["containers", "initContainers", "ephemeralContainers"];

/** The containers of a pod, those that run before or are added later included. */
export function containersOf(pod: PodTemplate): readonly Container[] {
    return containerLists.flatMap((list) =>
        listAt(pod.spec, list).map((body, index) => ({
            body,
            path: [...pod.path, list, index],
        })),
    );
}

/** Where the pod has something else than a list of containers, or one that is not known at preview. */
export function unreadableContainers(pod: PodTemplate): readonly Path[] {
    return containerLists
        .filter((list) => !isEmpty(at(pod.spec, list)) && !isList(at(pod.spec, list)))
        .map((list) => [...pod.path, list]);
}
