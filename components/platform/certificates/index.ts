export { CertManager } from "./cert-manager";
