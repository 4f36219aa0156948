export { Admission } from "./admission";
export {
    type ArchivePlugin,
    archivePlugin,
    archiveSource,
    type Backup,
    baseBackups,
    type CopiedVolume,
    DatabaseArchive,
    VolumeCopies,
} from "./backup";
export { chartRelease, type ChartReleaseArgs } from "./chart";
export type { PublishedApp } from "./cloudflare";
export { databaseOperatorNamespace, databaseOperatorPods } from "./database";
export { edgeNamespace, edgePods, route } from "./edge";
export { chartSource, delivery, type GitRepository } from "./gitops";
export { IsolatedNamespace } from "./namespace";
export { hostEgress, meshMember } from "./network";
export { networkPolicy, nodesOf, type Peer, type TrafficRule } from "./network-policy";
export { Platform, type PlatformArgs } from "./platform";
export { restrictedContainer, restrictedPod } from "./restricted-pod";
export { SealedSecret } from "./secrets";
export { DataVolume, disposableClass, storageClassFor } from "./storage";
