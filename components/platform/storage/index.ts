export { DataVolume, type DataVolumeArgs } from "./data-volume";
export { Storage, type StorageArgs } from "./storage";
export { disposableClass, encryptedClass, imagesClass, storageClassFor } from "./storage-classes";
