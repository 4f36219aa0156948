import { machineIdentityUnique } from "../../policies/rules/machine-identity-unique";
import { machine, secondMachine } from "./machine-samples";
import { kube, testRule, unknown } from "./support";

const first = ["node-1"];
const both = ["node-1", "node-2"];
const vmId = "vmId to a whole number from 100 on that is not 9999";
const address = "an IPv4 address with its prefix, like 192.168.10.21/24";
const mac = "macAddress to six bytes, like BC:24:11:00:00:65";
const mustSet = (form: string): [string, string] => [
    "node-1",
    `The virtual machine node-1 must set ${form}.`,
];
const shares = (what: string): [string, string][] => [
    [
        "node-1",
        `The virtual machine node-1 must have a ${what} of its own, but shares it with the virtual machine node-2.`,
    ],
    [
        "node-2",
        `The virtual machine node-2 must have a ${what} of its own, but shares it with the virtual machine node-1.`,
    ],
];
const addressed = (value: unknown) => ({
    initialization: { ipConfigs: [{ ipv4: { address: value } }] },
});
const wired = (value: unknown) => ({ networkDevices: [{ firewall: true, macAddress: value }] });

testRule(machineIdentityUnique, [
    {
        title: "passes machines that differ in all four",
        stack: [machine(), secondMachine()],
        judged: both,
    },
    { title: "judges nothing but machines", stack: [kube("core/v1:Service", "web")], judged: [] },
    ...[undefined, null, 99, 9999, 100.5, "101", -1].map((value) => ({
        title: `refuses the number ${String(value)}`,
        stack: [machine({ vmId: value })],
        judged: first,
        finds: [mustSet(vmId)],
    })),
    {
        title: "refuses an unknown number",
        stack: [machine({ vmId: unknown.text })],
        judged: first,
        finds: [mustSet(`${vmId} known at preview`)],
    },
    ...["-node", "a_b", "x".repeat(64)].map((name) => ({
        title: `refuses the name ${name}`,
        stack: [machine({ name })],
        judged: first,
        finds: [
            [
                "node-1",
                `The virtual machine ${/^[a-z]/.test(name) ? name : "(unprintable name)"} must set name to a DNS label.`,
            ] as [string, string],
        ],
    })),
    ...[undefined, "10.0.0.300/24", "192.168.10.21", "192.168.10.21/33", "dhcp", 4].map(
        (value) => ({
            title: `refuses the address ${String(value)}`,
            stack: [machine(addressed(value))],
            judged: first,
            finds: [mustSet(address)],
        }),
    ),
    {
        title: "refuses a machine without addresses",
        stack: [machine({ initialization: undefined })],
        judged: first,
        finds: [mustSet(address)],
    },
    ...[undefined, "BC:24:11:00:00", "BC-24-11-00-00-65", "ZZ:24:11:00:00:65"].map((value) => ({
        title: `refuses the MAC address ${String(value)}`,
        stack: [machine(wired(value))],
        judged: first,
        finds: [mustSet(mac)],
    })),
    {
        title: "refuses a machine without network",
        stack: [machine({ networkDevices: [] })],
        judged: first,
        finds: [mustSet(mac)],
    },
    {
        title: "refuses a number used twice",
        stack: [machine(), secondMachine({ vmId: 101 })],
        judged: both,
        finds: shares("number"),
    },
    {
        title: "refuses an address used twice",
        stack: [machine(), secondMachine(addressed("192.168.10.21/24"))],
        judged: both,
        finds: shares("address"),
    },
    {
        title: "refuses a MAC address used twice, in whichever case",
        stack: [machine(), secondMachine(wired("bc:24:11:00:00:65"))],
        judged: both,
        finds: shares("MAC address"),
    },
]);

test("refuses a name used twice", () => {
    const verdict = machineIdentityUnique.judge(
        { resources: [machine(), secondMachine({ name: "node-1" })], find: () => undefined },
        {} as never,
    );
    expect(verdict.findings.map(({ message }) => message)).toEqual([
        "The virtual machine node-1 must have a name of its own, but shares it with the virtual machine node-1.",
        "The virtual machine node-1 must have a name of its own, but shares it with the virtual machine node-1.",
    ]);
});
