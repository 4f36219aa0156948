import { guestAgentMatchesImage } from "../../policies/rules/guest-agent-matches-image";
import { machine } from "./machine-samples";
import { kube, resource, testRule, unknown } from "./support";

const withAgent =
    "customization:\n  systemExtensions:\n    officialExtensions: [siderolabs/qemu-guest-agent]\n";
const image = (schematic: unknown = withAgent) =>
    resource("talos:imageFactory/schematic:Schematic", "image", { schematic });
const judged = ["node-1"];
const says = (text: string) => ["node-1", `The virtual machine node-1 must ${text}`] as const;
const absent = says("not enable the guest agent: its image does not contain it.");
const off = says("enable the guest agent, which its image contains.");
const late = says("set agent.timeout to 5m or less: the default waits 15 minutes.");
const enabled = (timeout: unknown) => ({ agent: { enabled: true, timeout } });

testRule(guestAgentMatchesImage, [
    { title: "passes an agent that the image has", stack: [image(), machine()], judged },
    {
        title: "passes no agent and an image without one",
        stack: [image("customization: {}"), machine({ agent: undefined })],
        judged,
    },
    {
        title: "judges nothing but machines",
        stack: [image(), kube("core/v1:Service", "web")],
        judged: [],
    },
    ...["customization: {}", "", ": not yaml: [", unknown.text, null].map((schematic) => ({
        title: `refuses an agent with the schematic ${JSON.stringify(schematic)}`,
        stack: [image(schematic), machine()],
        judged,
        finds: [absent],
    })),
    { title: "refuses an agent without any image", stack: [machine()], judged, finds: [absent] },
    ...[undefined, { enabled: false }, { enabled: "true" }, unknown.object].map((agent) => ({
        title: `refuses the agent ${JSON.stringify(agent)} with an image that has one`,
        stack: [image(), machine({ agent })],
        judged,
        finds: [off],
    })),
    ...["90s", "300s", "1m"].map((timeout) => ({
        title: `passes the timeout ${timeout}`,
        stack: [image(), machine(enabled(timeout))],
        judged,
    })),
    ...[undefined, "15m", "301s", "5", 300, unknown.text].map((timeout) => ({
        title: `refuses the timeout ${JSON.stringify(timeout)}`,
        stack: [image(), machine(enabled(timeout))],
        judged,
        finds: [late],
    })),
    {
        title: "passes a machine that says nothing of onBoot",
        stack: [image(), machine({ onBoot: undefined })],
        judged,
    },
    {
        title: "refuses one that stays off",
        stack: [image(), machine({ onBoot: false })],
        judged,
        finds: [says("start with its host: set onBoot.")],
    },
    ...[undefined, {}, { order: "1" }].map((startup) => ({
        title: `refuses the start order ${JSON.stringify(startup)}`,
        stack: [image(), machine({ startup })],
        judged,
        finds: [says("set startup.order, so that control planes come first.")],
    })),
]);
