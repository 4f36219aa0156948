/** Single machines: their secrets, configuration, first start and disks. */

export * from "./bootstrap";
export * from "./configuration-apply";
export * from "./get-configuration";
export * from "./get-disks";
export * from "./secrets";
