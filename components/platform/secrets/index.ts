export { SealedSecret, type SealedSecretArgs } from "./sealed-secret";
export { SealedSecrets } from "./sealed-secrets";
