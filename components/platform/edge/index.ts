export { Edge, type EdgeArgs } from "./edge";
export { route, type RouteArgs } from "./route";
export { edgeNamespace, edgePods, tunnelEntry } from "./traefik";
