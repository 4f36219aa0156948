import { createHash } from "node:crypto";
import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { pipelineKey } from "./collector-chart";

/** Changes with the text. */
export function checksumOf(text: string): string {
    return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** A pipeline, where a collector finds it. */
export function pipelineMap(
    name: string,
    namespace: string,
    text: string,
    opts: pulumi.CustomResourceOptions,
): k8s.core.v1.ConfigMap {
    return new k8s.core.v1.ConfigMap(
        `${name}-pipeline`,
        { metadata: { name, namespace }, data: { [pipelineKey]: text } },
        opts,
    );
}
