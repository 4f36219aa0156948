export { Observability } from "./observability";
export type { ProxmoxExporterArgs } from "./proxmox-exporter";
export { logNamespaces, metricsOfApp } from "./observed-apps";
