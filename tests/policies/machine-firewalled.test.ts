import { machineFirewalled } from "../../policies/rules/machine-firewalled";
import { machine } from "./machine-samples";
import { kube, resource, testRule, unknown } from "./support";

const datacenter = (enabled: unknown = true) =>
    resource("proxmoxve:cluster/firewallLegacy:FirewallLegacy", "datacenter", { enabled });
const options = (changes: object = {}) =>
    resource("proxmoxve:firewall/optionsLegacy:OptionsLegacy", "options", {
        vmId: 101,
        enabled: true,
        inputPolicy: "DROP",
        ...changes,
    });
const judged = ["node-1"];
const open = [
    "node-1",
    "The virtual machine node-1 must stand behind the datacenter's firewall: turn it on.",
] as const;
const bare = [
    "node-1",
    "The virtual machine node-1 must set firewall on every network device.",
] as const;
const loose = [
    "node-1",
    "The virtual machine node-1 must have firewall options with enabled and input policy DROP.",
] as const;

testRule(machineFirewalled, [
    {
        title: "passes a machine behind all three",
        stack: [datacenter(), machine(), options()],
        judged,
    },
    {
        title: "judges nothing but machines",
        stack: [datacenter(), kube("core/v1:Service", "web")],
        judged: [],
    },
    ...[false, null, unknown.text, "true"].map((enabled) => ({
        title: `refuses the datacenter's firewall set to ${JSON.stringify(enabled)}`,
        stack: [datacenter(enabled), machine(), options()],
        judged,
        finds: [open],
    })),
    {
        title: "refuses a stack without the datacenter's firewall",
        stack: [machine(), options()],
        judged,
        finds: [open],
    },
    ...[
        [],
        undefined,
        [{ firewall: false }],
        [{}],
        [{ firewall: true }, { firewall: "true" }],
        unknown.list,
    ].map((networkDevices) => ({
        title: `refuses the network devices ${JSON.stringify(networkDevices)}`,
        stack: [datacenter(), machine({ networkDevices }), options()],
        judged,
        finds: [bare],
    })),
    {
        title: "refuses a machine without options",
        stack: [datacenter(), machine()],
        judged,
        finds: [loose],
    },
    ...[
        { vmId: 102 },
        { enabled: false },
        { inputPolicy: "ACCEPT" },
        { inputPolicy: undefined },
        { vmId: unknown.text },
    ].map((changes) => ({
        title: `refuses options with ${JSON.stringify(changes)}`,
        stack: [datacenter(), machine(), options(changes)],
        judged,
        finds: [loose],
    })),
    {
        title: "refuses options that match a machine without a number",
        stack: [datacenter(), machine({ vmId: undefined }), options({ vmId: undefined })],
        judged,
        finds: [loose],
    },
]);
