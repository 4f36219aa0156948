import { volumeTopologyMatchesHost } from "../../policies/rules/volume-topology-matches-host";
import { machine, machineConfig } from "./machine-samples";
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
        title: "refuses malformed patches",
        stack: [machine(), driver(), machineConfig([": [", 7])],
        judged,
        finds: [zone, region],
    },
]);
