import type { ObjectRule } from "../conditions/object-rule";
import { claimForOneNode } from "../rules/claim-mounted-by-owner";
import { containerBounded } from "../rules/container-bounded";
import { containerDropsCapabilities } from "../rules/container-drops-capabilities";
import { containerGainsNothing } from "../rules/container-gains-nothing";
import {
    configMapWithoutCredential,
    credentialByReference,
} from "../rules/credential-by-reference";
import { databaseClientVerifies } from "../rules/database-client-verifies";
import { databaseEncryptsTraffic } from "../rules/database-encrypts-traffic";
import { databaseNotPublished } from "../rules/database-not-published";
import { defaultNamespaceUnused } from "../rules/default-namespace-unused";
import { egressToNamedHosts } from "../rules/egress-to-named-hosts";
import { encryptedClassNamesSecrets } from "../rules/encrypted-class-names-secrets";
import { imageDigestPinned } from "../rules/image-digest-pinned";
import { imagePinned } from "../rules/image-pinned";
import { jobCleanedUp } from "../rules/job-cleaned-up";
import { namespaceRestrictsPods } from "../rules/namespace-restricts-pods";
import { outboundEncrypted } from "../rules/outbound-encrypted";
import { partSupported } from "../rules/part-supported";
import { podFiltersSystemCalls } from "../rules/pod-filters-system-calls";
import { podKeepsKernelDefaults } from "../rules/pod-keeps-kernel-defaults";
import { podOffHost } from "../rules/pod-off-host";
import { podProbed } from "../rules/pod-probed";
import { podRunsAsUser } from "../rules/pod-runs-as-user";
import { podUnprivileged } from "../rules/pod-unprivileged";
import { podVolumeOwn } from "../rules/pod-volume-own";
import { podWithoutToken } from "../rules/pod-without-token";
import { rootFilesystemReadOnly } from "../rules/root-filesystem-read-only";
import { sealedSecretStrict } from "../rules/sealed-secret-strict";
import { secretAsFile } from "../rules/secret-as-file";
import { servedSecretSealed } from "../rules/secret-sealed";
import { secretsReadableByFew } from "../rules/secrets-readable-by-few";
import { serviceNotExposed } from "../rules/service-not-exposed";
import { storageClassNumbered } from "../rules/storage-class-numbered";
import { storageClassRetains } from "../rules/storage-class-retains";
import { telemetryOff } from "../rules/telemetry-off";
import { volumeSizeReadable } from "../rules/volume-size-readable";
import { workloadRecreated } from "../rules/workload-recreated";

/**
 * The rules that the API server can ask too: all whose conditions are data. Listed by themselves,
 * because the program needs these and none of the others.
 */
export const admissionRules: readonly ObjectRule[] = [
    namespaceRestrictsPods,
    defaultNamespaceUnused,
    encryptedClassNamesSecrets,
    storageClassRetains,
    storageClassNumbered,
    volumeSizeReadable,
    claimForOneNode,
    servedSecretSealed,
    sealedSecretStrict,
    secretAsFile,
    credentialByReference,
    configMapWithoutCredential,
    databaseEncryptsTraffic,
    databaseClientVerifies,
    outboundEncrypted,
    databaseNotPublished,
    egressToNamedHosts,
    telemetryOff,
    serviceNotExposed,
    workloadRecreated,
    secretsReadableByFew,
    podVolumeOwn,
    podWithoutToken,
    jobCleanedUp,
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
    partSupported,
];
