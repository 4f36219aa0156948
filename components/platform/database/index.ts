export { CloudNativePg, databaseOperatorNamespace, databaseOperatorPods } from "./cloudnative-pg";
