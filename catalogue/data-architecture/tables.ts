import { applicationData } from "./application-data";
import { backupStrategies } from "./backup-strategies";
import { classificationLevels } from "./classification-levels";
import { infrastructureData } from "./infrastructure-data";
import { retentionPeriods } from "./retention-periods";
import { userData } from "./user-data";

/** The six data tables of data-architecture.md by their heading, each row with what answers it. */
export const dataArchitectureTables = {
    "User Data": userData,
    "Application Data": applicationData,
    "Infrastructure Data": infrastructureData,
    "Backup Strategies by Application": backupStrategies,
    "Data Retention": retentionPeriods,
    "Data Classification": classificationLevels,
} as const;
