import { longestWait } from "../../catalogue/backup/waits";
import { once } from "./once";
import { at, listAt, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import type { Value } from "../engine/value";
import { type KubeObject, namespaced, objectsIn } from "./kube-object";

/** A job that takes snapshots of etcd. */
export interface SnapshotJob {
    readonly object: KubeObject;
    readonly resource: Resource;
    /** `job talos-backup/etcd-snapshots`; for messages. */
    readonly title: string;
    readonly suspended: boolean;
    readonly hours: number | undefined;
    /** Bucket that snapshots go to. */
    readonly bucket: string | undefined;
    /** Its environment variables, by name. */
    readonly environment: ReadonlyMap<string, Value>;
    /** Keys that it reads from a Secret, by the variable that holds them. */
    readonly fromSecrets: ReadonlyMap<string, Value>;
}

const image = /(?:^|\/)talos-backup(?:[:@]|$)/;

/** The jobs that run talos-backup. */
export const snapshotJobs = once((stack: Stack): readonly SnapshotJob[] =>
    objectsIn(stack, "batch", "CronJob").flatMap((object) => {
        const pod = at(object.body, "spec", "jobTemplate", "spec", "template", "spec");
        const container = listAt(pod, "containers").find((each) =>
            image.test(textAt(each, "image") ?? ""),
        );
        return container === undefined ? [] : [jobOf(object, container)];
    }),
);

function jobOf(object: KubeObject, container: Value): SnapshotJob {
    const variables = listAt(container, "env");
    const environment = new Map<string, Value>(
        variables.map((each) => [textAt(each, "name") ?? "", at(each, "value")]),
    );
    const schedule = textAt(object.body, "spec", "schedule");
    return {
        object,
        resource: object.resource,
        title: `job ${namespaced(object)}`,
        suspended: at(object.body, "spec", "suspend") === true,
        hours: schedule === undefined ? undefined : longestWait(schedule),
        bucket: textOf(environment.get("BUCKET")),
        environment,
        fromSecrets: new Map<string, Value>(
            variables.map((each) => [
                textAt(each, "name") ?? "",
                at(each, "valueFrom", "secretKeyRef"),
            ]),
        ),
    };
}

function textOf(value: Value): string | undefined {
    return typeof value === "string" ? value : undefined;
}
