export { ArgoCd, type ArgoCdArgs, argoCdService } from "./argo-cd";
export { chartSource, type GitRepository } from "./chart-source";
export { delivery, type DeliveryArgs, gitopsNamespace } from "./delivery";
