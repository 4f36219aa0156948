import { at, leaves, listAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { unknownValue, type Value } from "../engine/value";
import { namespaced } from "./kube-object";
import { podsIn } from "./pods";
import { releasesIn } from "./releases";

/** A place where a claim is mounted by its name. */
export interface Mount {
    readonly resource: Resource;
    /** `release immich/immich`; for messages. */
    readonly title: string;
    readonly namespace: string;
    /** The claim's name; unknown when it is not known at preview. */
    readonly claim: string | typeof unknownValue;
    /** Labels of the mounting pods; `undefined` for a release, whose pods cannot be seen. */
    readonly podLabels: Value;
}

/** Every mount of a claim in the pods and Helm values of the stack. */
export function mountsIn(stack: Stack): readonly Mount[] {
    return [...podMounts(stack), ...releaseMounts(stack)];
}

function podMounts(stack: Stack): readonly Mount[] {
    return podsIn(stack).flatMap(({ object, spec, labels }) =>
        volumesOf(spec)
            .map((volume) => at(volume, "persistentVolumeClaim", "claimName"))
            .filter(isClaimName)
            .map((claim) => ({
                resource: object.resource,
                title: `${object.kind} ${namespaced(object)}`,
                namespace: object.namespace,
                claim,
                podLabels: labels ?? null,
            })),
    );
}

/** A list that is not known at preview counts as one volume that is not. */
function volumesOf(spec: Value): readonly Value[] {
    return at(spec, "volumes") === unknownValue ? [unknownValue] : listAt(spec, "volumes");
}

const claimKey =
    /^(?:claim|existing(?:Volume)?Claim|(?:existing)?(?:persistentVolume)?ClaimName|pvcName|existingPvc)$/i;

function releaseMounts(stack: Stack): readonly Mount[] {
    return releasesIn(stack).flatMap(({ resource, title, namespace, values }) =>
        [...leaves(values)]
            .filter(([path]) => claimKey.test(String(path.at(-1))))
            .map(([, value]) => value)
            .filter(isClaimName)
            .map((claim) => ({ resource, title, namespace, claim, podLabels: undefined })),
    );
}

function isClaimName(value: Value): value is string | typeof unknownValue {
    return value === unknownValue || (typeof value === "string" && value !== "");
}
