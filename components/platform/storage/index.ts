export { DataVolume, type DataVolumeArgs } from "./data-volume";
export { csiConfigKey, csiConfigSecret, csiHome, csiNamespace, ProxmoxCsi } from "./proxmox-csi";
export {
    disposableClass,
    encryptedClass,
    storageClassFor,
    StorageClasses,
} from "./storage-classes";
