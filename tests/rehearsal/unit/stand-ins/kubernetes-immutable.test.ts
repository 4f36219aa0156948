import { startCluster } from "../../../../rehearsal/datacenter/cluster-life";
import type { Fields } from "../../../../rehearsal/provider/value";
import { kubernetes } from "../../../../rehearsal/stand-ins/kubernetes";
import { Stage } from "../stage";

let stage: Stage;
/** In front of a provider with these settings. */
function configured(settings: Fields): Stage {
    const standIn = kubernetes();
    const made = new Stage(standIn);
    startCluster(made.datacenter, "10.0.0.21");
    standIn.configure?.({ fields: settings, secrets: [] }, made.datacenter);
    return made;
}

beforeEach(() => {
    stage = configured({ enableConfigMapMutable: "true", enableSecretMutable: true });
});

const metadata = { name: "x", namespace: "default" };
const claim = (className: string, storage: string): Fields => ({
    spec: { storageClassName: className, resources: { requests: { storage } } },
});

describe("a change of an object", () => {
    it.each<[string, string, Fields, Fields, string[]]>([
        [
            "a claim's class",
            "core/v1:PersistentVolumeClaim",
            claim("a", "1Gi"),
            claim("b", "1Gi"),
            ["spec.storageClassName"],
        ],
        [
            "a claim's size",
            "core/v1:PersistentVolumeClaim",
            claim("a", "1Gi"),
            claim("a", "2Gi"),
            [],
        ],
        [
            "a claim's access modes",
            "core/v1:PersistentVolumeClaim",
            { spec: { accessModes: ["ReadWriteOnce"] } },
            { spec: { accessModes: ["ReadWriteMany"] } },
            ["spec.accessModes[0]"],
        ],
        [
            "a parameter of a storage class",
            "storage.k8s.io/v1:StorageClass",
            { parameters: { storage: "a", ssd: "true" } },
            { parameters: { storage: "b", ssd: "true" } },
            ["parameters.storage"],
        ],
        [
            "what becomes of a class's volumes",
            "storage.k8s.io/v1:StorageClass",
            { reclaimPolicy: "Retain" },
            { reclaimPolicy: "Delete" },
            ["reclaimPolicy"],
        ],
        [
            "whether a class's volumes may grow",
            "storage.k8s.io/v1:StorageClass",
            { allowVolumeExpansion: true },
            { allowVolumeExpansion: false },
            [],
        ],
        [
            "a Secret's data",
            "core/v1:Secret",
            { stringData: { a: "1" } },
            { stringData: { a: "2" } },
            [],
        ],
        [
            "an immutable Secret's data",
            "core/v1:Secret",
            { immutable: true, stringData: { a: "1" } },
            { immutable: true, stringData: { a: "2" } },
            ["stringData.a"],
        ],
        [
            "an immutable Secret's immutability",
            "core/v1:Secret",
            { immutable: true },
            { immutable: false },
            ["immutable"],
        ],
        [
            "a Secret's immutability, which may be added",
            "core/v1:Secret",
            { immutable: false, stringData: { a: "1" } },
            { immutable: true, stringData: { a: "1" } },
            [],
        ],
        [
            "the labels of an immutable Secret",
            "core/v1:Secret",
            { immutable: true, metadata: { ...metadata, labels: { a: "1" } } },
            { immutable: true, metadata: { ...metadata, labels: { a: "2" } } },
            [],
        ],
        [
            "an immutable ConfigMap's data",
            "core/v1:ConfigMap",
            { immutable: true, data: { a: "1" } },
            { immutable: true, data: {} },
            ["data.a"],
        ],
        ["a Secret's type", "core/v1:Secret", { type: "Opaque" }, { type: "tls" }, ["type"]],
        [
            "a selector",
            "apps/v1:Deployment",
            { spec: { selector: { matchLabels: { a: "1" } }, replicas: 1 } },
            { spec: { selector: { matchLabels: { a: "2" } }, replicas: 2 } },
            ["spec.selector.matchLabels.a"],
        ],
        [
            "the role of a binding",
            "rbac.authorization.k8s.io/v1:RoleBinding",
            { roleRef: { name: "a" }, subjects: [] },
            { roleRef: { name: "b" }, subjects: [] },
            ["roleRef.name"],
        ],
        [
            "a namespace",
            "core/v1:ConfigMap",
            { metadata },
            { metadata: { ...metadata, namespace: "kube-system" } },
            ["metadata.namespace"],
        ],
        [
            "a name",
            "core/v1:ConfigMap",
            { metadata },
            { metadata: { ...metadata, name: "y" } },
            ["metadata.name"],
        ],
    ])("%s", async (_what, kind, before, after, replaced) => {
        const made = await stage.create(`kubernetes:${kind}`, { metadata, ...before });
        const verdict = await stage.verdict(made, { metadata, ...after });
        expect(verdict.changed).not.toEqual([]);
        expect(verdict.replaced).toEqual(replaced);
    });
});

it.each<[string, string, Fields, string[]]>([
    ["ConfigMap", "data", {}, ["data.a"]],
    ["ConfigMap", "data", { enableSecretMutable: "true" }, ["data.a"]],
    ["ConfigMap", "data", { enableConfigMapMutable: "true" }, []],
    ["Secret", "stringData", { enableSecretMutable: "false" }, ["stringData.a"]],
    ["Secret", "stringData", { enableSecretMutable: "true" }, []],
])("a %s's %s with the provider's settings %j", async (kind, key, settings, replaced) => {
    stage = configured(settings);
    const made = await stage.create(`kubernetes:core/v1:${kind}`, { metadata, [key]: { a: "1" } });
    const verdict = await stage.verdict(made, { metadata, [key]: { a: "2" } });
    expect(verdict.changed).toEqual([`${key}.a`]);
    expect(verdict.replaced).toEqual(replaced);
});

describe("a size", () => {
    const database = (size: string): Fields => ({ spec: { storage: { size } } });
    const made = (type: string, fields: Fields) =>
        stage.create(`kubernetes:${type}`, { metadata, ...fields });

    it("of a claim may grow and not shrink, which a preview says too", async () => {
        const type = "core/v1:PersistentVolumeClaim";
        const grown = await stage.update(await made(type, claim("a", "1Gi")), {
            metadata,
            ...claim("a", "2Gi"),
        });
        const smaller = { metadata, ...claim("a", "1536Mi") };
        const refusal =
            'PersistentVolumeClaim "x" is invalid: spec.resources.requests.storage: Forbidden: field can not be less than status.capacity';
        await expect(stage.update(grown, smaller)).rejects.toThrow(refusal);
        await expect(stage.previewUpdate(grown, smaller)).rejects.toThrow(refusal);
        expect((await stage.read(grown))?.inputs.fields).toMatchObject(claim("a", "2Gi"));
    });

    it("of a database may grow and not shrink", async () => {
        const definition = {
            metadata: { name: "clusters.postgresql.cnpg.io" },
            spec: {
                group: "postgresql.cnpg.io",
                scope: "Namespaced",
                names: { kind: "Cluster" },
            },
        };
        await stage.create(
            "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
            definition,
        );
        const grown = await stage.update(
            await made("postgresql.cnpg.io/v1:Cluster", database("10Gi")),
            { metadata, ...database("20Gi") },
        );
        await expect(stage.update(grown, { metadata, ...database("5Gi") })).rejects.toThrow(
            "can't shrink existing storage from 20Gi to 5Gi",
        );
    });
});
