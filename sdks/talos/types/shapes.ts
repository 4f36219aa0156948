/**
 * The nested objects of the package, each written once in its plain form; the modules beside this
 * one give them the names callers use.
 */

/** Credentials for the Talos API: each a base64 text of PEM; `clientKey` is secret. */
export interface ClientConfiguration {
    caCertificate: string;
    clientCertificate: string;
    clientKey: string;
}

/** Credentials for the Kubernetes API: `host` is its URL, the rest base64 of PEM. */
export interface KubernetesClientConfiguration extends ClientConfiguration {
    host: string;
}

/** Longest time for creating, as a Go duration ("10m"). */
export interface CreateTimeouts {
    create?: string;
}

/** Longest times for creating and updating, as Go durations. */
export interface UpdateTimeouts extends CreateTimeouts {
    update?: string;
}

/** Longest times for creating, updating and deleting, as Go durations. */
export interface DeleteTimeouts extends UpdateTimeouts {
    delete?: string;
}

/** Longest time for reading, as a Go duration ("10m"). */
export interface ReadTimeouts {
    read?: string;
}

/** A certificate authority: base64 of PEM; `key` is secret. */
export interface Certificate {
    cert: string;
    key: string;
}

/** A private key without a certificate, base64 of PEM, secret. */
export interface Key {
    key: string;
}

/** The cluster's certificate authorities and its service account key. */
export interface Certificates {
    etcd: Certificate;
    k8s: Certificate;
    k8sAggregator: Certificate;
    k8sServiceaccount: Key;
    os: Certificate;
}

/** What members of a cluster know each other by; `secret` is secret. */
export interface Cluster {
    id: string;
    secret: string;
}

/** Kubernetes' bootstrap token and the key it encrypts etcd with, all secret. */
export interface KubernetesSecrets {
    /** Only of clusters born before Talos 1.3. */
    aescbcEncryptionSecret?: string;
    bootstrapToken: string;
    secretboxEncryptionSecret: string;
}

/** The token machines ask for their certificate with, secret. */
export interface TrustdInfo {
    token: string;
}

/** Everything a cluster is made from; whoever has it owns the cluster. */
export interface MachineSecrets {
    certs: Certificates;
    cluster: Cluster;
    secrets: KubernetesSecrets;
    trustdinfo: TrustdInfo;
}

/** What a machine does when its applied configuration is destroyed. */
export interface OnDestroy {
    graceful: boolean;
    reboot: boolean;
    reset: boolean;
}

/** One disk a machine reports; sizes in bytes. */
export interface Disk {
    busPath: string;
    cdrom: boolean;
    devPath: string;
    ioSize: number;
    modalias: string;
    model: string;
    prettySize: string;
    readonly: boolean;
    rotational: boolean;
    secondaryDisks: string[];
    sectorSize: number;
    serial: string;
    size: number;
    subSystem: string;
    symlinks: string[];
    transport: string;
    uuid: string;
    wwid: string;
}

/** Keeps what has one of these names. */
export interface NamesFilter {
    names?: string[];
}

/** Keeps what has this name. */
export interface NameFilter {
    name?: string;
}

/** Keeps released versions only, or all. */
export interface VersionsFilter {
    stableVersionsOnly?: boolean;
}

/** A system extension Image Factory offers. */
export interface ExtensionInfo {
    author: string;
    description: string;
    digest: string;
    name: string;
    ref: string;
}

/** A board overlay Image Factory offers. */
export interface OverlayInfo {
    digest: string;
    image: string;
    name: string;
    ref: string;
}

/** Where Image Factory serves the images of a schematic. */
export interface Urls {
    diskImage: string;
    diskImageSecureboot: string;
    initramfs: string;
    installer: string;
    installerSecureboot: string;
    iso: string;
    isoSecureboot: string;
    kernel: string;
    kernelCommandLine: string;
    pxe: string;
    uki: string;
}
