import type { Rule } from "./engine/rule";
import { backupEncrypted } from "./rules/backup-encrypted";
import { certificateRequestSound } from "./rules/certificate-request-sound";
import { chartVersionExact } from "./rules/chart-version-exact";
import { claimMountedByOwner } from "./rules/claim-mounted-by-owner";
import { clusterProviderSafe } from "./rules/cluster-provider-safe";
import { confidentialLogsKept } from "./rules/confidential-logs-kept";
import { containerBounded } from "./rules/container-bounded";
import { containerDropsCapabilities } from "./rules/container-drops-capabilities";
import { containerGainsNothing } from "./rules/container-gains-nothing";
import { copiesInOrder } from "./rules/copies-in-order";
import { credentialByReference } from "./rules/credential-by-reference";
import { criticalDataCopiedTwice } from "./rules/critical-data-copied-twice";
import { criticalDataRecoverable } from "./rules/critical-data-recoverable";
import { dataBackedUp } from "./rules/data-backed-up";
import { dataClassified } from "./rules/data-classified";
import { databaseArchivesContinuously } from "./rules/database-archives-continuously";
import { databaseClientVerifies } from "./rules/database-client-verifies";
import { databaseEncryptsTraffic } from "./rules/database-encrypts-traffic";
import { databaseNotPublished } from "./rules/database-not-published";
import { defaultNamespaceUnused } from "./rules/default-namespace-unused";
import { defaultTlsRequires13 } from "./rules/default-tls-requires-1-3";
import { egressToNamedHosts } from "./rules/egress-to-named-hosts";
import { encryptedClassNamesSecrets } from "./rules/encrypted-class-names-secrets";
import { encryptionSecretHasPassphrase } from "./rules/encryption-secret-has-passphrase";
import { etcdSecretsEncrypted } from "./rules/etcd-secrets-encrypted";
import { etcdSnapshotted } from "./rules/etcd-snapshotted";
import { gatewayWaysIn } from "./rules/gateway-ways-in";
import { guestAgentMatchesImage } from "./rules/guest-agent-matches-image";
import { imageDigestPinned } from "./rules/image-digest-pinned";
import { imagePinned } from "./rules/image-pinned";
import { irreplaceableProtected } from "./rules/irreplaceable-protected";
import { irreplaceableVolumeRetained } from "./rules/irreplaceable-volume-retained";
import { jobCleanedUp } from "./rules/job-cleaned-up";
import { loneEtcdSnapshottedOften } from "./rules/lone-etcd-snapshotted-often";
import { machineBackedUp } from "./rules/machine-backed-up";
import { machineDiskEncrypted } from "./rules/machine-disk-encrypted";
import { machineFirewalled } from "./rules/machine-firewalled";
import { machineHardeningKept } from "./rules/machine-hardening-kept";
import { machineHardwareComplete } from "./rules/machine-hardware-complete";
import { machineIdentityUnique } from "./rules/machine-identity-unique";
import { machineIgnoresExactPaths } from "./rules/machine-ignores-exact-paths";
import { namespaceDeniesByDefault } from "./rules/namespace-denies-by-default";
import { namespaceRestrictsPods } from "./rules/namespace-restricts-pods";
import { networkPoliciesEnforced } from "./rules/network-policies-enforced";
import { objectExplicitlyNamed } from "./rules/object-explicitly-named";
import { objectSizeWithinLimits } from "./rules/object-size-within-limits";
import { outboundEncrypted } from "./rules/outbound-encrypted";
import { partSupported } from "./rules/part-supported";
import { passphraseLasting } from "./rules/passphrase-lasting";
import { podFiltersSystemCalls } from "./rules/pod-filters-system-calls";
import { podKeepsKernelDefaults } from "./rules/pod-keeps-kernel-defaults";
import { podOffHost } from "./rules/pod-off-host";
import { podProbed } from "./rules/pod-probed";
import { podRunsAsUser } from "./rules/pod-runs-as-user";
import { podUnprivileged } from "./rules/pod-unprivileged";
import { podVolumeOwn } from "./rules/pod-volume-own";
import { podWithoutToken } from "./rules/pod-without-token";
import { prerequisiteAwaited } from "./rules/prerequisite-awaited";
import { providerExplicit } from "./rules/provider-explicit";
import { providerGuarded } from "./rules/provider-guarded";
import { publicNameGuarded } from "./rules/public-name-guarded";
import { publicRecordProxied } from "./rules/public-record-proxied";
import { restoreDrilled } from "./rules/restore-drilled";
import { retentionAsCatalogued } from "./rules/retention-as-catalogued";
import { rootFilesystemReadOnly } from "./rules/root-filesystem-read-only";
import { routeHttpsOnly } from "./rules/route-https-only";
import { sealedSecretStrict } from "./rules/sealed-secret-strict";
import { sealingKeyLasting } from "./rules/sealing-key-lasting";
import { secretAsFile } from "./rules/secret-as-file";
import { secretSealed } from "./rules/secret-sealed";
import { secretsReadableByFew } from "./rules/secrets-readable-by-few";
import { sensitiveVolumeEncrypted } from "./rules/sensitive-volume-encrypted";
import { serviceNotExposed } from "./rules/service-not-exposed";
import { storageClassNumbered } from "./rules/storage-class-numbered";
import { storageClassRetains } from "./rules/storage-class-retains";
import { storageClassWaitsForPod } from "./rules/storage-class-waits-for-pod";
import { storagePoolExists } from "./rules/storage-pool-exists";
import { telemetryOff } from "./rules/telemetry-off";
import { trafficAlongCatalogue } from "./rules/traffic-along-catalogue";
import { volumeNamesClass } from "./rules/volume-names-class";
import { volumeSizeReadable } from "./rules/volume-size-readable";
import { volumeTopologyMatchesHost } from "./rules/volume-topology-matches-host";
import { volumesWithinNodeLimit } from "./rules/volumes-within-node-limit";
import { workloadRecreated } from "./rules/workload-recreated";
import { zoneEncrypts } from "./rules/zone-encrypts";

