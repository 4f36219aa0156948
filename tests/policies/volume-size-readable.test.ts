import { volumeSizeReadable } from "../../policies/rules/volume-size-readable";
import { claim, database, statefulSet } from "./storage-class-samples";
import { kube, testRule, unknown } from "./support";

const sized = (storage: unknown) => claim({ resources: { requests: { storage } } });
const judged = ["claim"];
const refused = (why: string) =>
    [
        [
            "claim",
            `The claim immich/claim must ask for a size like 10Gi for its volume, but ${why}.`,
        ],
    ] as const;

testRule(volumeSizeReadable, [
    ...["10Gi", "500Mi", "2Ti", "1.5Gi", "64Mi", "64Ti"].map((size) => ({
        title: `passes ${size}`,
        stack: [sized(size)],
        judged,
    })),
    {
        title: "passes templates and databases",
        stack: [
            statefulSet(),
            database(),
            database({
                size: undefined,
                pvcTemplate: { resources: { requests: { storage: "5Gi" } } },
            }),
        ],
        judged: ["set", "database", "database"].slice(0, 2),
    },
    { title: "judges nothing else", stack: [kube("core/v1:Service", "web")], judged: [] },
    ...["10", "10G", "10GB", "ten", "", undefined, 10, "-1Gi", "10gi", "1e3Gi"].map((size) => ({
        title: `refuses ${JSON.stringify(size)}`,
        stack: [sized(size)],
        judged,
        finds: refused("it is no number with a binary unit"),
    })),
    ...["1Mi", "0Gi", "65Ti", "9999999Gi"].map((size) => ({
        title: `refuses ${size}`,
        stack: [sized(size)],
        judged,
        finds: refused("it is out of bounds"),
    })),
    {
        title: "refuses a size that is not known",
        stack: [sized(unknown.text)],
        judged,
        finds: refused("its size is not known at preview"),
    },
    {
        title: "refuses a claim without resources",
        stack: [claim({ resources: undefined })],
        judged,
        finds: refused("it is no number with a binary unit"),
    },
    {
        title: "refuses a database's write-ahead log",
        stack: [database({}, { walStorage: { size: "1G", storageClass: "kept-g1" } })],
        judged: ["database"],
        finds: [
            [
                "database",
                "The database immich/database must ask for a size like 10Gi for its write-ahead log, but it is no number with a binary unit.",
            ],
        ],
    },
]);
