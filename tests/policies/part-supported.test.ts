import { partSupported } from "../../policies/rules/part-supported";
import { kube, resource, testRule, unknown } from "./support";
import { testChanges } from "./support/changes";

const agent = "rest on Grafana Agent, ended with November 2025: take Alloy.";
const bitnami =
    "rest on Bitnami's free images, ended with August 2025: take those of the project itself.";

testChanges(
    partSupported,
    {
        type: "kubernetes:helm.sh/v3:Release",
        name: "release",
        props: {
            name: "app",
            namespace: "immich",
            chart: "alloy",
            repositoryOpts: { repo: "https://grafana.github.io/helm-charts" },
            values: { image: { repository: "docker.io/grafana/alloy", tag: "v1" } },
        },
        says: "The release immich/app must not",
    },
    [
        ["refuses the agent's chart", { chart: "grafana-agent" }, agent],
        [
            "refuses the agent's image",
            { "values.image.repository": "docker.io/grafana/agent:v1" },
            agent,
        ],
        [
            "says of chart and image but once",
            { chart: "grafana-agent", "values.image.repository": "grafana/agent:v1" },
            agent,
        ],
        ["passes the agent's operator", { "values.image.repository": "grafana/agent-operator:v1" }],
        [
            "refuses Velero with restic",
            { chart: "velero", "values.configuration": { uploaderType: "restic" } },
            "rest on Velero's restic uploader, ended with Velero 1.17: take kopia.",
        ],
        [
            "passes Velero with Kopia",
            { chart: "velero", "values.configuration": { uploaderType: "kopia" } },
        ],
        [
            "refuses Bitnami's charts",
            { "repositoryOpts.repo": "https://charts.bitnami.com/bitnami" },
            bitnami,
        ],
        [
            "refuses Bitnami's charts in a registry",
            { repositoryOpts: {}, chart: "oci://registry-1.docker.io/bitnamicharts/redis" },
            bitnami,
        ],
        [
            "refuses Bitnami's images",
            { "values.image.repository": "docker.io/bitnami/redis" },
            bitnami,
        ],
        [
            "refuses what is left of them",
            { "values.image.repository": "docker.io/bitnamilegacy/redis" },
            bitnami,
        ],
        [
            "passes Sealed Secrets, which only come from the same house",
            { "repositoryOpts.repo": "https://bitnami-labs.github.io/sealed-secrets" },
        ],
        ["passes values that are not known", { values: unknown.object }],
    ],
);

const pod = (image: unknown) => ({
    spec: { jobTemplate: { spec: { template: { spec: { initContainers: [{ image }] } } } } },
});
testRule(partSupported, [
    {
        title: "refuses an image in a job",
        stack: [kube("batch/v1:CronJob", "job", pod("bitnami/kubectl:1"))],
        judged: ["job"],
        finds: [
            [
                "job",
                "The resource job must not rest on Bitnami's free images, ended with August 2025: take those of the project itself.",
            ],
        ],
    },
    {
        title: "passes another image",
        stack: [kube("batch/v1:CronJob", "job", pod("quay.io/house/bitnamish:1"))],
        judged: ["job"],
    },
    {
        title: "leaves alone what runs nothing",
        stack: [kube("batch/v1:CronJob", "job", pod(unknown.text)), resource("a:b/c:D", "a", {})],
        judged: [],
    },
]);
