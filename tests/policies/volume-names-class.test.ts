import { volumeNamesClass } from "../../policies/rules/volume-names-class";
import { claim, database, statefulSet, storageClass } from "./storage-class-samples";
import { kube, testRule, unknown } from "./support";

const annotation = "storageclass.kubernetes.io/is-default-class";
const byDefault = (name: string, value: unknown = "true") =>
    storageClass({}, "retained", name, { annotations: { [annotation]: value } });
const twice = (name: string) =>
    [name, `The storage class ${name} must not be a default beside another.`] as const;

testRule(volumeNamesClass, [
    {
        title: "passes volumes that name their class",
        stack: [storageClass(), claim(), database(), statefulSet()],
        judged: ["kept-g1", "claim", "database", "set"],
    },
    {
        title: "passes one default class beside another",
        stack: [byDefault("one"), storageClass()],
        judged: ["one", "kept-g1"],
    },
    { title: "judges nothing else", stack: [kube("core/v1:Service", "web")], judged: [] },
    {
        title: "refuses two default classes",
        stack: [byDefault("one"), byDefault("two"), storageClass()],
        judged: ["one", "two", "kept-g1"],
        finds: [twice("one"), twice("two")],
    },
    {
        title: "takes other values of the annotation for no",
        stack: [
            byDefault("one"),
            byDefault("two", "false"),
            byDefault("three", true),
            byDefault("four", unknown.text),
        ],
        judged: ["one", "two", "three", "four"],
    },
    ...[undefined, "", null, unknown.text].map((storageClassName) => ({
        title: `refuses a claim of the class ${JSON.stringify(storageClassName)}`,
        stack: [claim({ storageClassName })],
        judged: ["claim"],
        finds: [
            ["claim", "The claim immich/claim must name the storage class of its volume."] as const,
        ],
    })),
    {
        title: "refuses a template without one",
        stack: [statefulSet({ storageClassName: undefined })],
        judged: ["set"],
        finds: [
            [
                "set",
                "The claim template data of stateful set immich/set must name the storage class of its volume.",
            ],
        ],
    },
    {
        title: "refuses a database without one",
        stack: [database({ storageClass: undefined })],
        judged: ["database"],
        finds: [
            ["database", "The database immich/database must name the storage class of its data."],
        ],
    },
    {
        title: "refuses a write-ahead log without one",
        stack: [database({}, { walStorage: { size: "1Gi" } })],
        judged: ["database"],
        finds: [
            [
                "database",
                "The database immich/database must name the storage class of its write-ahead log.",
            ],
        ],
    },
]);
