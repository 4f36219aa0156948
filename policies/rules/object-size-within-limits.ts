import { entriesAt, leaves } from "../engine/read";
import type { Resource } from "../engine/resource";
import { judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import { type KubeObject, objectsOf, shown } from "../views/kube-object";

/** What the API server refuses is better known before half of the stack is made. */
export const objectSizeWithinLimits: ResourceRule = {
    id: "ENG-05",
    name: "object-size-within-limits",
    description:
        "Kubernetes objects must stay within what the API server stores: 1 MiB of data, 256 KiB of annotations.",
    clause: { section: "Kubernetes State (etcd)", line: 228 },
    severity: "medium",
    level: "mandatory",
    remediation: "Split the object, or keep large files in a volume.",
    scope: "resource",
    judge,
};

const mebibyte = 1024 * 1024;
const mostAnnotations = 256 * 1024;

function judge(resource: Resource): Verdict {
    return judgeEach(objectsOf(resource), faultsOf);
}

function faultsOf({ body, kind, resource }: KubeObject): readonly string[] {
    const title = `${shown(kind)} ${shown(resource.name)}`;
    const annotations = entriesAt(body, "metadata", "annotations").reduce(
        (sum, [key, value]) => sum + bytes(key) + bytes(value),
        0,
    );
    return [
        ...(sizeOf(body) > mebibyte
            ? [`The ${title} must be smaller than 1 MiB, which is all that etcd takes.`]
            : []),
        ...(annotations > mostAnnotations
            ? [`The ${title} must have less than 256 KiB of annotations.`]
            : []),
    ];
}

/** Bytes of all texts in an object, its keys left out: a lower bound of what is stored. */
function sizeOf(body: KubeObject["body"]): number {
    let sum = 0;
    for (const [, value] of leaves(body)) {
        sum += bytes(value);
    }
    return sum;
}

function bytes(value: unknown): number {
    return typeof value === "string" ? Buffer.byteLength(value) : 0;
}
