/**
 * Nested arguments of the module `cluster`. Those of resources take outputs; those of functions
 * do so under the name that ends in `Args`.
 */

import type { Inputs } from "../../support";
import type * as shapes from "../shapes";

export type GetHealthClientConfiguration = shapes.ClientConfiguration;
export type GetHealthClientConfigurationArgs = Inputs<shapes.ClientConfiguration>;
export type GetHealthTimeouts = shapes.ReadTimeouts;
export type GetHealthTimeoutsArgs = Inputs<shapes.ReadTimeouts>;
export type GetKubeconfigClientConfiguration = shapes.ClientConfiguration;
export type GetKubeconfigClientConfigurationArgs = Inputs<shapes.ClientConfiguration>;
export type GetKubeconfigTimeouts = shapes.ReadTimeouts;
export type GetKubeconfigTimeoutsArgs = Inputs<shapes.ReadTimeouts>;
export type KubeconfigClientConfiguration = Inputs<shapes.ClientConfiguration>;
export type KubeconfigKubernetesClientConfiguration = Inputs<
    Partial<shapes.KubernetesClientConfiguration>
>;
export type KubeconfigTimeouts = Inputs<shapes.UpdateTimeouts>;
