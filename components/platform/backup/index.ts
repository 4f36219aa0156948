export { Backup, type BackupArgs } from "./backup";
export {
    type ArchivePlugin,
    archivePlugin,
    archiveSource,
    baseBackups,
    DatabaseArchive,
} from "./database-archive";
export { type CopiedVolume, VolumeCopies } from "./volume-copies";
