import { sensitiveVolumeEncrypted } from "../../policies/rules/sensitive-volume-encrypted";
import { dataLabels, kube, photos, testRule, unknown } from "./support";

const lifecycle = (word: string) => ({ labels: { "data.homelab/lifecycle": word } });
const plain = kube("storage.k8s.io/v1:StorageClass", "plain", {}, lifecycle("disposable"));
const luks = kube("storage.k8s.io/v1:StorageClass", "luks", {}, lifecycle("retained"));
const byParameter = kube("storage.k8s.io/v1:StorageClass", "by-parameter", {
    parameters: { "csi.storage.k8s.io/node-expand-secret-name": "luks" },
});
const notClaiming = kube("storage.k8s.io/v1:StorageClass", "unlabelled", {
    parameters: { storage: "local-lvm" },
});

const claim = (storageClassName: unknown, labels: object = photos) =>
    kube("core/v1:PersistentVolumeClaim", "photos", { spec: { storageClassName } }, labels);

const fault = (what: string) =>
    `The claim immich/photos holds sensitive data and must use an encrypted storage class, but ${what}. ` +
    "Choose one of the encrypted classes.";

const set = (template: object) =>
    kube("apps/v1:StatefulSet", "web", { spec: { volumeClaimTemplates: [template] } });

const database = (spec: object) =>
    kube(
        "postgresql.cnpg.io/v1:Cluster",
        "db",
        { spec },
        dataLabels("immich.database", "sensitive", "high"),
    );

const databaseFault = (where: string, what: string) =>
    `The database immich/db holds sensitive data and must use an encrypted storage class for its ${where}, ` +
    `but ${what}. Choose one of the encrypted classes.`;

const bound = (volumeName: unknown) =>
    kube(
        "core/v1:PersistentVolumeClaim",
        "photos",
        { spec: { storageClassName: "luks", volumeName } },
        photos,
    );
const volume = (spec: object, name = "pv") =>
    kube("core/v1:PersistentVolume", name, { spec }, { namespace: undefined });
const opened = volume({ csi: { nodeStageSecretRef: { name: "luks", namespace: "csi" } } });

