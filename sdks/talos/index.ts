/**
 * The shapes of the Pulumi package `talos` 0.8.1, with the exports of its published SDK
 * `@pulumiverse/talos`: that one can replace this folder without a change to any caller.
 */

export { Provider, type ProviderArgs } from "./provider";

export * as client from "./client";
export * as cluster from "./cluster";
export { config } from "./config";
export * as imagefactory from "./imagefactory";
export * as machine from "./machine";
export * as types from "./types";
