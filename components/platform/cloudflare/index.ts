export { cloudflaredNamespace, cloudflaredPods } from "./cloudflared";
export { Internet } from "./internet";
export type { PublishedApp } from "./published-app";
