/**
 * Nested arguments of the module `imageFactory`. Those of resources take outputs; those of functions
 * do so under the name that ends in `Args`.
 */

import type { Inputs } from "../../support";
import type * as shapes from "../shapes";

export type GetExtensionsVersionsExactFilters = shapes.NamesFilter;
export type GetExtensionsVersionsExactFiltersArgs = Inputs<shapes.NamesFilter>;
export type GetExtensionsVersionsFilters = shapes.NamesFilter;
export type GetExtensionsVersionsFiltersArgs = Inputs<shapes.NamesFilter>;
export type GetOverlaysVersionsFilters = shapes.NameFilter;
export type GetOverlaysVersionsFiltersArgs = Inputs<shapes.NameFilter>;
export type GetVersionsFilters = shapes.VersionsFilter;
export type GetVersionsFiltersArgs = Inputs<shapes.VersionsFilter>;
