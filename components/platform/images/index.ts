export { RegistryCache, type RegistryCacheArgs } from "./registry-cache";
