import { any, each, empty, present } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
const allowed = [
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "persistentVolumeClaim",
    "projected",
    "secret",
];

/** Pods see their own volumes, never the node's disk or a share. */
export const podVolumeOwn = objectRule({
    id: "ACC-03",
    name: "pod-volume-own",
    description:
        "Pods must mount claims, secrets and scratch space only: no host path, no network share.",
    clause: { section: "Access Control", line: 370 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Mount a claim of the app, an emptyDir, a config map or a secret; write subPath without variables.",
    subjects: "pods",
    strictness: "restricted",
    requirements: [
        {
            must: each("volumes", any(...allowed.map((kind) => present(kind)))),
            says: "mount no volume but claims, secrets, config maps and scratch space",
        },
        {
            of: "container",
            must: each("volumeMounts", empty("subPathExpr")),
            says: "not use subPathExpr",
        },
    ],
});
