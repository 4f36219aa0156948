import type { RuleContext } from "../engine/context";
import { at, listAt, textAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { type KubeObject, shown } from "./kube-object";
import { storageLocations } from "./backups";
import { objectStores } from "./database-archives";
import { snapshotJobs } from "./etcd-snapshots";

/** A bucket whose objects go by themselves or are locked, and what lies in it. */
export interface Expiry {
    readonly resource: Resource;
    readonly bucket: string;
    /** Days after which objects go, one for each rule; `undefined` where nobody can tell. */
    readonly days: readonly (number | undefined)[];
    readonly holds: readonly ("volumes" | "databases" | "etcd")[];
}

const lifecycleToken = "cloudflare:index/r2BucketLifecycle:R2BucketLifecycle";
const day = 24 * 3600;

/** The life cycles of buckets that the stack makes. */
export function expiries(stack: Stack): readonly Expiry[] {
    return stack.resources
        .filter(({ type }) => type === lifecycleToken)
        .map((resource) => {
            const bucket = textAt(resource.props, "bucketName") ?? "";
            return {
                resource,
                bucket,
                days: listAt(resource.props, "rules")
                    .filter((rule) => at(rule, "enabled") !== false)
                    .map((rule) => at(rule, "deleteObjectsTransition"))
                    .filter((transition) => transition !== undefined && transition !== null)
                    .map((transition) => {
                        const seconds = at(transition, "condition", "maxAge");
                        return typeof seconds === "number" ? seconds / day : undefined;
                    }),
                holds: contentsOf(bucket, stack),
            };
        });
}

/** What the bucket is used for, by what is told to write there. */
function contentsOf(bucket: string, stack: Stack): Expiry["holds"] {
    const uses = (
        objects: readonly KubeObject[],
        read: (object: KubeObject) => string | undefined,
    ) => objects.some((object) => read(object) === bucket);
    return [
        ...(uses(storageLocations(stack), ({ body }) =>
            textAt(body, "spec", "objectStorage", "bucket"),
        )
            ? (["volumes"] as const)
            : []),
        ...(uses(objectStores(stack), ({ body }) => archiveBucket(body))
            ? (["databases"] as const)
            : []),
        ...(snapshotJobs(stack).some((job) => job.bucket === bucket) ? (["etcd"] as const) : []),
    ];
}

function archiveBucket(body: KubeObject["body"]): string | undefined {
    const path = textAt(body, "spec", "configuration", "destinationPath");
    return /^s3:\/\/([^/]+)/.exec(path ?? "")?.[1];
}

/** Snapshots of etcd go after their time; what Kopia and Barman keep, they remove themselves. */
export function expiryFaults(
    { bucket, days, holds }: Expiry,
    context: RuleContext,
): readonly string[] {
    const title = `The life cycle of the bucket ${shown(bucket)}`;
    const own = holds.filter((what) => what !== "etcd");
    if (own.length > 0) {
        return days.length === 0
            ? []
            : [`${title} must delete nothing: what copies ${own.join(" and ")} removes its own.`];
    }
    // A repository's address is a secret: nobody can tell that none is in the bucket.
    if (!holds.includes("etcd") && days.length > 0) {
        return [`${title} must delete nothing: repositories of copies may lie there.`];
    }
    const retention = context.find("platform.etcd-snapshots")?.retention ?? "";
    const wanted = /^(\d+) days$/.exec(retention)?.[1];
    return !holds.includes("etcd") ||
        wanted === undefined ||
        (days.length > 0 && days.every((each) => each === Number(wanted)))
        ? []
        : [`${title} must delete snapshots of etcd after ${wanted} days.`];
}
