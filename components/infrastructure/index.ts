export { Infrastructure, type InfrastructureArgs } from "./infrastructure";
export { systemExtensions } from "./talos-image";
