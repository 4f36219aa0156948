/** Kinds that live in no namespace, by API group; `*` for a whole group. */
const clusterScoped: Readonly<Record<string, readonly string[]>> = {
    core: ["Namespace", "Node", "PersistentVolume"],
    "admissionregistration.k8s.io": ["*"],
    "apiextensions.k8s.io": ["*"],
    "apiregistration.k8s.io": ["*"],
    "certificates.k8s.io": ["CertificateSigningRequest", "ClusterTrustBundle"],
    "flowcontrol.apiserver.k8s.io": ["*"],
    "networking.k8s.io": ["IngressClass", "IPAddress", "ServiceCIDR"],
    "node.k8s.io": ["*"],
    "rbac.authorization.k8s.io": ["ClusterRole", "ClusterRoleBinding"],
    "resource.k8s.io": ["DeviceClass", "ResourceSlice"],
    "scheduling.k8s.io": ["*"],
    "storage.k8s.io": ["StorageClass", "CSIDriver", "CSINode", "VolumeAttachment"],
    "snapshot.storage.k8s.io": ["VolumeSnapshotClass", "VolumeSnapshotContent"],
    "gateway.networking.k8s.io": ["GatewayClass"],
    "cert-manager.io": ["ClusterIssuer"],
    "postgresql.cnpg.io": ["ClusterImageCatalog"],
    "cilium.io": [
        "CiliumCIDRGroup",
        "CiliumClusterwideNetworkPolicy",
        "CiliumClusterwideEnvoyConfig",
        "CiliumEgressGatewayPolicy",
        "CiliumIdentity",
        "CiliumL2AnnouncementPolicy",
        "CiliumLoadBalancerIPPool",
        "CiliumNode",
        "CiliumBGPClusterConfig",
        "CiliumBGPPeerConfig",
        "CiliumBGPAdvertisement",
    ],
};

/** Whether objects of a kind live in no namespace. */
export function isClusterScoped(group: string, kind: string): boolean {
    const kinds = Object.hasOwn(clusterScoped, group) ? (clusterScoped[group] ?? []) : [];
    return kinds.includes(kind) || kinds.includes("*");
}