testRule(sensitiveVolumeEncrypted, [
    {
        title: "passes a volume that was made by hand and is opened with a secret",
        stack: [luks, opened, bound("pv")],
        judged: ["photos"],
    },
    ...["", null].map((name) => ({
        title: `passes a claim that binds to ${JSON.stringify(name)}`,
        stack: [luks, bound(name)],
        judged: ["photos"],
    })),
    ...[{ nfs: { server: "nas" } }, { csi: { driver: "x" } }, { csi: unknown.text }, {}].map(
        (spec, index) => ({
            title: `refuses a volume that was made by hand and is plain (${String(index)})`,
            stack: [luks, volume(spec), bound("pv")],
            judged: ["photos"],
            finds: [["photos", fault("the volume pv does not encrypt")]] as const,
        }),
    ),
    {
        title: "refuses a volume of which nothing is known",
        stack: [luks, opened, bound("other")],
        judged: ["photos"],
        finds: [["photos", fault("the volume other that it binds to is none of this stack")]],
    },
    {
        title: "refuses a volume whose name is not known",
        stack: [luks, opened, bound(unknown.text)],
        judged: ["photos"],
        finds: [["photos", fault("the volume that it binds to is not known at preview")]],
    },
    {
        title: "passes a claim on a class labelled retained",
        stack: [luks, claim("luks")],
        judged: ["photos"],
    },
    {
        title: "passes a claim on a class that names a secret",
        stack: [byParameter, claim("by-parameter")],
        judged: ["photos"],
    },
    {
        title: "refuses a disposable class",
        stack: [plain, claim("plain")],
        judged: ["photos"],
        finds: [["photos", fault("plain does not encrypt")]],
    },
    {
        title: "refuses a class that keeps its volumes and says that they are plain",
        stack: [
            kube(
                "storage.k8s.io/v1:StorageClass",
                "plain",
                { reclaimPolicy: "Retain" },
                {
                    labels: {
                        "data.homelab/lifecycle": "retained",
                        "data.homelab/encryption": "none",
                    },
                },
            ),
            claim("plain"),
        ],
        judged: ["photos"],
        finds: [["photos", fault("plain does not encrypt")]],
    },
    {
        title: "refuses a class without the lifecycle label and without secrets",
        stack: [notClaiming, claim("unlabelled")],
        judged: ["photos"],
        finds: [["photos", fault("unlabelled does not encrypt")]],
    },
    {
        title: "refuses a class that is declared twice, once without encryption",
        stack: [
            luks,
            kube("storage.k8s.io/v1beta1:StorageClass", "other", {}, { name: "luks" }),
            claim("luks"),
        ],
        judged: ["photos"],
        finds: [["photos", fault("luks does not encrypt")]],
    },
    {
        title: "refuses a class from elsewhere",
        stack: [luks, claim("fast")],
        judged: ["photos"],
        finds: [["photos", fault("fast is not a class of this stack")]],
    },
    {
        title: "refuses the default class",
        stack: [luks, claim(undefined)],
        judged: ["photos"],
        finds: [["photos", fault("it names no class")]],
    },
    {
        title: "refuses an empty class name",
        stack: [luks, claim("")],
        judged: ["photos"],
        finds: [["photos", fault("it names no class")]],
    },
    {
        title: "refuses a class that is unknown at preview",
        stack: [luks, claim(unknown.text)],
        judged: ["photos"],
        finds: [["photos", fault("its class is not known at preview")]],
    },
    {
        title: "refuses a class that is not a name",
        stack: [luks, claim(["luks"])],
        judged: ["photos"],
        finds: [["photos", fault("its class is not a name")]],
    },
    {
        title: "does not repeat a class name that looks like none",
        stack: [claim("a b\nc")],
        judged: ["photos"],
        finds: [["photos", fault("(unprintable name) is not a class of this stack")]],
    },
    {
        title: "believes the catalogue, not the claim's own class",
        stack: [plain, claim("plain", dataLabels("immich.photos", "internal", "none"))],
        judged: ["photos"],
        finds: [["photos", fault("plain does not encrypt")]],
    },
    {
        title: "counts what is stored inside an internal volume",
        stack: [plain, claim("plain", dataLabels("notes.files", "internal", "medium"))],
        judged: ["photos"],
        finds: [["photos", fault("plain does not encrypt")]],
    },
    {
        title: "names credentials as such",
        stack: [plain, claim("plain", dataLabels("vault.keys", "credentials", "critical"))],
        judged: ["photos"],
        finds: [
            ["photos", fault("plain does not encrypt").replace("sensitive data", "credentials")],
        ],
    },
    {
        title: "believes the claim's class where the catalogue knows nothing",
        stack: [plain, claim("plain", dataLabels("ghost.data", "sensitive", "low"))],
        judged: ["photos"],
        finds: [["photos", fault("plain does not encrypt")]],
    },
    {
        title: "leaves internal data where it is",
        stack: [plain, claim("plain", dataLabels("immich.models", "internal", "none"))],
        judged: [],
    },
    {
        title: "leaves unlabelled claims to the rule on labels",
        stack: [plain, claim("plain", {})],
        judged: [],
    },
    {
        title: "judges the claim templates of a stateful set",
        stack: [
            plain,
            set({ metadata: { name: "data", ...photos }, spec: { storageClassName: "plain" } }),
        ],
        judged: ["web"],
        finds: [
            [
                "web",
                fault("plain does not encrypt").replace(
                    "claim immich/photos",
                    "claim template data of stateful set immich/web",
                ),
            ],
        ],
    },
    {
        title: "passes a database whose parts are all encrypted",
        stack: [
            luks,
            database({
                storage: { storageClass: "luks" },
                walStorage: { pvcTemplate: { storageClassName: "luks" } },
                tablespaces: [{ name: "hot", storage: { storageClass: "luks" } }],
            }),
        ],
        judged: ["db"],
    },
    {
        title: "judges a database's data, write-ahead log and tablespaces apart",
        stack: [
            luks,
            plain,
            database({
                storage: {},
                walStorage: { storageClass: "plain" },
                tablespaces: [{ name: "hot", storage: { storageClass: unknown.text } }],
            }),
        ],
        judged: ["db"],
        finds: [
            ["db", databaseFault("data", "it names no class")],
            ["db", databaseFault("write-ahead log", "plain does not encrypt")],
            ["db", databaseFault("tablespace", "its class is not known at preview")],
        ],
    },
    {
        title: "refuses a database without readable storage",
        stack: [luks, database({ storage: unknown.object })],
        judged: ["db"],
        finds: [["db", databaseFault("data", "its class is not known at preview")]],
    },
    { title: "has nothing to say about a stack without volumes", stack: [luks, plain], judged: [] },
    {
        title: "survives malformed objects",
        stack: [
            kube("apps/v1:StatefulSet", "web", { spec: { volumeClaimTemplates: "none" } }),
            kube("core/v1:PersistentVolumeClaim", "x", { spec: 7, metadata: null }),
        ],
        judged: [],
    },
]);
