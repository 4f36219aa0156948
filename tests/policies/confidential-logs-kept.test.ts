import { confidentialLogsKept } from "../../policies/rules/confidential-logs-kept";
import { kube, resource, testRule, unknown } from "./support";
import { testChanges } from "./support/changes";

const keep = (regex: string, more = "") => `
    rule {
        source_labels = ["__meta_kubernetes_namespace"]
        regex         = ${regex}
        action        = "keep"${more}
    }`;
const river = (rules: string, targets = "discovery.relabel.pod_logs.output", more = "") => `
// what reads pods
discovery.relabel "pod_logs" {
    targets = discovery.kubernetes.pods.targets${rules}
}
loki.source.kubernetes "pods" {
    targets    = ${targets}
    forward_to = [
        loki.write.cloud.receiver,
    ]
}
/* the sink */
loki.write "cloud" { endpoint { url = "https://logs.example.org" } }
${more}`;
const map = (text: unknown) =>
    kube(
        "core/v1:ConfigMap",
        "map",
        { data: { "pipeline.river": text } },
        { name: "collector", namespace: "observability" },
    );
const namespace = (classification: unknown, name = "notes") =>
    kube(
        "core/v1:Namespace",
        `namespace-${name}`,
        {},
        { name, namespace: undefined, labels: { "data.homelab/classification": classification } },
    );
const owner = (...names: unknown[]) =>
    resource("homelab:platform:Observability", "observability", { namedByOwner: names });

const title = "The config map observability/collector must";
const unnamed = `${title} read the logs of pods in named namespaces only: keep them by a rule on __meta_kubernetes_namespace.`;
const confidential = (name: string) =>
    `${title} not read the logs of ${name}, which holds confidential data or nobody knows what.`;
const itself = `${title} log at level info or above itself.`;

const shop = namespace("internal", "shop");
const cases = (list: readonly (readonly [string, string, ...string[]])[]) =>
    list.map(([name, text, ...says]) => ({
        title: name,
        stack: [shop, map(text)],
        judged: ["map"],
        finds: says.map((each) => ["map", each] as const),
    }));

testRule(
    confidentialLogsKept,
    cases([
        ["passes a namespace of harmless data", river(keep('"shop"'))],
        ["passes a text in backquotes", river(keep("`shop`"))],
        ["passes info", river(keep('"shop"'), undefined, 'logging {\n    level = "info"\n}')],
        [
            "passes logs that are no pods'",
            'loki.source.file "audit" {\n    targets = local.file_match.audit.targets\n}',
        ],
        [
            "refuses a namespace that nobody knows",
            river(keep('"shop|other"')),
            confidential("other"),
        ],
        [
            "refuses each that is confidential",
            river(keep('"immich|vault|shop"')),
            confidential("immich"),
            confidential("vault"),
        ],
        ["refuses a pattern", river(keep('"sh.*"')), unnamed],
        ["refuses nothing to keep", river(keep('""')), unnamed],
        ["refuses no rule", river(""), unnamed],
        ["refuses to drop instead", river(keep('"shop"').replace("keep", "drop")), unnamed],
        ["refuses another label", river(keep('"shop"').replace("namespace", "pod_name")), unnamed],
        [
            "refuses a label beside it",
            river(keep('"shop"').replace('"]', '", "__meta_kubernetes_pod_name"]')),
            unnamed,
        ],
        [
            "refuses a block of another name",
            river(keep('"shop"').replace("rule", "rules")),
            unnamed,
        ],
        [
            "refuses to read past the rule",
            river(keep('"shop"'), "discovery.kubernetes.pods.targets"),
            unnamed,
        ],
        [
            "refuses to read beside it",
            river(
                keep('"shop"'),
                "concat(discovery.relabel.pod_logs.output, discovery.kubernetes.pods.targets)",
            ),
            unnamed,
        ],
        [
            "refuses a rule of something else",
            river(keep('"shop"')).replace("discovery.relabel", "loki.relabel"),
            unnamed,
        ],
        ["refuses another reader", `loki.source.podlogs "all" { }`, unnamed],
        [
            "refuses the node's files of pods",
            'local.file_match "pods" {\n    path_targets = [{"__path__" = "/var/log/pods/*/*/*.log"}]\n}\nloki.source.file "pods" { }',
            unnamed,
        ],
        [
            "refuses debug",
            river(keep('"shop"'), undefined, 'logging {\n    level = "debug"\n}'),
            itself,
        ],
        ["reads what is cut short", 'loki.source.kubernetes "pods" {\n    targets = [', unnamed],
    ]),
);

