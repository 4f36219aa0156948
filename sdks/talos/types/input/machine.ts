/**
 * Nested arguments of the module `machine`. Those of resources take outputs; those of functions
 * do so under the name that ends in `Args`.
 */

import type { Inputs } from "../../support";
import type * as shapes from "../shapes";

export type BootstrapClientConfigurationWo = Inputs<shapes.ClientConfiguration>;
export type BootstrapTimeouts = Inputs<shapes.CreateTimeouts>;
export type Certificate = shapes.Certificate;
export type CertificateArgs = Inputs<shapes.Certificate>;
export type Certificates = shapes.Certificates;
export type CertificatesArgs = Inputs<shapes.Certificates>;
export type ClientConfiguration = Inputs<shapes.ClientConfiguration>;
export type Cluster = shapes.Cluster;
export type ClusterArgs = Inputs<shapes.Cluster>;
export type ConfigurationApplyClientConfigurationWo = Inputs<shapes.ClientConfiguration>;
export type ConfigurationApplyOnDestroy = Inputs<Partial<shapes.OnDestroy>>;
export type GetDisksClientConfiguration = shapes.ClientConfiguration;
export type GetDisksClientConfigurationArgs = Inputs<shapes.ClientConfiguration>;
export type GetDisksTimeouts = shapes.ReadTimeouts;
export type GetDisksTimeoutsArgs = Inputs<shapes.ReadTimeouts>;
export type Key = shapes.Key;
export type KeyArgs = Inputs<shapes.Key>;
export type KubernetesSecrets = shapes.KubernetesSecrets;
export type KubernetesSecretsArgs = Inputs<shapes.KubernetesSecrets>;
export type MachineSecrets = shapes.MachineSecrets;
export type MachineSecretsArgs = Inputs<shapes.MachineSecrets>;
export type Timeout = Inputs<shapes.DeleteTimeouts>;
export type TrustdInfo = shapes.TrustdInfo;
export type TrustdInfoArgs = Inputs<shapes.TrustdInfo>;
