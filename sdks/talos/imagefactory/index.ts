/** Image Factory, which builds images of Talos to order. */

export * from "./get-extensions-versions";
export * from "./get-overlays-versions";
export * from "./get-urls";
export * from "./get-versions";
export * from "./schematic";