testRule(confidentialLogsKept, [
    {
        title: "passes what the owner names",
        stack: [map(river(keep('"immich|other"'))), owner("immich", "other")],
        judged: ["map"],
    },
    {
        title: "passes nothing for a name that is not known",
        stack: [map(river(keep('"other"'))), owner(unknown.text)],
        judged: ["map"],
        finds: [["map", confidential("other")]],
    },
    ...["credentials", "sensitive"].map((classification) => ({
        title: `refuses a namespace of ${classification}`,
        stack: [map(river(keep('"shop"'))), namespace(classification, "shop")],
        judged: ["map"],
        finds: [["map", confidential("shop")]] as const,
    })),
    {
        title: "asks the catalogue when a namespace's label is not known",
        stack: [map(river(keep('"notes"'))), namespace(unknown.text)],
        judged: ["map"],
        finds: [["map", confidential("notes")]],
    },
    {
        title: "does not take a namespace's own word against the catalogue",
        stack: [map(river(keep('"immich"'))), namespace("public", "immich")],
        judged: ["map"],
        finds: [["map", confidential("immich")]],
    },
    ...[unknown.text, undefined, 'prometheus.scrape "a" { }', "loki: { a: 1 }"].map((text) => ({
        title: `leaves alone ${text === unknown.text ? "an unknown text" : String(text)}`,
        stack: [map(text)],
        judged: [],
    })),
]);

const levelled = (level: string) =>
    `log at level info or above (${level}): its logs leave the house.`;
const sending = [shop, map(river(keep('"shop"')))];

testChanges(
    confidentialLogsKept,
    {
        type: "kubernetes:helm.sh/v3:Release",
        name: "shop",
        props: {
            name: "shop",
            namespace: "shop",
            chart: "shop",
            values: { logs: { general: { level: "INFO" } }, env: { SHOP_LOG_LEVEL: "info" } },
        },
        beside: sending,
        says: "The release shop/shop must",
    },
    [
        [
            "refuses debug",
            { "values.logs.general.level": "DEBUG" },
            levelled("values.logs.general.level"),
        ],
        [
            "refuses a variable",
            { "values.env.SHOP_LOG_LEVEL": "trace" },
            levelled("values.env.SHOP_LOG_LEVEL"),
        ],
        ["refuses a value of its own", { "values.logLevel": "debug" }, levelled("values.logLevel")],
        ["passes levels of something else", { "values.compression": { level: "all" } }],
        ["passes levels that are not known", { "values.logs": unknown.object }],
    ],
);

const pod = (name: string, env: unknown, list = "containers") =>
    kube("core/v1:Pod", name, { spec: { [list]: [{ env }] } }, { namespace: "shop" });

testRule(confidentialLogsKept, [
    {
        title: "judges pods too, those that run before included",
        stack: [
            ...sending,
            pod("loud", [{ name: "A" }, { name: "LOG_LEVEL", value: "debug" }], "initContainers"),
            pod("quiet", [
                { name: "LOG_LEVEL", value: "warn" },
                { name: "DEBUG", value: "debug" },
            ]),
            pod("unknown", unknown.list),
        ],
        judged: ["map", "loud", "quiet", "unknown"],
        finds: [["loud", `The Pod shop/loud must ${levelled("spec.initContainers[0].env[1]")}`]],
    },
    {
        title: "lets pods whose logs stay say what they like",
        stack: [
            ...sending,
            kube("core/v1:Pod", "loud", {
                spec: { containers: [{ env: [{ name: "LOG_LEVEL", value: "debug" }] }] },
            }),
        ],
        judged: ["map"],
    },
]);
