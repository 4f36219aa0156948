import { machineBackedUp } from "../../policies/rules/machine-backed-up";
import { targets } from "./backup-samples";
import { machine, secondMachine } from "./machine-samples";
import { storageClass } from "./storage-class-samples";
import { kube, resource, testRule, unknown } from "./support";
import { testChanges } from "./support/changes";

const props = { resourceId: "machines", schedule: "04:30", storage: "pbs", vmids: ["101", "102"] };
const job = (changes: object = {}) =>
    resource("proxmoxve:backup/job:Job", "job", { ...props, ...changes });
const plane = (changes: object = {}) => machine({ tags: ["controlplane"], ...changes });
const missed = "be in a backup job: add its number to vmids.";

testChanges(
    machineBackedUp,
    {
        type: "proxmoxve:backup/job:Job",
        name: "job",
        props,
        on: machine(),
        says: "The virtual machine node-1 must",
    },
    [
        ["passes a job that is said to run", { enabled: true }],
        ["passes numbers", { vmids: [101] }],
        ["passes all machines", { vmids: undefined, all: true }],
        ["passes all but others", { vmids: undefined, all: true, excludes: ["102"] }],
        ["refuses a job that is switched off", { enabled: false }, missed],
        ["refuses other numbers", { vmids: ["102", "1010"] }, missed],
        ["refuses no numbers", { vmids: [] }, missed],
        ["refuses numbers that are not known", { vmids: unknown.list }, missed],
        ["refuses all but this one", { vmids: [], all: true, excludes: ["101"] }, missed],
        ["refuses a machine of the name all", { vmids: [], all: "true" }, missed],
    ],
);

testChanges(
    machineBackedUp,
    {
        type: "proxmoxve:index/vmLegacy:VmLegacy",
        name: "node-1",
        props: {
            name: "node-1",
            vmId: 101,
            tags: ["controlplane", "talos"],
            disks: [{ interface: "scsi0", backup: true }, { interface: "scsi1" }],
        },
        beside: [job()],
        says: "The virtual machine node-1 must",
    },
    [
        [
            "passes a worker whose disks are made again",
            { tags: ["worker"], "disks[0].backup": false },
        ],
        [
            "refuses a disk left out",
            { "disks[1].backup": false },
            "keep backup on for all its disks.",
        ],
        [
            "refuses a disk of which nobody knows",
            { "disks[0].backup": unknown.text },
            "keep backup on for all its disks.",
        ],
        [
            "refuses disks that are not known",
            { disks: unknown.list },
            "keep backup on for all its disks.",
        ],
        ["refuses a number that is not known", { vmId: unknown.text }, missed],
        ["refuses no number", { vmId: undefined }, missed],
    ],
);

const of = (backup: unknown) => storageClass({ parameters: { backup } }, "retained", "kept-g1");
const left = "The StorageClass kept-g1 must leave its volumes out of machines' backups.";

testRule(machineBackedUp, [
    {
        title: "judges each machine",
        stack: [job({ vmids: ["101"] }), machine(), secondMachine()],
        judged: ["node-1", "node-2"],
        finds: [["node-2", `The virtual machine node-2 must ${missed}`]],
    },
    {
        title: "is silent where no target takes machines",
        stack: [machine(), targets()],
        judged: [],
    },
    {
        title: "misses a job where a target takes machines",
        stack: [plane(), targets({ targets: [{ name: "pbs", kind: "proxmox-backup-server" }] })],
        judged: ["node-1"],
        finds: [["node-1", `The virtual machine node-1 must ${missed}`]],
    },
    ...[undefined, null, "false"].map((backup) => ({
        title: `passes a class whose volumes are ${String(backup)} in backups`,
        stack: [job(), of(backup)],
        judged: ["kept-g1"],
    })),
    ...["true", true, unknown.text].map((backup) => ({
        title: `refuses a class whose volumes are ${backup === unknown.text ? "perhaps" : String(backup)} in backups`,
        stack: [job(), of(backup)],
        judged: ["kept-g1"],
        finds: [["kept-g1", left]] as const,
    })),
    {
        title: "refuses it of a class of attributes too",
        stack: [
            job(),
            kube("storage.k8s.io/v1:VolumeAttributesClass", "quick", {
                metadata: { name: "quick" },
                parameters: { backup: "true" },
            }),
        ],
        judged: ["quick"],
        finds: [
            [
                "quick",
                "The VolumeAttributesClass quick must leave its volumes out of machines' backups.",
            ],
        ],
    },
]);
