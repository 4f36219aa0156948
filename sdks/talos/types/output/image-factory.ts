/** Nested results of the module `imageFactory`. */

import type * as shapes from "../shapes";

export type GetExtensionsVersionsExactFilters = shapes.NamesFilter;
export type GetExtensionsVersionsExtensionsInfo = shapes.ExtensionInfo;
export type GetExtensionsVersionsFilters = shapes.NamesFilter;
export type GetOverlaysVersionsFilters = shapes.NameFilter;
export type GetOverlaysVersionsOverlaysInfo = shapes.OverlayInfo;
export type GetUrlsUrls = shapes.Urls;
export type GetVersionsFilters = shapes.VersionsFilter;
