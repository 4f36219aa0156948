export { GrafanaPages } from "./grafana-pages";
