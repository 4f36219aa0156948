import { containerBounded } from "../../policies/rules/container-bounded";
import { imageDigestPinned } from "../../policies/rules/image-digest-pinned";
import { imagePinned } from "../../policies/rules/image-pinned";
import { podProbed } from "../../policies/rules/pod-probed";
import { podVolumeOwn } from "../../policies/rules/pod-volume-own";
import { podWithoutToken } from "../../policies/rules/pod-without-token";
import { goodContainer, testPodRule } from "./support/pods";

const bounded = (resources: unknown) => ({ container: { resources } });
testPodRule(containerBounded, [
    { title: "passes requests and a limit" },
    {
        title: "passes whole numbers",
        ...bounded({ requests: { cpu: 1, memory: 1024 }, limits: { memory: 1024 } }),
    },
    {
        title: "refuses no resources",
        ...bounded(null),
        says: ["request cpu and memory", "have a limit of memory"],
    },
    {
        title: "refuses no request of memory",
        ...bounded({ requests: { cpu: "1" }, limits: { memory: "1Gi" } }),
        says: "request cpu and memory",
    },
    {
        title: "refuses no request of cpu",
        ...bounded({ requests: { memory: "1Gi" }, limits: { memory: "1Gi" } }),
        says: "request cpu and memory",
    },
    {
        title: "refuses no limit",
        ...bounded({ requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1" } }),
        says: "have a limit of memory",
    },
]);

const registry =
    "name an image from one of docker.io, ghcr.io, quay.io, registry.k8s.io, gcr.io, public.ecr.aws, mcr.microsoft.com, ecr-public.aws.com";
const image = (name: unknown) => ({ container: { image: name } });
const version = "name an image with a version or digest";
testPodRule(imagePinned, [
    { title: "passes tag and digest" },
    { title: "passes a version", ...image("ghcr.io/immich-app/immich-server:v2.6.3") },
    { title: "passes a version with a suffix", ...image("docker.io/library/postgres:18.3-alpine") },
    { title: "passes a digest", ...image(`quay.io/a/b@sha256:${"0".repeat(64)}`) },
    { title: "refuses latest", ...image("docker.io/library/app:latest"), says: version },
    { title: "refuses no tag", ...image("docker.io/library/app"), says: version },
    {
        title: "refuses a channel",
        ...image("ghcr.io/immich-app/immich-server:release"),
        says: version,
    },
    {
        title: "refuses a short digest",
        ...image("docker.io/library/app@sha256:abc"),
        says: version,
    },
    { title: "refuses a registry left out", ...image("nginx:1.29.1"), says: registry },
    {
        title: "refuses an unknown registry",
        ...image("evil.example/docker.io/app:1.0"),
        says: registry,
    },
    { title: "refuses no image", ...image(null), says: [registry, version] },
    {
        title: "refuses images pulled anew each time",
        container: { imagePullPolicy: "Always" },
        says: "keep the pull policy IfNotPresent",
    },
]);

const digest = "pin its image by digest";
testPodRule(imageDigestPinned, [
    { title: "passes tag and digest" },
    { title: "passes a digest", ...image(`quay.io/a/b@sha256:${"0".repeat(64)}`) },
    { title: "refuses a tag", ...image("docker.io/library/app:1.2.3"), says: digest },
    { title: "refuses a digest of another form", ...image("a/b@md5:00"), says: digest },
    { title: "refuses no image", ...image(null), says: digest },
]);

const ready = "have a readiness probe on containers that open ports";
const alive = "have a liveness or startup probe on containers that open ports";
testPodRule(podProbed, [
    { title: "passes both probes" },
    {
        title: "passes a container without ports",
        container: { ports: [], readinessProbe: null, livenessProbe: null },
    },
    { title: "passes a startup probe", container: { livenessProbe: null, startupProbe: {} } },
    { title: "refuses no readiness probe", container: { readinessProbe: null }, says: ready },
    { title: "refuses no liveness probe", container: { livenessProbe: null }, says: alive },
    {
        title: "refuses neither",
        container: { readinessProbe: null, livenessProbe: null },
        says: [ready, alive],
    },
]);

const foreign = "mount no volume but claims, secrets, config maps and scratch space";
const volume = (source: object) => ({ pod: { volumes: [{ name: "data", ...source }] } });
testPodRule(podVolumeOwn, [
    { title: "passes scratch space" },
    { title: "passes a claim", ...volume({ persistentVolumeClaim: { claimName: "photos" } }) },
    { title: "passes a secret", ...volume({ secret: { secretName: "login" } }) },
    { title: "passes no volumes", pod: { volumes: null } },
    { title: "refuses a host path", ...volume({ hostPath: { path: "/" } }), says: foreign },
    { title: "refuses NFS", ...volume({ nfs: { server: "nas", path: "/" } }), says: foreign },
    { title: "refuses a volume of no kind", ...volume({}), says: foreign },
    {
        title: "refuses computed sub-paths",
        container: { volumeMounts: [{ name: "data", mountPath: "/a", subPathExpr: "$(A)" }] },
        says: "not use subPathExpr",
    },
    {
        title: "passes plain sub-paths",
        container: { volumeMounts: [{ name: "data", mountPath: "/a", subPath: "a" }] },
    },
]);

const token = "set automountServiceAccountToken to false, or name a service account of its own";
testPodRule(podWithoutToken, [
    { title: "passes no token" },
    {
        title: "passes an account of its own",
        pod: { automountServiceAccountToken: null, serviceAccountName: "reader" },
    },
    { title: "refuses silence", pod: { automountServiceAccountToken: null }, says: token },
    { title: "refuses a token", pod: { automountServiceAccountToken: true }, says: token },
    {
        title: "refuses the default account",
        pod: { automountServiceAccountToken: true, serviceAccountName: "default" },
        says: token,
    },
    {
        title: "passes the default account without its token",
        pod: { automountServiceAccountToken: false, serviceAccountName: "default" },
    },
    { title: "has nothing to say of containers", container: { name: goodContainer.name } },
]);
