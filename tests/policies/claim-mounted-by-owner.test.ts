import { claimMountedByOwner } from "../../policies/rules/claim-mounted-by-owner";
import { dataLabels, kube, photos, resource, testRule, unknown } from "./support";

const once = { accessModes: ["ReadWriteOnce"] };
const claim = (spec: unknown = once, metadata: object = photos) =>
    kube("core/v1:PersistentVolumeClaim", "photos", { spec }, metadata);
const mode: readonly [string, string] = [
    "photos",
    "The claim immich/photos must have no access mode but ReadWriteOnce or ReadWriteOncePod.",
];
const block: readonly [string, string] = [
    "photos",
    "The claim immich/photos must have the volume mode Filesystem: block volumes are never encrypted.",
];
const pod = (claimName: unknown, labels: object = { app: "server" }, metadata: object = {}) =>
    kube(
        "apps/v1:Deployment",
        "server",
        {
            spec: {
                template: {
                    metadata: { labels },
                    spec: { volumes: [{ emptyDir: {} }, { persistentVolumeClaim: { claimName } }] },
                },
            },
        },
        metadata,
    );
const nightly = (job: string) =>
    kube("batch/v1:CronJob", job, {
        spec: {
            jobTemplate: {
                spec: {
                    template: {
                        metadata: {
                            labels: {
                                "app.kubernetes.io/name": job,
                                "app.kubernetes.io/instance": "immich",
                                "app.kubernetes.io/component": "scheduled-job",
                            },
                        },
                        spec: { volumes: [{ persistentVolumeClaim: { claimName: "photos" } }] },
                    },
                },
            },
        },
    });
const release = (values: unknown, namespace = "immich") =>
    resource("kubernetes:helm.sh/v3:Release", "app", { name: "app", namespace, values });
const archive = dataLabels("platform.archive", "internal", "low");

