import { providerExplicit } from "../../policies/rules/provider-explicit";
import { resource, testRule } from "./support";

const made = (provider: string | undefined, type = "kubernetes:core/v1:Service") =>
    resource(type, "web", {}, provider === undefined ? {} : { provider });
const judged = ["web"];
const refused = [
    ["web", "The resource web must name its provider, not use a default one."],
] as const;

testRule(providerExplicit, [
    { title: "passes a provider of the program", stack: [made("kubernetes")], judged },
    {
        title: "passes one whose name only contains the word",
        stack: [made("my-default_provider")],
        judged,
    },
    {
        title: "judges no component, which has no provider",
        stack: [made(undefined, "homelab:index:Homelab")],
        judged: [],
    },
    {
        title: "judges no provider",
        stack: [made(undefined, "pulumi:providers:kubernetes")],
        judged: [],
    },
    {
        title: "judges no dynamic resource, which acts on nothing but the state",
        stack: [made("default", "pulumi-nodejs:dynamic/homelab:Sealing")],
        judged: [],
    },
    {
        title: "judges no stack reference",
        stack: [made("default", "pulumi:pulumi:StackReference")],
        judged: [],
    },
    ...["default", "default_4_34_2", "default_"].map((provider) => ({
        title: `refuses ${provider}`,
        stack: [made(provider)],
        judged,
        finds: refused,
    })),
    {
        title: "refuses it for machines too",
        stack: [made("default_8_6_0", "proxmoxve:index/vmLegacy:VmLegacy")],
        judged,
        finds: refused,
    },
]);
