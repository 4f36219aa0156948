export type { Alert } from "./alert";
export { alertsOf, unwatched, watchOf } from "./alerts";
