import { volumeTopologyMatchesHost } from "../../policies/rules/volume-topology-matches-host";
import { machine, machineConfig } from "./machine-samples";
import { storageClass, topologies } from "./storage-class-samples";
import { kube, resource, testRule, unknown } from "./support";

const driver = (region: unknown = "home") =>
    resource("homelab:platform:ProxmoxCsi", "driver", { region });
const labelled = (region: unknown, zone: unknown) =>
    machineConfig([
        {
            machine: {
                nodeLabels: {
                    "topology.kubernetes.io/region": region,
                    "topology.kubernetes.io/zone": zone,
                },
            },
        },
    ]);
const judged = ["config"];
const says = (text: string) => ["config", `The machine configuration config must ${text}`] as const;
const zone = says(
    "set the node label topology.kubernetes.io/zone to the host of the virtual machine node-1.",
);
const region = says(
    "set the node label topology.kubernetes.io/region to the volume driver's region.",
);
const lost = says("be for a machine of this stack, by one of its addresses.");

const limited = (allowedTopologies: unknown) => storageClass({ allowedTopologies });
const lostClass = [
    "kept-g1",
    "The storage class kept-g1 must name the volume driver's region and hosts of this stack's " +
        "machines in each of its allowedTopologies.",
] as const;

testRule(volumeTopologyMatchesHost, [
    { title: "passes labels that agree", stack: [machine(), driver(), machineConfig()], judged },
    {
        title: "passes any region where no driver is",
        stack: [machine(), labelled("else", "pve1")],
        judged,
    },
    {
        title: "judges nothing but configurations",
        stack: [machine(), driver(), kube("core/v1:Service", "web")],
        judged: [],
    },
    ...["pve2", "PVE1", undefined, ""].map((value) => ({
        title: `refuses the zone ${JSON.stringify(value)}`,
        stack: [machine(), driver(), labelled("home", value)],
        judged,
        finds: [zone],
    })),
    {
        title: "refuses a zone when the machine moved",
        stack: [machine({ nodeName: "pve9" }), driver(), machineConfig()],
        judged,
        finds: [zone],
    },
    {
        title: "refuses a zone when the machine's host is not known",
        stack: [machine({ nodeName: unknown.text }), driver(), machineConfig()],
        judged,
        finds: [zone],
    },
    ...["other", undefined, ""].map((value) => ({
        title: `refuses the region ${JSON.stringify(value)}`,
        stack: [machine(), driver(), labelled(value, "pve1")],
        judged,
        finds: [region],
    })),
    ...["away", null, unknown.text].map((value) => ({
        title: `refuses a driver told ${JSON.stringify(value)}`,
        stack: [machine(), driver(value), machineConfig()],
        judged,
        finds: [region],
    })),
    {
        title: "takes the last patch's word",
        stack: [
            machine(),
            driver(),
            machineConfig([
                {
                    machine: {
                        nodeLabels: {
                            "topology.kubernetes.io/region": "home",
                            "topology.kubernetes.io/zone": "pve2",
                        },
                    },
                },
                { machine: { nodeLabels: { "topology.kubernetes.io/zone": "pve1" } } },
            ]),
        ],
        judged,
    },
    ...["192.168.10.99", unknown.text, undefined].map((node) => ({
        title: `refuses a configuration for ${JSON.stringify(node)}`,
        stack: [machine(), driver(), machineConfig(undefined, node ?? null)],
        judged,
        finds: [lost],
    })),
    {
        title: "passes a class that is limited to the driver's region and a machine's host",
        stack: [machine(), driver(), limited(topologies(["pve1"]))],
        judged: ["kept-g1"],
    },
    ...[undefined, null, []].map((none) => ({
        title: `leaves a class alone that is limited by ${JSON.stringify(none)}`,
        stack: [machine(), driver(), limited(none)],
        judged: [],
    })),
    ...Object.entries({
        "another region": topologies(["pve1"], ["away"]),
        "a second region": topologies(["pve1"], ["home", "away"]),
        "no region": topologies(["pve1"], []),
        "a host without machines": topologies(["pve1", "pve2"]),
        "no host": topologies([]),
        "a host that is not known": topologies([unknown.text]),
        "hosts that are not known": topologies(unknown.list),
        "a second term that names nothing": [...topologies(["pve1"]), {}],
        "what is not known": unknown.list,
        "what is no list": "pve1",
    }).map(([title, value]) => ({
        title: `refuses a class that is limited to ${title}`,
        stack: [machine(), driver(), limited(value)],
        judged: ["kept-g1"],
        finds: [lostClass],
    })),
    {
        title: "refuses a class that is limited where the driver's region is not known",
        stack: [machine(), driver(unknown.text), limited(topologies(["pve1"]))],
        judged: ["kept-g1"],
        finds: [lostClass],
    },
    {
        title: "refuses malformed patches",
        stack: [machine(), driver(), machineConfig([": [", 7])],
        judged,
        finds: [zone, region],
    },
]);