/** Every rule of the pack, by number. */
export const rules: readonly Rule[] = [
    dataClassified,
    namespaceRestrictsPods,
    defaultNamespaceUnused,
    sensitiveVolumeEncrypted,
    encryptionSecretHasPassphrase,
    encryptedClassNamesSecrets,
    passphraseLasting,
    storageClassRetains,
    storageClassWaitsForPod,
    volumeNamesClass,
    volumeSizeReadable,
    storageClassNumbered,
    irreplaceableVolumeRetained,
    secretSealed,
    sealedSecretStrict,
    credentialByReference,
    secretAsFile,
    providerGuarded,
    sealingKeyLasting,
    defaultTlsRequires13,
    gatewayWaysIn,
    routeHttpsOnly,
    certificateRequestSound,
    databaseEncryptsTraffic,
    databaseClientVerifies,
    outboundEncrypted,
    serviceNotExposed,
    databaseNotPublished,
    namespaceDeniesByDefault,
    networkPoliciesEnforced,
    trafficAlongCatalogue,
    claimMountedByOwner,
    workloadRecreated,
    podVolumeOwn,
    secretsReadableByFew,
    podWithoutToken,
    dataBackedUp,
    criticalDataCopiedTwice,
    backupEncrypted,
    databaseArchivesContinuously,
    copiesInOrder,
    restoreDrilled,
    retentionAsCatalogued,
    jobCleanedUp,
    etcdSecretsEncrypted,
    etcdSnapshotted,
    loneEtcdSnapshottedOften,
    machineDiskEncrypted,
    machineHardeningKept,
    telemetryOff,
    egressToNamedHosts,
    confidentialLogsKept,
    podUnprivileged,
    podOffHost,
    containerGainsNothing,
    podRunsAsUser,
    podFiltersSystemCalls,
    containerDropsCapabilities,
    podKeepsKernelDefaults,
    rootFilesystemReadOnly,
    containerBounded,
    podProbed,
    imagePinned,
    imageDigestPinned,
    chartVersionExact,
    machineIdentityUnique,
    machineFirewalled,
    guestAgentMatchesImage,
    machineHardwareComplete,
    machineIgnoresExactPaths,
    machineBackedUp,
    publicRecordProxied,
    zoneEncrypts,
    providerExplicit,
    clusterProviderSafe,
    objectExplicitlyNamed,
    prerequisiteAwaited,
    objectSizeWithinLimits,
    volumeTopologyMatchesHost,
    storagePoolExists,
    volumesWithinNodeLimit,
    criticalDataRecoverable,
    publicNameGuarded,
    partSupported,
    irreplaceableProtected,
];
