import type { Rule } from "./engine/rule";
import { claimMountedByOwner } from "./rules/claim-mounted-by-owner";
import { containerBounded } from "./rules/container-bounded";
import { containerDropsCapabilities } from "./rules/container-drops-capabilities";
import { containerGainsNothing } from "./rules/container-gains-nothing";
import { credentialByReference } from "./rules/credential-by-reference";
import { dataClassified } from "./rules/data-classified";
import { defaultTlsRequires13 } from "./rules/default-tls-requires-1-3";
import { encryptedClassNamesSecrets } from "./rules/encrypted-class-names-secrets";
import { encryptionSecretHasPassphrase } from "./rules/encryption-secret-has-passphrase";
import { imageDigestPinned } from "./rules/image-digest-pinned";
import { imagePinned } from "./rules/image-pinned";
import { irreplaceableProtected } from "./rules/irreplaceable-protected";
import { namespaceDeniesByDefault } from "./rules/namespace-denies-by-default";
import { podFiltersSystemCalls } from "./rules/pod-filters-system-calls";
import { podKeepsKernelDefaults } from "./rules/pod-keeps-kernel-defaults";
import { podOffHost } from "./rules/pod-off-host";
import { podProbed } from "./rules/pod-probed";
import { podRunsAsUser } from "./rules/pod-runs-as-user";
import { podUnprivileged } from "./rules/pod-unprivileged";
import { podVolumeOwn } from "./rules/pod-volume-own";
import { podWithoutToken } from "./rules/pod-without-token";
import { rootFilesystemReadOnly } from "./rules/root-filesystem-read-only";
import { routeHttpsOnly } from "./rules/route-https-only";
import { secretSealed } from "./rules/secret-sealed";
import { sensitiveVolumeEncrypted } from "./rules/sensitive-volume-encrypted";
import { serviceNotExposed } from "./rules/service-not-exposed";

/** Every rule of the pack, by number. */
export const rules: readonly Rule[] = [
    dataClassified,
    sensitiveVolumeEncrypted,
    encryptionSecretHasPassphrase,
    encryptedClassNamesSecrets,
    secretSealed,
    credentialByReference,
    defaultTlsRequires13,
    routeHttpsOnly,
    serviceNotExposed,
    namespaceDeniesByDefault,
    claimMountedByOwner,
    podVolumeOwn,
    podWithoutToken,
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
    irreplaceableProtected,
];
