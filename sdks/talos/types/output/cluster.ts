/** Nested results of the module `cluster`. */

import type * as shapes from "../shapes";

export type GetHealthClientConfiguration = shapes.ClientConfiguration;
export type GetHealthTimeouts = shapes.ReadTimeouts;
export type GetKubeconfigClientConfiguration = shapes.ClientConfiguration;
export type GetKubeconfigKubernetesClientConfiguration = shapes.KubernetesClientConfiguration;
export type GetKubeconfigTimeouts = shapes.ReadTimeouts;
export type KubeconfigClientConfiguration = shapes.ClientConfiguration;
export type KubeconfigKubernetesClientConfiguration = shapes.KubernetesClientConfiguration;
export type KubeconfigTimeouts = shapes.UpdateTimeouts;
