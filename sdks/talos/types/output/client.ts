/** Nested results of the module `client`. */

import type * as shapes from "../shapes";

export type GetConfigurationClientConfiguration = shapes.ClientConfiguration;
