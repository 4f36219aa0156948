/** Nested results of the module `machine`. */

import type * as shapes from "../shapes";

export type BootstrapClientConfigurationWo = shapes.ClientConfiguration;
export type BootstrapTimeouts = shapes.CreateTimeouts;
export type Certificate = shapes.Certificate;
export type Certificates = shapes.Certificates;
export type ClientConfiguration = shapes.ClientConfiguration;
export type Cluster = shapes.Cluster;
export type ConfigurationApplyClientConfigurationWo = shapes.ClientConfiguration;
export type ConfigurationApplyOnDestroy = shapes.OnDestroy;
export type GetDisksClientConfiguration = shapes.ClientConfiguration;
export type GetDisksDisk = shapes.Disk;
export type GetDisksTimeouts = shapes.ReadTimeouts;
export type Key = shapes.Key;
export type KubernetesSecrets = shapes.KubernetesSecrets;
export type MachineSecrets = shapes.MachineSecrets;
export type Timeout = shapes.DeleteTimeouts;
export type TrustdInfo = shapes.TrustdInfo;
