import { volumesWithinNodeLimit } from "../../policies/rules/volumes-within-node-limit";
import { machine, secondMachine } from "./machine-samples";
import { claim, database, statefulSet, storageClass, topologies } from "./storage-class-samples";
import { testRule, unknown, verdictOf } from "./support";

const claims = (count: number) =>
    Array.from({ length: count }, (_, i) => claim({}, `claim-${String(i)}`));
const boundClass = (allowedTopologies: unknown) =>
    storageClass({ allowedTopologies }, "retained", "bound-g1");
const boundClaims = (count: number) =>
    Array.from({ length: count }, (_, i) =>
        claim({ storageClassName: "bound-g1" }, `bound-${String(i)}`),
    );
const third = machine({ name: "node-3", vmId: 103 }, undefined, "node-3");
const twoHosts = [machine(), secondMachine({ nodeName: "pve2" }), third];
const full = (name: string, volumes: number, room: number) =>
    [
        name,
        `The virtual machine ${name} and its like must have room for ${String(volumes)} volumes, but take ${String(room)} with one machine down.`,
    ] as const;

testRule(volumesWithinNodeLimit, [
    {
        title: "passes as many volumes as one machine takes",
        stack: [machine(), ...claims(24)],
        judged: ["node-1"],
    },
    {
        title: "refuses one more",
        stack: [machine(), ...claims(25)],
        judged: ["node-1"],
        finds: [full("node-1", 25, 24)],
    },
    {
        title: "leaves the room of one of two machines free",
        stack: [machine(), secondMachine(), ...claims(25)],
        judged: ["node-1", "node-2"],
        finds: [full("node-1", 25, 24)],
    },
    {
        title: "passes what two of three take",
        stack: [machine(), secondMachine(), third, ...claims(48)],
        judged: ["node-1", "node-2", "node-3"],
    },
    {
        title: "refuses more",
        stack: [machine(), secondMachine(), third, ...claims(49)],
        judged: ["node-1", "node-2", "node-3"],
        finds: [full("node-1", 49, 48)],
    },
    {
        title: "counts templates, databases and write-ahead logs",
        stack: [
            machine(),
            ...claims(21),
            statefulSet(),
            database({}, { walStorage: { size: "1Gi" } }),
        ],
        judged: ["node-1"],
    },
    {
        title: "refuses them when they are too many",
        stack: [
            machine(),
            ...claims(22),
            statefulSet(),
            database({}, { walStorage: { size: "1Gi" } }),
        ],
        judged: ["node-1"],
        finds: [full("node-1", 25, 24)],
    },
    {
        title: "names the first machine by name, whatever the order",
        stack: [third, secondMachine(), machine(), ...claims(49)],
        judged: ["node-1", "node-2", "node-3"],
        finds: [full("node-1", 49, 48)],
    },
    {
        title: "refuses more volumes of one host's than its machines take",
        stack: [...twoHosts, boundClass(topologies(["pve2"])), ...claims(10), ...boundClaims(25)],
        judged: ["node-1", "node-2", "node-3"],
        finds: [
            [
                "node-2",
                "The virtual machine node-2 and its like must have room for 25 volumes that are bound to pve2, but take 24 with one machine down.",
            ],
        ],
    },
    {
        title: "passes as many as they take",
        stack: [...twoHosts, boundClass(topologies(["pve2"])), ...boundClaims(24)],
        judged: ["node-1", "node-2", "node-3"],
    },
    ...[topologies(["pve1", "pve2"]), undefined, topologies(unknown.list)].map((terms, at) => ({
        title: `counts volumes that are bound to no single host to no host: ${String(at)}`,
        stack: [...twoHosts, boundClass(terms), ...boundClaims(25)],
        judged: ["node-1", "node-2", "node-3"],
    })),
    {
        title: "judges no machine without volumes",
        stack: [machine({ tags: ["talos"] }), ...claims(99)],
        judged: [],
    },
    {
        title: "judges no machine whose tags are not known",
        stack: [machine({ tags: unknown.list }), ...claims(99)],
        judged: [],
    },
    { title: "judges nothing in a stack without machines", stack: claims(99), judged: [] },
]);

test("volumes-within-node-limit says why it judges nothing, where there is something to say", () => {
    expect(verdictOf(volumesWithinNodeLimit, claims(1)).note).toMatch(/No machine is tagged/);
    expect(verdictOf(volumesWithinNodeLimit, []).note).toBeUndefined();
});
