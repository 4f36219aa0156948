import { addresses } from "./addresses";
import { appHosts } from "./app-hosts";
import { attachments } from "./attachments";
import { backupTargets } from "./backup-targets";
import { capacity } from "./capacity";
import type { Check } from "./check";
import { deliveries } from "./deliveries";
import { devices } from "./devices";
import { duplicates } from "./duplicates";
import { edgeDomain } from "./edge-domain";
import { grafanaPlan } from "./grafana-plan";
import { imageCache } from "./image-cache";
import { loadBalancerRange } from "./load-balancer-range";
import { machines } from "./machines";
import { managedPools } from "./managed-pools";
import { namedPoolsReachable } from "./named-pools";
import { networks } from "./networks";
import { nodeRoles } from "./node-roles";
import { placement } from "./placement";
import { poolKinds } from "./pool-kinds";
import { recoveredDatabases } from "./recovered-databases";
import { restoreDrill } from "./restore-drill";
import { roomForPods } from "./room-for-pods";
import { versions } from "./versions";

/** Everything that must agree across fields, in the order it is reported. */
export const checks: readonly Check[] = [
    duplicates,
    nodeRoles,
    devices,
    versions,
    machines,
    placement,
    poolKinds,
    managedPools,
    namedPoolsReachable,
    imageCache,
    networks,
    addresses,
    loadBalancerRange,
    appHosts,
    edgeDomain,
    deliveries,
    backupTargets,
    restoreDrill,
    recoveredDatabases,
    capacity,
    attachments,
    roomForPods,
    grafanaPlan,
];
