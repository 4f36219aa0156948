import { storageClassWaitsForPod } from "../../policies/rules/storage-class-waits-for-pod";
import { machine, secondMachine } from "./machine-samples";
import { claim, storageClass } from "./storage-class-samples";
import { testRule, unknown } from "./support";

const judged = ["kept-g1"];
const oneHost = [machine(), secondMachine()];
const twoHosts = [machine(), secondMachine({ nodeName: "pve2" })];
const bound = (volumeBindingMode: unknown) => storageClass({ volumeBindingMode });
const wait = [
    ["kept-g1", "The storage class kept-g1 must set volumeBindingMode to WaitForFirstConsumer."],
] as const;
const either = [
    [
        "kept-g1",
        "The storage class kept-g1 must set volumeBindingMode to WaitForFirstConsumer or Immediate.",
    ],
] as const;

testRule(storageClassWaitsForPod, [
    {
        title: "passes a class that waits, with several hosts",
        stack: [...twoHosts, storageClass()],
        judged,
    },
    { title: "passes a class that waits, with one", stack: [...oneHost, storageClass()], judged },
    {
        title: "passes an immediate one with one host",
        stack: [...oneHost, bound("Immediate")],
        judged,
    },
    {
        title: "passes an immediate one where no machine is known",
        stack: [bound("Immediate")],
        judged,
    },
    { title: "judges nothing but classes", stack: [...twoHosts, claim()], judged: [] },
    {
        title: "refuses an immediate one with several hosts",
        stack: [...twoHosts, bound("Immediate")],
        judged,
        finds: wait,
    },
    {
        title: "counts a machine whose host is not said as on another",
        stack: [machine(), secondMachine({ nodeName: unknown.text }), bound("Immediate")],
        judged,
        finds: wait,
    },
    ...[undefined, "immediate", unknown.text].flatMap((mode) => [
        {
            title: `refuses ${JSON.stringify(mode)} with several hosts`,
            stack: [...twoHosts, bound(mode)],
            judged,
            finds: wait,
        },
        {
            title: `refuses ${JSON.stringify(mode)} with one`,
            stack: [...oneHost, bound(mode)],
            judged,
            finds: either,
        },
    ]),
]);
