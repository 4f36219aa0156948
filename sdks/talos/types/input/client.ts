/**
 * Nested arguments of the module `client`. Those of resources take outputs; those of functions
 * do so under the name that ends in `Args`.
 */

import type { Inputs } from "../../support";
import type * as shapes from "../shapes";

export type GetConfigurationClientConfiguration = shapes.ClientConfiguration;
export type GetConfigurationClientConfigurationArgs = Inputs<shapes.ClientConfiguration>;
