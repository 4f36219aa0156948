import type { Rule } from "./engine/rule";
import { claimMountedByOwner } from "./rules/claim-mounted-by-owner";
import { credentialByReference } from "./rules/credential-by-reference";
import { dataClassified } from "./rules/data-classified";
import { defaultTlsRequires13 } from "./rules/default-tls-requires-1-3";
import { encryptedClassNamesSecrets } from "./rules/encrypted-class-names-secrets";
import { encryptionSecretHasPassphrase } from "./rules/encryption-secret-has-passphrase";
import { irreplaceableProtected } from "./rules/irreplaceable-protected";
import { namespaceDeniesByDefault } from "./rules/namespace-denies-by-default";
import { routeHttpsOnly } from "./rules/route-https-only";
import { secretSealed } from "./rules/secret-sealed";
import { sensitiveVolumeEncrypted } from "./rules/sensitive-volume-encrypted";
import { serviceNotExposed } from "./rules/service-not-exposed";

/** Every rule of the pack, in the order of the way that data takes. */
export const rules: readonly Rule[] = [
    dataClassified,
    sensitiveVolumeEncrypted,
    encryptedClassNamesSecrets,
    encryptionSecretHasPassphrase,
    secretSealed,
    credentialByReference,
    defaultTlsRequires13,
    routeHttpsOnly,
    serviceNotExposed,
    namespaceDeniesByDefault,
    claimMountedByOwner,
    irreplaceableProtected,
];
