import { clusterProviderSafe } from "../../policies/rules/cluster-provider-safe";
import { resource, testRule, unknown } from "./support";

const provider = (changes: object = {}) =>
    resource("pulumi:providers:kubernetes", "cluster", {
        clusterIdentifier: "home",
        enableServerSideApply: "true",
        ...changes,
    });
const judged = ["cluster"];
const says = (text: string) =>
    [["cluster", `The Kubernetes provider cluster must ${text}`]] as const;

testRule(clusterProviderSafe, [
    { title: "passes a cluster with a name of its own", stack: [provider()], judged },
    {
        title: "passes what is left at its default",
        stack: [provider({ enableServerSideApply: undefined })],
        judged,
    },
    {
        title: "passes switches that are off",
        stack: [provider({ deleteUnreachable: "false", skipUpdateUnreachable: false })],
        judged,
    },
    {
        title: "judges no other provider",
        stack: [resource("pulumi:providers:random", "random", {})],
        judged: [],
    },
    ...[undefined, "", unknown.text, 7].map((clusterIdentifier) => ({
        title: `refuses the identifier ${JSON.stringify(clusterIdentifier)}`,
        stack: [provider({ clusterIdentifier })],
        judged,
        finds: says("set clusterIdentifier to a value known at preview."),
    })),
    ...["false", false].map((enableServerSideApply) => ({
        title: `refuses server-side apply ${JSON.stringify(enableServerSideApply)}`,
        stack: [provider({ enableServerSideApply })],
        judged,
        finds: says("not turn enableServerSideApply off."),
    })),
    ...["deleteUnreachable", "skipUpdateUnreachable", "upsertExistingObjects"].map((key) => ({
        title: `refuses ${key}`,
        stack: [provider({ [key]: "true" })],
        judged,
        finds: says(`not set ${key}.`),
    })),
    {
        title: "refuses a switch that is not known",
        stack: [provider({ deleteUnreachable: unknown.text })],
        judged,
        finds: says("not set deleteUnreachable."),
    },
]);
