import { claimForOneNode } from "../../policies/rules/claim-mounted-by-owner";
import { unknown } from "./support";
import { testChanges } from "./support/changes";

const once = { accessModes: ["ReadWriteOnce"] };
const modes =
    "have no access mode but ReadWriteOnce or ReadWriteOncePod, and the volume mode Filesystem.";
const refusedModes: readonly (readonly [string, unknown, unknown])[] = [
    ["several nodes", ["ReadWriteMany"], undefined],
    ["readers on several nodes", ["ReadWriteOnce", "ReadOnlyMany"], undefined],
    ["a block device", ["ReadWriteOnce"], "Block"],
    ["an unknown volume mode", ["ReadWriteOnce"], unknown.text],
];
testChanges(
    claimForOneNode,
    {
        type: "kubernetes:core/v1:PersistentVolumeClaim",
        name: "photos",
        props: { metadata: { name: "photos", namespace: "immich" }, spec: once },
        says: "The PersistentVolumeClaim immich/photos must",
    },
    [
        ["passes one pod", { "spec.accessModes": ["ReadWriteOncePod"] }],
        ["passes a file system", { "spec.volumeMode": "Filesystem" }],
        ["refuses no access mode", { "spec.accessModes": undefined }, modes],
        ["refuses an empty list of access modes", { "spec.accessModes": [] }, modes],
        ...refusedModes.map(
            ([what, accessModes, volumeMode]) =>
                [
                    `refuses ${what}`,
                    { "spec.accessModes": accessModes, "spec.volumeMode": volumeMode },
                    modes,
                ] as const,
        ),
    ],
);
testChanges(
    claimForOneNode,
    {
        type: "kubernetes:apps/v1:StatefulSet",
        name: "set",
        props: {
            metadata: { name: "set", namespace: "immich" },
            spec: { volumeClaimTemplates: [{ spec: once }] },
        },
        says: "The StatefulSet immich/set must",
    },
    [
        ["passes none", { spec: {} }],
        [
            "refuses a second template",
            { "spec.volumeClaimTemplates[1]": { spec: { accessModes: ["ReadWriteMany"] } } },
            modes,
        ],
        [
            "refuses a block device",
            { "spec.volumeClaimTemplates[0].spec.volumeMode": "Block" },
            modes,
        ],
    ],
);
testChanges(
    claimForOneNode,
    {
        type: "kubernetes:postgresql.cnpg.io/v1:Cluster",
        name: "db",
        props: {
            metadata: { name: "db", namespace: "immich" },
            spec: { storage: { size: "1Gi" } },
        },
        says: "The Cluster immich/db must",
    },
    [
        ["passes a template", { "spec.storage.pvcTemplate": once }],
        ...["storage", "walStorage"].flatMap((part) =>
            refusedModes.map(
                ([what, accessModes, volumeMode]) =>
                    [
                        `refuses ${what} for ${part}`,
                        {
                            [`spec.${part}`]: {
                                size: "1Gi",
                                pvcTemplate: { accessModes, volumeMode },
                            },
                        },
                        modes,
                    ] as const,
            ),
        ),
        ...refusedModes.map(
            ([what, accessModes, volumeMode]) =>
                [
                    `refuses ${what} for a tablespace`,
                    {
                        "spec.tablespaces": [
                            { storage: { pvcTemplate: { accessModes, volumeMode } } },
                        ],
                    },
                    modes,
                ] as const,
        ),
    ],
);
