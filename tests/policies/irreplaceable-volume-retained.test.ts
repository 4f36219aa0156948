import { irreplaceableVolumeRetained } from "../../policies/rules/irreplaceable-volume-retained";
import { dataLabels, kube, photos, testRule, unknown } from "./support";

const storageClass = (name: string, reclaimPolicy: unknown) =>
    kube("storage.k8s.io/v1:StorageClass", name, { reclaimPolicy });
const kept = storageClass("kept", "Retain");
const deleted = storageClass("deleted", "Delete");

const claim = (storageClassName: unknown, labels: object = photos) =>
    kube("core/v1:PersistentVolumeClaim", "photos", { spec: { storageClassName } }, labels);

const fault = (what: string, title = "claim immich/photos", part = "") =>
    `The ${title} holds what cannot be made again and must use a storage class that keeps its ` +
    `volumes${part}, but ${what}. Choose one with reclaimPolicy Retain.`;
const deletes = "deleted does not keep its volumes";

const database = (spec: object) =>
    kube(
        "postgresql.cnpg.io/v1:Cluster",
        "db",
        { spec },
        dataLabels("immich.database", "sensitive", "high"),
    );

const bound = kube(
    "core/v1:PersistentVolumeClaim",
    "photos",
    { spec: { storageClassName: "kept", volumeName: "pv" } },
    photos,
);
const volume = (persistentVolumeReclaimPolicy: unknown) =>
    kube(
        "core/v1:PersistentVolume",
        "pv",
        { spec: { persistentVolumeReclaimPolicy } },
        { namespace: undefined },
    );

testRule(irreplaceableVolumeRetained, [
    {
        title: "passes a volume that was made by hand and stays",
        stack: [kept, volume("Retain"), bound],
        judged: ["photos"],
    },
    ...["Delete", undefined, unknown.text].map((policy) => ({
        title: `refuses a volume that was made by hand with the policy ${JSON.stringify(policy)}`,
        stack: [kept, volume(policy), bound],
        judged: ["photos"],
        finds: [["photos", fault("the volume pv is deleted with its claim")]] as const,
    })),
    { title: "passes a class that keeps", stack: [kept, claim("kept")], judged: ["photos"] },
    {
        title: "refuses a class that deletes",
        stack: [deleted, claim("deleted")],
        judged: ["photos"],
        finds: [["photos", fault(deletes)]],
    },
    ...["retain", undefined, unknown.text, 7].map((policy) => ({
        title: `refuses the reclaim policy ${JSON.stringify(policy)}`,
        stack: [storageClass("deleted", policy), claim("deleted")],
        judged: ["photos"],
        finds: [["photos", fault(deletes)]] as const,
    })),
    {
        title: "refuses a class that is declared twice, once deleting",
        stack: [
            kept,
            kube(
                "storage.k8s.io/v1beta1:StorageClass",
                "other",
                { reclaimPolicy: "Delete" },
                { name: "kept" },
            ),
            claim("kept"),
        ],
        judged: ["photos"],
        finds: [["photos", fault("kept does not keep its volumes")]],
    },
    {
        title: "refuses a class from elsewhere",
        stack: [kept, claim("fast")],
        judged: ["photos"],
        finds: [["photos", fault("fast is not a class of this stack")]],
    },
    ...[undefined, ""].map((name) => ({
        title: `refuses the class ${JSON.stringify(name)}`,
        stack: [kept, claim(name)],
        judged: ["photos"],
        finds: [["photos", fault("it names no class")]] as const,
    })),
    {
        title: "refuses a class that is unknown at preview",
        stack: [kept, claim(unknown.text)],
        judged: ["photos"],
        finds: [["photos", fault("its class is not known at preview")]],
    },
    {
        title: "refuses a class that is not a name",
        stack: [kept, claim(["kept"])],
        judged: ["photos"],
        finds: [["photos", fault("its class is not a name")]],
    },
    {
        title: "judges data that is not confidential but worth a backup",
        stack: [deleted, claim("deleted", dataLabels("ghost.data", "internal", "medium"))],
        judged: ["photos"],
        finds: [["photos", fault(deletes)]],
    },
    {
        title: "believes the catalogue, not the claim's own priority",
        stack: [deleted, claim("deleted", dataLabels("immich.photos", "sensitive", "none"))],
        judged: ["photos"],
        finds: [["photos", fault(deletes)]],
    },
    {
        title: "believes the catalogue, too, that something is worth nothing",
        stack: [deleted, claim("deleted", dataLabels("immich.models", "internal", "critical"))],
        judged: [],
    },
    {
        title: "counts what is stored inside a volume of less worth",
        stack: [deleted, claim("deleted", dataLabels("notes.drafts", "internal", "low"))],
        judged: ["photos"],
        finds: [["photos", fault(deletes)]],
    },
    ...(["low", "none"] as const).map((backup) => ({
        title: `leaves data of the priority ${backup} where it is`,
        stack: [deleted, claim("deleted", dataLabels("ghost.data", "internal", backup))],
        judged: [],
    })),
    {
        title: "leaves unlabelled claims to the rule on labels",
        stack: [deleted, claim("deleted", {})],
        judged: [],
    },
    {
        title: "judges the claim templates of a stateful set",
        stack: [
            deleted,
            kube("apps/v1:StatefulSet", "web", {
                spec: {
                    volumeClaimTemplates: [
                        {
                            metadata: { name: "data", ...photos },
                            spec: { storageClassName: "deleted" },
                        },
                    ],
                },
            }),
        ],
        judged: ["web"],
        finds: [["web", fault(deletes, "claim template data of stateful set immich/web")]],
    },
    {
        title: "judges a database's data, write-ahead log and tablespaces apart",
        stack: [
            kept,
            deleted,
            database({
                storage: { storageClass: "kept" },
                walStorage: { storageClass: "deleted" },
                tablespaces: [{ name: "hot", storage: {} }],
            }),
        ],
        judged: ["db"],
        finds: [
            ["db", fault(deletes, "database immich/db", " for its write-ahead log")],
            ["db", fault("it names no class", "database immich/db", " for its tablespace")],
        ],
    },
    {
        title: "survives malformed objects",
        stack: [
            kube("apps/v1:StatefulSet", "web", { spec: { volumeClaimTemplates: "none" } }),
            kube("core/v1:PersistentVolumeClaim", "x", { spec: 7, metadata: null }),
        ],
        judged: [],
    },
]);
