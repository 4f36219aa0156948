import { z } from "zod";

/** Exact Talos release with its `v`. */
// The pattern admits nothing but a `v…`, which a regular expression cannot tell the compiler.
export const talosVersion = z.string().regex(/^v[0-9]+\.[0-9]+\.[0-9]+$/, {
    error: "is not an exact Talos release. Write all three numbers after a v, e.g. v1.13.9.",
}) as unknown as z.ZodType<`v${string}`, string>;

/** Exact Kubernetes release without `v`. */
export const kubernetesVersion = z.string().regex(/^[0-9]+\.[0-9]+\.[0-9]+$/, {
    error: "is not an exact Kubernetes release. Write all three numbers without a v, e.g. 1.36.3.",
});
