import { z } from "zod";
import type { AnyApp } from "../catalogue/app-spec";
import { admissionSection } from "./sections/admission";
import { approvedChangesSection } from "./sections/approved-changes";
import { appsSection } from "./sections/apps";
import { backupSection } from "./sections/backup";
import { cloudflareSection } from "./sections/cloudflare";
import { clusterSection } from "./sections/cluster";
import { domainSection } from "./sections/domain";
import { exemptionsSection } from "./sections/exemptions";
import { gitopsSection } from "./sections/gitops";
import { networkSection } from "./sections/network";
import { observabilitySection } from "./sections/observability";
import { protectionSection } from "./sections/protection";
import { proxmoxSection } from "./sections/proxmox";
import { recoverySection } from "./sections/recovery";
import { storageSection } from "./sections/storage";
import { timeZoneSection } from "./sections/time-zone";

/** Schema of all `homelab:*` sections, one property each; the apps are the ones that exist. */
export function homelabSchema(apps: readonly AnyApp[]) {
    return z.strictObject({
        proxmox: proxmoxSection,
        cluster: clusterSection,
        network: networkSection,
        domain: domainSection,
        cloudflare: cloudflareSection.optional(),
        timeZone: timeZoneSection.default("Etc/UTC"),
        storage: storageSection,
        apps: appsSection(apps),
        backup: backupSection.prefault({ targets: [] }),
        recovery: recoverySection.prefault({}),
        observability: observabilitySection.prefault({}),
        gitops: gitopsSection.optional(),
        protection: protectionSection.default("enforced"),
        admission: admissionSection.default("enforced"),
        exemptions: exemptionsSection.default([]),
        approvedChanges: approvedChangesSection.default([]),
    });
}

export type HomelabSchema = ReturnType<typeof homelabSchema>;

/** The validated configuration: plain values, defaults filled in, no secrets. */
export type HomelabConfig = z.infer<HomelabSchema>;

/** What the owner chose for one app. */
export type AppConfig = HomelabConfig["apps"][string];

export type HostConfig = HomelabConfig["proxmox"]["hosts"][number];

export type StoragePoolConfig = HostConfig["storagePools"][number];

export type NodeConfig = HomelabConfig["cluster"]["nodes"][number];

export type BackupTargetConfig = HomelabConfig["backup"]["targets"][number];
