import type { KubernetesApi, KubernetesObject } from "../../control-plane/api";

/** A volume that was made for a claim, as the storage driver was asked for it. */
export interface MadeVolume {
    /** `namespace/name` of the claim. */
    readonly claim: string;
    readonly storageClass: string;
    readonly size: string;
    readonly reclaimPolicy: string;
    /** `namespace/name` of the Secret whose passphrase encrypts it; absent for plaintext. */
    readonly secret?: string;
}

interface Claim extends KubernetesObject {
    readonly spec: {
        readonly storageClassName?: string;
        readonly accessModes: readonly string[];
        readonly volumeMode?: string;
        readonly volumeName?: string;
        readonly resources: { readonly requests: { readonly storage: string } };
    };
    readonly status?: { readonly phase?: string };
}

interface StorageClass extends KubernetesObject {
    readonly provisioner: string;
    readonly parameters?: Readonly<Record<string, string>>;
    readonly reclaimPolicy?: string;
    readonly volumeBindingMode?: string;
}

interface Volume extends KubernetesObject {
    readonly spec: { readonly persistentVolumeReclaimPolicy?: string };
    readonly status?: { readonly phase?: string };
}

const stagePrefix = "csi.storage.k8s.io/node-stage-secret";
const expandPrefix = "csi.storage.k8s.io/node-expand-secret";
const selectedNode = "volume.kubernetes.io/selected-node";
/** More than any home has; whether pools are big enough is checked in the configuration. */
const plenty = "100Ti";
const zone = "topology.kubernetes.io/zone";

/** Makes volumes for claims and takes back what nobody claims, as a storage driver's helpers do. */
export class Provisioner {
    private readonly api: KubernetesApi;
    private readonly made = new Map<string, MadeVolume>();
    private readonly announced = new Set<string>();

    constructor(api: KubernetesApi) {
        this.api = api;
    }

    volumes(): readonly MadeVolume[] {
        return [...this.made.values()];
    }

    async tend(): Promise<void> {
        await this.announceRoom();
        const claims = (await this.api.list("v1", "PersistentVolumeClaim")) as Claim[];
        for (const claim of claims.filter(isWaiting)) {
            await this.provision(claim);
        }
        for (const volume of (await this.api.list("v1", "PersistentVolume")) as Volume[]) {
            const unclaimed = volume.status?.phase === "Released";
            if (unclaimed && volume.spec.persistentVolumeReclaimPolicy === "Delete") {
                await this.api.remove(volume);
            }
        }
    }

    /**
     * Says how much room each class has in each zone, where the driver wants the scheduler to know;
     * without that word no claim of its finds a node.
     */
    private async announceRoom(): Promise<void> {
        const drivers = await this.api.list("storage.k8s.io/v1", "CSIDriver");
        const careful = drivers.filter(
            ({ spec }) => (spec as { storageCapacity?: boolean }).storageCapacity === true,
        );
        if (careful.length === 0) {
            return;
        }
        const names = new Set(careful.map(({ metadata }) => metadata.name));
        const classes = (await this.api.list(
            "storage.k8s.io/v1",
            "StorageClass",
        )) as StorageClass[];
        const nodes = await this.api.list("v1", "Node");
        const zones = new Set(nodes.map(({ metadata }) => metadata.labels?.[zone]));
        for (const { metadata } of classes.filter(({ provisioner }) => names.has(provisioner))) {
            for (const value of [...zones].filter((one) => one !== undefined)) {
                await this.announce(metadata.name ?? "", value);
            }
        }
    }

    private async announce(storageClassName: string, value: string): Promise<void> {
        const name = `${storageClassName}-${value}`;
        if (!this.announced.has(name)) {
            await this.api.apply({
                apiVersion: "storage.k8s.io/v1",
                kind: "CSIStorageCapacity",
                metadata: { name, namespace: "kube-system" },
                storageClassName,
                nodeTopology: { matchLabels: { [zone]: value } },
                capacity: plenty,
            });
            this.announced.add(name);
        }
    }

    private async provision(claim: Claim): Promise<void> {
        const name = claim.spec.storageClassName ?? "";
        const named = { apiVersion: "storage.k8s.io/v1", kind: "StorageClass", metadata: { name } };
        const storageClass = (await this.api.read(named)) as StorageClass | undefined;
        const node = claim.metadata.annotations?.[selectedNode];
        const early = storageClass?.volumeBindingMode !== "WaitForFirstConsumer";
        if (storageClass === undefined || (node === undefined && !early)) {
            return;
        }
        const topology = node === undefined ? undefined : await this.zoneOf(node);
        const volume = volumeFor(claim, storageClass, topology);
        if ((await this.api.read(volume)) !== undefined) {
            return;
        }
        await this.api.create(volume);
        const secret = storageClass.parameters?.[`${stagePrefix}-name`];
        const { namespace = "default", name: claimName = "" } = claim.metadata;
        this.made.set(`${namespace}/${claimName}`, {
            claim: `${namespace}/${claimName}`,
            storageClass: name,
            size: claim.spec.resources.requests.storage,
            reclaimPolicy: storageClass.reclaimPolicy ?? "Delete",
            ...(secret !== undefined && {
                secret: `${storageClass.parameters?.[`${stagePrefix}-namespace`] ?? ""}/${secret}`,
            }),
        });
    }

    private async zoneOf(name: string): Promise<string | undefined> {
        const node = await this.api.read({ apiVersion: "v1", kind: "Node", metadata: { name } });
        return node?.metadata.labels?.[zone];
    }
}

function isWaiting({ status, spec, metadata }: Claim): boolean {
    const goes = metadata["deletionTimestamp"] !== undefined;
    return status?.phase === "Pending" && spec.volumeName === undefined && !goes;
}

/** The volume that the driver's provisioner would register. */
function volumeFor(
    { metadata, spec }: Claim,
    storageClass: StorageClass,
    topology: string | undefined,
): KubernetesObject {
    const parameters = storageClass.parameters ?? {};
    const name = `pvc-${String(metadata["uid"])}`;
    const secretRef = (prefix: string) => {
        const found = parameters[`${prefix}-name`];
        return found && { name: found, namespace: parameters[`${prefix}-namespace`] ?? "" };
    };
    const stage = secretRef(stagePrefix);
    const expand = secretRef(expandPrefix);
    const { namespace, uid } = metadata;
    const claimRef = { apiVersion: "v1", kind: "PersistentVolumeClaim", name: metadata.name };
    const inZone = { key: zone, operator: "In", values: [topology] };
    return {
        apiVersion: "v1",
        kind: "PersistentVolume",
        metadata: {
            name,
            annotations: { "pv.kubernetes.io/provisioned-by": storageClass.provisioner },
        },
        spec: {
            capacity: { storage: spec.resources.requests.storage },
            accessModes: spec.accessModes,
            volumeMode: spec.volumeMode ?? "Filesystem",
            persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? "Delete",
            storageClassName: storageClass.metadata.name,
            claimRef: { ...claimRef, namespace, uid },
            csi: {
                driver: storageClass.provisioner,
                volumeHandle: `${topology ?? "any"}/${parameters["storage"] ?? ""}/${name}`,
                ...(stage && { nodeStageSecretRef: stage }),
                ...(expand && { nodeExpandSecretRef: expand }),
            },
            ...(topology !== undefined && {
                nodeAffinity: {
                    required: { nodeSelectorTerms: [{ matchExpressions: [inZone] }] },
                },
            }),
        },
    };
}
