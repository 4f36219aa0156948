import { objectExplicitlyNamed } from "../../policies/rules/object-explicitly-named";
import { resource, testRule, unknown } from "./support";

const named = (metadata: unknown, token = "core/v1:Service") =>
    resource(`kubernetes:${token}`, "web", { metadata });
const judged = ["web"];
const says = (kind: string, text: string) => ["web", `The ${kind} web must ${text}`] as const;
const whole = { name: "web", namespace: "apps" };

testRule(objectExplicitlyNamed, [
    { title: "passes an object with both", stack: [named(whole)], judged },
    {
        title: "passes one that lives in no namespace",
        stack: [named({ name: "web" }, "core/v1:Namespace")],
        judged,
    },
    {
        title: "passes custom kinds that live in none",
        stack: [named({ name: "web" }, "cert-manager.io/v1:ClusterIssuer")],
        judged,
    },
    {
        title: "judges no release, whose name is another property",
        stack: [named(undefined, "helm.sh/v3:Release")],
        judged: [],
    },
    {
        title: "judges nothing but Kubernetes' objects",
        stack: [resource("random:index/randomUuid:RandomUuid", "web", {})],
        judged: [],
    },
    ...[undefined, {}, "text", unknown.object, { name: "", namespace: "" }].map((metadata) => ({
        title: `refuses the metadata ${JSON.stringify(metadata)}`,
        stack: [named(metadata)],
        judged,
        finds: [says("Service", "set metadata.name."), says("Service", "set metadata.namespace.")],
    })),
    {
        title: "refuses a name left out",
        stack: [named({ namespace: "apps" })],
        judged,
        finds: [says("Service", "set metadata.name.")],
    },
    {
        title: "refuses a namespace left out",
        stack: [named({ name: "web" })],
        judged,
        finds: [says("Service", "set metadata.namespace.")],
    },
    {
        title: "refuses a namespace left out of a custom kind",
        stack: [named({ name: "web" }, "postgresql.cnpg.io/v1:Cluster")],
        judged,
        finds: [says("Cluster", "set metadata.namespace.")],
    },
    {
        title: "refuses a name that is not known",
        stack: [named({ ...whole, name: unknown.text })],
        judged,
        finds: [says("Service", "set metadata.name.")],
    },
    {
        title: "refuses a name that the provider made up",
        stack: [
            named({
                name: "web-1a2b3c4d",
                namespace: "apps",
                annotations: { "pulumi.com/autonamed": "true" },
            }),
        ],
        judged,
        finds: [says("Service", "set metadata.name.")],
    },
    {
        title: "refuses a generated name",
        stack: [named({ ...whole, generateName: "web-" })],
        judged,
        finds: [says("Service", "not use metadata.generateName.")],
    },
    {
        title: "sees the items of a list",
        stack: [
            resource("kubernetes:core/v1:ServiceList", "web", { items: [{ metadata: whole }, {}] }),
        ],
        judged,
        finds: [says("Service", "set metadata.name."), says("Service", "set metadata.namespace.")],
    },
]);