testRule(claimMountedByOwner, [
    { title: "passes a ReadWriteOnce claim", stack: [claim()], judged: ["photos"] },
    {
        title: "passes ReadWriteOncePod on a file system",
        stack: [claim({ accessModes: ["ReadWriteOncePod"], volumeMode: "Filesystem" })],
        judged: ["photos"],
    },
    ...["ReadWriteMany", "ReadOnlyMany", unknown.text, 7].map((each) => ({
        title: `refuses the access mode ${JSON.stringify(each)}`,
        stack: [claim({ accessModes: ["ReadWriteOnce", each] })],
        judged: ["photos"],
        finds: [mode],
    })),
    ...[undefined, [], "ReadWriteOnce", unknown.list].map((each) => ({
        title: `refuses the access modes ${each === undefined ? "undefined" : JSON.stringify(each)}`,
        stack: [claim({ accessModes: each })],
        judged: ["photos"],
        finds: [mode],
    })),
    {
        title: "refuses block volumes and unknown volume modes",
        stack: [
            claim({ ...once, volumeMode: "Block" }),
            claim({ ...once, volumeMode: unknown.text }),
        ],
        judged: ["photos"],
        finds: [block, block],
    },
    {
        title: "refuses a claim outside its owner's namespace",
        stack: [claim(once, { ...photos, namespace: "notes" })],
        judged: ["photos"],
        finds: [
            [
                "photos",
                "The claim notes/photos holds immich.photos and must be in the namespace of its owner, immich.",
            ],
        ],
    },
    {
        title: "lets the platform's data lie in the platform's namespaces only",
        stack: [claim(once, { ...archive, namespace: "kube-system" }), claim(once, archive)],
        judged: ["photos"],
        finds: [
            [
                "photos",
                "The claim immich/photos holds platform.archive and must be in the namespace of its owner, platform.",
            ],
        ],
    },
    {
        title: "lets a database ask for its own access mode, but not for another",
        stack: [
            kube("postgresql.cnpg.io/v1:Cluster", "db", {
                spec: {
                    storage: {},
                    walStorage: { pvcTemplate: { accessModes: ["ReadWriteMany"] } },
                },
            }),
        ],
        judged: ["db"],
        finds: [
            [
                "db",
                "The database immich/db must have no access mode but ReadWriteOnce or ReadWriteOncePod.",
            ],
        ],
    },
    {
        title: "judges claim templates",
        stack: [
            kube("apps/v1:StatefulSet", "web", {
                spec: {
                    volumeClaimTemplates: [
                        { metadata: { name: "data" }, spec: { accessModes: ["ReadWriteMany"] } },
                    ],
                },
            }),
        ],
        judged: ["web"],
        finds: [
            [
                "web",
                "The claim template data of stateful set immich/web must have no access mode but ReadWriteOnce or ReadWriteOncePod.",
            ],
        ],
    },
    {
        title: "passes the workload that the app lists",
        stack: [claim(), pod("photos")],
        judged: ["photos", "server"],
    },
    {
        title: "passes the scheduled job that lists the claim, and refuses one that does not",
        stack: [claim(), nightly("export"), nightly("count")],
        judged: ["photos", "export", "count"],
        finds: [
            [
                "count",
                "The CronJob immich/count mounts the claim photos, which must be listed under mounts of that workload in the app immich.",
            ],
        ],
    },
    {
        title: "refuses another workload of the app",
        stack: [claim(), pod("photos", { app: "learning" })],
        judged: ["photos", "server"],
        finds: [
            [
                "server",
                "The Deployment immich/server mounts the claim photos, which must be listed under mounts of that workload in the app immich.",
            ],
        ],
    },
    {
        title: "refuses a workload whose labels are unknown at preview",
        stack: [claim(), pod("photos", { app: unknown.text })],
        judged: ["photos", "server"],
        finds: [
            [
                "server",
                "The Deployment immich/server mounts the claim photos, which must be listed under mounts of that workload in the app immich.",
            ],
        ],
    },
    {
        title: "refuses a mount from another namespace",
        stack: [claim(), pod("photos", {}, { namespace: "notes" })],
        judged: ["photos", "server"],
        finds: [
            [
                "server",
                "The Deployment notes/server mounts the claim photos, which must be mounted in its own namespace immich only.",
            ],
        ],
    },
    {
        title: "refuses a claim that this stack does not declare",
        stack: [pod("elsewhere")],
        judged: ["server"],
        finds: [
            [
                "server",
                "The Deployment immich/server mounts the claim elsewhere, which must be a claim of this stack with its data labels.",
            ],
        ],
    },
    {
        title: "refuses a claim name that is unknown at preview",
        stack: [pod(unknown.text)],
        judged: ["server"],
        finds: [
            [
                "server",
                "The Deployment immich/server must name the claims it mounts, known at preview.",
            ],
        ],
    },
    ...[{ volumes: unknown.list }, unknown.object].map((spec) => ({
        title: `refuses the pod ${JSON.stringify(spec)}`,
        stack: [kube("core/v1:Pod", "pod", { spec })],
        judged: ["pod"],
        finds: [
            ["pod", "The Pod immich/pod must name the claims it mounts, known at preview."],
        ] as const,
    })),
    {
        title: "sees the claims of cron jobs",
        stack: [
            kube("batch/v1:CronJob", "job", {
                spec: {
                    jobTemplate: {
                        spec: {
                            template: {
                                spec: {
                                    volumes: [
                                        { persistentVolumeClaim: { claimName: "elsewhere" } },
                                    ],
                                },
                            },
                        },
                    },
                },
            }),
        ],
        judged: ["job"],
        finds: [
            [
                "job",
                "The CronJob immich/job mounts the claim elsewhere, which must be a claim of this stack with its data labels.",
            ],
        ],
    },
    {
        title: "passes a release of the owner, under each of the charts' names for it",
        stack: [
            claim(),
            release({
                a: { existingClaim: "photos" },
                b: { claimName: "photos" },
                c: [{ persistentVolumeClaimName: "photos" }],
                d: { existingClaim: "" },
            }),
        ],
        judged: ["photos", "app"],
    },
    {
        title: "refuses a release of another namespace",
        stack: [claim(), release({ persistence: { existingClaim: "photos" } }, "notes")],
        judged: ["photos", "app"],
        finds: [
            [
                "app",
                "The release notes/app mounts the claim photos, which must be mounted in its own namespace immich only.",
            ],
        ],
    },
    {
        title: "refuses a release that mounts what no workload of the app lists",
        stack: [
            claim(once, dataLabels("immich.database", "sensitive", "high")),
            release({ existingClaim: "photos" }),
        ],
        judged: ["photos", "app"],
    },
    {
        title: "refuses a claim name of a release that is unknown at preview",
        stack: [release({ existingClaim: unknown.text })],
        judged: ["app"],
        finds: [
            ["app", "The release immich/app must name the claims it mounts, known at preview."],
        ],
    },
    {
        title: "survives malformed volumes and values",
        stack: [
            kube("core/v1:Pod", "pod", { spec: { volumes: { persistentVolumeClaim: 1 } } }),
            release("existingClaim"),
            claim("x"),
        ],
        judged: ["photos"],
        finds: [mode],
    },
]);
