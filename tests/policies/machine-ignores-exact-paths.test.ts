import { machineIgnoresExactPaths } from "../../policies/rules/machine-ignores-exact-paths";
import { machine } from "./machine-samples";
import { resource, testRule } from "./support";

const judged = ["node-1"];
const ignoring = (...ignoreChanges: string[]) => [machine({}, { ignoreChanges })];
const refused = (path: string) =>
    [
        "node-1",
        `The virtual machine node-1 must not ignore changes of ${path}: name the exact path.`,
    ] as const;

testRule(machineIgnoresExactPaths, [
    { title: "passes a machine that ignores nothing", stack: ignoring(), judged },
    { title: "passes one disk", stack: ignoring("disks[0]"), judged },
    {
        title: "passes a part of one disk",
        stack: ignoring("disks[0].speed", "networkDevices[1].mtu"),
        judged,
    },
    {
        title: "judges nothing but machines",
        stack: [resource("talos:machine/secrets:Secrets", "pki", {}, { ignoreChanges: ["*"] })],
        judged: [],
    },
    ...["*", "disks[*]", "disks", "networkDevices", "cpu", "tpmState"].map((path) => ({
        title: `refuses ${path}`,
        stack: ignoring(path),
        judged,
        finds: [refused(path)],
    })),
    {
        title: "refuses each of several",
        stack: ignoring("disks", "disks[0]", "*"),
        judged,
        finds: [refused("disks"), refused("*")],
    },
    {
        title: "shows no path that is none",
        stack: ignoring("* $(secret)"),
        judged,
        finds: [refused("a whole")],
    },
    {
        title: "knows the provider's older name for a machine",
        stack: [
            resource(
                "proxmoxve:VM/virtualMachine:VirtualMachine",
                "node-1",
                {},
                { ignoreChanges: ["disks"] },
            ),
        ],
        judged,
        finds: [refused("disks")],
    },
]);
