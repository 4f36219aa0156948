/** A resource of the stack, by the end of its URN. */
export type ResourceName = `${string}::${string}`;

/** How statements of data-architecture.md come true. */
export interface Answer {
    /** Lines of the statements, from 1. */
    readonly lines: readonly number[];
    /** One sentence, in plain words. */
    readonly how: string;
    /** What the program makes for it. */
    readonly made?: readonly ResourceName[];
    /** Numbers of the records that leave the letter of the statement. */
    readonly decisions?: readonly `${number}`[];
}

const types = {
    access: "cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication",
    application: "kubernetes:argoproj.io/v1alpha1:AppProject",
    bucket: "cloudflare:index/r2Bucket:R2Bucket",
    bucketLifecycle: "cloudflare:index/r2BucketLifecycle:R2BucketLifecycle",
    accessPolicy: "cloudflare:index/zeroTrustAccessPolicy:ZeroTrustAccessPolicy",
    alerts: "grafana:alerting/ruleGroup:RuleGroup",
    certificate: "kubernetes:cert-manager.io/v1:Certificate",
    claim: "kubernetes:core/v1:PersistentVolumeClaim",
    configMap: "kubernetes:core/v1:ConfigMap",
    cronJob: "kubernetes:batch/v1:CronJob",
    dashboard: "grafana:oss/dashboard:Dashboard",
    database: "kubernetes:postgresql.cnpg.io/v1:Cluster",
    databaseBackup: "kubernetes:postgresql.cnpg.io/v1:ScheduledBackup",
    deployment: "kubernetes:apps/v1:Deployment",
    dnsRecord: "cloudflare:index/dnsRecord:DnsRecord",
    gateway: "kubernetes:gateway.networking.k8s.io/v1:Gateway",
    hosts: "kubernetes:cilium.io/v2:CiliumNetworkPolicy",
    image: "proxmoxve:download/file:File",
    machine: "proxmoxve:index/vmLegacy:VmLegacy",
    machineConfig: "talos:machine/configurationApply:ConfigurationApply",
    machineSecrets: "talos:machine/secrets:Secrets",
    namespace: "kubernetes:core/v1:Namespace",
    networkPolicy: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
    objectStore: "kubernetes:barmancloud.cnpg.io/v1:ObjectStore",
    password: "random:index/randomPassword:RandomPassword",
    release: "kubernetes:helm.sh/v3:Release",
    restic: "kubernetes:volsync.backube/v1alpha1:ReplicationSource",
    role: "proxmoxve:index/roleLegacy:RoleLegacy",
    route: "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute",
    sealedSecret: "kubernetes:bitnami.com/v1alpha1:SealedSecret",
    service: "kubernetes:core/v1:Service",
    storageClass: "kubernetes:storage.k8s.io/v1:StorageClass",
    tlsOption: "kubernetes:traefik.io/v1alpha1:TLSOption",
    token: "proxmoxve:user/token:Token",
    tunnel: "cloudflare:index/zeroTrustTunnelCloudflared:ZeroTrustTunnelCloudflared",
    veleroSchedule: "kubernetes:velero.io/v1:Schedule",
    veleroStore: "kubernetes:velero.io/v1:BackupStorageLocation",
    zoneSetting: "cloudflare:index/zoneSetting:ZoneSetting",
} as const;

/** Names resources of one type: `made("claim", "immich-photos")`. */
export function made(type: keyof typeof types, ...names: readonly string[]): ResourceName[] {
    return names.map((name) => `${types[type]}::${name}` as const);
}
