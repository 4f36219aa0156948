export { Gateway } from "./gateway";
export { GatewayApiCrds } from "./gateway-api-crds";
export { HouseCertificate } from "./house-certificate";
export { route, type RouteArgs } from "./route";
export { edgeNamespace, edgePods, Traefik } from "./traefik";
