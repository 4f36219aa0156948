import { partSupported } from "../../policies/rules/part-supported";
import { resource, unknown, verdictOf } from "./support";
import { testChanges } from "./support/changes";
import { testPodRule } from "./support/pods";

const agent = "not rest on Grafana Agent, ended with November 2025: take Alloy.";
const bitnami =
    "not rest on Bitnami's free images, ended with August 2025: take those of the project itself.";

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
        says: "The release immich/app must",
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
            "not rest on Velero's restic uploader, ended with Velero 1.17: take kopia.",
        ],
        [
            "passes Velero with Kopia",
            { chart: "velero", "values.configuration": { uploaderType: "kopia" } },
        ],
        [
            "passes another chart's setting of that name",
            { "values.configuration": { uploaderType: "restic" } },
        ],
        ["passes a text that is no image", { "values.note": "was docker.io/bitnami/redis" }],
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

testPodRule(partSupported, [
    {
        title: "refuses Bitnami's images",
        container: { image: "bitnami/kubectl:1" },
        says: bitnami.slice(0, -1),
    },
    {
        title: "refuses what is left of them",
        container: { image: "docker.io/bitnamilegacy/redis@sha256:00" },
        says: bitnami.slice(0, -1),
    },
    {
        title: "refuses the agent",
        container: { image: "grafana/agent:v1" },
        says: agent.slice(0, -1),
    },
    { title: "passes another image", container: { image: "quay.io/house/bitnamish:1" } },
    { title: "passes the agent's operator", container: { image: "grafana/agent-operator:v1" } },
]);
test("part-supported leaves alone what is no Kubernetes object", () => {
    expect(verdictOf(partSupported, [resource("a:b/c:D", "a", {})]).judged).toEqual([]);
});
