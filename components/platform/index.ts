export { chartRelease, type ChartReleaseArgs } from "./chart";
export { databaseOperatorNamespace, databaseOperatorPods } from "./database";
export { edgeNamespace, edgePods, route } from "./edge";
export { IsolatedNamespace } from "./namespace";
export { hostEgress } from "./network";
export { networkPolicy, type Peer, type TrafficRule } from "./network-policy";
export { Platform, type PlatformArgs } from "./platform";
export { SealedSecret } from "./secrets";
export { DataVolume, storageClassFor } from "./storage";
