import { volumeSizeReadable } from "../../policies/rules/volume-size-readable";
import { claim, database, statefulSet } from "./storage-class-samples";
import { kube, testRule, unknown } from "./support";

const requesting = (storage: unknown) => ({ resources: { requests: { storage } } });
const whole = "a size as a whole number with Mi, Gi or Ti, between 64Mi and 64Ti.";
const ofClaim = [
    ["claim", `The PersistentVolumeClaim immich/claim must ask for ${whole}`],
] as const;
const ofSet = [
    ["set", `The StatefulSet immich/set must ask in each claim template for ${whole}`],
] as const;
const ofDatabase = [
    [
        "database",
        `The Cluster immich/database must ask for its data, its write-ahead log and each tablespace for ${whole}`,
    ],
] as const;

testRule(volumeSizeReadable, [
    ...["10Gi", "500Mi", "2Ti", "1536Mi", "64Mi", "64Ti", "65536Gi"].map((size) => ({
        title: `passes ${size}`,
        stack: [claim(requesting(size)), statefulSet(requesting(size)), database({ size })],
        judged: ["claim", "set", "database"],
    })),
    ...[
        ...["10", "10G", "10GB", "ten", "", undefined, 10, "-1Gi", "10gi", "1e3Gi", "1.5Gi"],
        ...["1Mi", "63Mi", "0Gi", "65Ti", "65537Gi", "9999999Gi", "131072Ki", unknown.text],
    ].map((size) => ({
        title: `refuses ${JSON.stringify(size)}`,
        stack: [claim(requesting(size)), statefulSet(requesting(size)), database({ size })],
        judged: ["claim", "set", "database"],
        finds: [...ofClaim, ...ofSet, ...ofDatabase],
    })),
    { title: "judges nothing else", stack: [kube("core/v1:Service", "web")], judged: [] },
    {
        title: "leaves a database of another group alone",
        stack: [kube("example.org/v1:Cluster", "other")],
        judged: [],
    },
    {
        title: "passes a stateful set without claims",
        stack: [kube("apps/v1:StatefulSet", "set", { spec: {} })],
        judged: ["set"],
    },
    {
        title: "refuses a claim without resources",
        stack: [claim({ resources: undefined })],
        judged: ["claim"],
        finds: ofClaim,
    },
    {
        title: "passes a database whose template has the size",
        stack: [database({ size: undefined, pvcTemplate: requesting("5Gi") })],
        judged: ["database"],
    },
    {
        title: "refuses a database whose template has a bad size",
        stack: [database({ size: undefined, pvcTemplate: requesting("5G") })],
        judged: ["database"],
        finds: ofDatabase,
    },
    {
        title: "does not let the template speak for a bad size",
        stack: [database({ size: "5G", pvcTemplate: requesting("5Gi") })],
        judged: ["database"],
        finds: ofDatabase,
    },
    {
        title: "refuses a database without storage",
        stack: [kube("postgresql.cnpg.io/v1:Cluster", "database", { spec: {} })],
        judged: ["database"],
        finds: ofDatabase,
    },
    {
        title: "passes a database's write-ahead log and tablespaces",
        stack: [
            database(
                {},
                { walStorage: { size: "1Gi" }, tablespaces: [{ storage: { size: "1Gi" } }] },
            ),
        ],
        judged: ["database"],
    },
    {
        title: "refuses a database's write-ahead log",
        stack: [database({}, { walStorage: { size: "1G" } })],
        judged: ["database"],
        finds: ofDatabase,
    },
    {
        title: "refuses one of a database's tablespaces",
        stack: [
            database(
                {},
                { tablespaces: [{ storage: { size: "1Gi" } }, { storage: { size: "1G" } }] },
            ),
        ],
        judged: ["database"],
        finds: ofDatabase,
    },
    ...(["walStorage", "tablespaces"] as const).flatMap((part) => {
        const stored = (storage: object) => (part === "walStorage" ? storage : [{ storage }]);
        return [
            {
                title: `passes a template's size in ${part}`,
                stack: [database({}, { [part]: stored({ pvcTemplate: requesting("1Gi") }) })],
                judged: ["database"],
            },
            {
                title: `refuses a template's bad size in ${part}`,
                stack: [database({}, { [part]: stored({ pvcTemplate: requesting("1G") }) })],
                judged: ["database"],
                finds: ofDatabase,
            },
            {
                title: `does not let the template speak for a bad size in ${part}`,
                stack: [
                    database(
                        {},
                        { [part]: stored({ size: "1G", pvcTemplate: requesting("1Gi") }) },
                    ),
                ],
                judged: ["database"],
                finds: ofDatabase,
            },
        ];
    }),
    {
        title: "refuses a tablespace without storage",
        stack: [database({}, { tablespaces: [{ name: "space" }] })],
        judged: ["database"],
        finds: ofDatabase,
    },
]);
