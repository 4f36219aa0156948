import { storagePoolExists } from "../../policies/rules/storage-pool-exists";
import { machine, secondMachine } from "./machine-samples";
import { storageClass, topologies } from "./storage-class-samples";
import { kube, resource, testRule, unknown } from "./support";

const house = (hosts: unknown = [{ name: "pve1", pools: ["local", "local-lvm"] }]) =>
    resource("homelab:infrastructure:Infrastructure", "infrastructure", { hosts });
const image = (nodeName: unknown, datastoreId: unknown) =>
    resource("proxmoxve:download/file:File", "image", { nodeName, datastoreId });
const missing = (subject: string, title: string, host: string, pool: string) =>
    [
        subject,
        `The ${title} must use a storage pool of the host ${host}, but ${pool} is none.`,
    ] as const;
const classOn = (storage: unknown) => storageClass({ parameters: { storage } });

const twoHosts = [
    house([
        { name: "pve1", pools: ["local-lvm"] },
        { name: "pve2", pools: ["other"] },
    ]),
    machine(),
    secondMachine({ nodeName: "pve2", disks: [], efiDisk: {}, tpmState: {} }),
];

testRule(storagePoolExists, [
    {
        title: "passes pools that the host has",
        stack: [house(), machine(), storageClass(), image("pve1", "local")],
        judged: ["node-1", "kept-g1", "image"],
    },
    { title: "judges nothing else", stack: [house(), kube("core/v1:Service", "web")], judged: [] },
    ...["fast", unknown.text, undefined, 7].map((storage) => ({
        title: `refuses a class on ${JSON.stringify(storage)}`,
        stack: [house(), machine(), classOn(storage)],
        judged: ["node-1", "kept-g1"],
        finds: [
            missing(
                "kept-g1",
                "storage class kept-g1",
                "pve1",
                storage === "fast" ? "fast" : "what it names",
            ),
        ],
    })),
    {
        title: "refuses a class whose pool one of two hosts lacks",
        stack: [...twoHosts, storageClass()],
        judged: ["node-1", "node-2", "kept-g1"],
        finds: [missing("kept-g1", "storage class kept-g1", "pve2", "local-lvm")],
    },
    {
        title: "passes a class that is limited to the host that has its pool",
        stack: [...twoHosts, storageClass({ allowedTopologies: topologies(["pve1"]) })],
        judged: ["node-1", "node-2", "kept-g1"],
    },
    {
        title: "refuses a class that is limited to hosts of which one lacks its pool",
        stack: [...twoHosts, storageClass({ allowedTopologies: topologies(["pve1", "pve2"]) })],
        judged: ["node-1", "node-2", "kept-g1"],
        finds: [missing("kept-g1", "storage class kept-g1", "pve2", "local-lvm")],
    },
    {
        title: "refuses a class of which another term allows a host that lacks its pool",
        stack: [
            ...twoHosts,
            storageClass({
                allowedTopologies: [...topologies(["pve1"]), ...topologies(["pve2"])],
            }),
        ],
        judged: ["node-1", "node-2", "kept-g1"],
        finds: [missing("kept-g1", "storage class kept-g1", "pve2", "local-lvm")],
    },
    {
        title: "refuses a class that is limited to a host that is not known",
        stack: [...twoHosts, storageClass({ allowedTopologies: topologies([unknown.text]) })],
        judged: ["node-1", "node-2", "kept-g1"],
        finds: [missing("kept-g1", "storage class kept-g1", "(unprintable name)", "local-lvm")],
    },
    ...[
        [],
        unknown.list,
        "pve1",
        topologies([]),
        [...topologies(["pve1"]), {}],
        [{ matchLabelExpressions: [{ key: "kubernetes.io/os", values: ["linux"] }] }],
    ].map((allowedTopologies) => ({
        title: `asks every host where a class is limited by ${JSON.stringify(allowedTopologies)}`,
        stack: [...twoHosts, storageClass({ allowedTopologies })],
        judged: ["node-1", "node-2", "kept-g1"],
        finds: [missing("kept-g1", "storage class kept-g1", "pve2", "local-lvm")],
    })),
    {
        title: "refuses a machine's disk",
        stack: [house(), machine({ disks: [{ datastoreId: "fast" }] })],
        judged: ["node-1"],
        finds: [missing("node-1", "virtual machine node-1", "pve1", "fast")],
    },
    {
        title: "refuses a machine's firmware disks",
        stack: [
            house(),
            machine({ efiDisk: { datastoreId: "a" }, tpmState: { datastoreId: "b" } }),
        ],
        judged: ["node-1"],
        finds: [
            missing("node-1", "virtual machine node-1", "pve1", "a"),
            missing("node-1", "virtual machine node-1", "pve1", "b"),
        ],
    },
    {
        title: "refuses an image",
        stack: [house(), image("pve1", "fast")],
        judged: ["image"],
        finds: [missing("image", "image image", "pve1", "fast")],
    },
    {
        title: "refuses a host that nobody declared",
        stack: [house(), image("pve9", "local")],
        judged: ["image"],
        finds: [missing("image", "image image", "pve9", "local")],
    },
    {
        title: "refuses a host that is not known",
        stack: [house(), image(unknown.text, "local")],
        judged: ["image"],
        finds: [missing("image", "image image", "(unprintable name)", "local")],
    },
    ...[[], "text", unknown.list, [{ name: 7 }]].map((hosts) => ({
        title: `refuses every pool where the house is ${JSON.stringify(hosts)}`,
        stack: [house(hosts), image("pve1", "local")],
        judged: ["image"],
        finds: [missing("image", "image image", "pve1", "local")],
    })),
]);
