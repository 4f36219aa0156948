export { AcmeIssuer } from "./acme-issuer";
export { CertManager } from "./cert-manager";
