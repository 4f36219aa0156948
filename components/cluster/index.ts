export { etcdBackupNamespace } from "./machine-config";
export { TalosCluster, type TalosClusterArgs } from "./talos-cluster";
