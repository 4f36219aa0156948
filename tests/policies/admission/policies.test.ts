import { apps } from "../../../apps";
import type { AdmissionPolicy } from "../../../catalogue/admission-policy";
import { admissionPolicies } from "../../../policies/admission/policies";
import { admissionRules } from "../../../policies/admission/rules";
import { houseAllowances, operators } from "../../../policies/allowances";
import { rules } from "../../../policies/rules";
import { asStored, evaluate, isObjectRule } from "../support/admission";
import { goodContainer } from "../support/pods";

const { relaxedNamespaces } = houseAllowances;
const policies = admissionPolicies(apps, []);

interface Asked {
    readonly namespace?: string;
    readonly by?: string;
    readonly policies?: readonly AdmissionPolicy[];
}

/** Names of the policies that an object breaks, as the API server would evaluate them. */
function broken(
    kind: string,
    object: Readonly<Record<string, unknown>>,
    { namespace = "immich", by = "owner", policies: asked = policies }: Asked = {},
): readonly string[] {
    const request = { namespace, userInfo: { username: by } };
    const metadata = { name: "it", namespace, ...(object["metadata"] as object) };
    const plural = `${kind.toLowerCase()}${kind.endsWith("s") ? "es" : "s"}`;
    const lists = (rules: AdmissionPolicy["resources"]) =>
        rules.some(({ resources }) => resources.includes(plural) || resources.includes("*"));
    return asked
        .filter(({ namespaces = [namespace] }) => namespaces.includes(namespace))
        .filter(({ resources, except = [] }) => lists(resources) && !lists(except))
        .filter(({ conditions, variables, validations }) => {
            const seen = { object: asStored({ ...object, kind, metadata }), request };
            if (!conditions.every(({ expression }) => evaluate(expression, seen) === true)) {
                return false;
            }
            const known: Record<string, unknown> = {};
            for (const { name, expression } of variables) {
                known[name] = evaluate(expression, { ...seen, variables: known });
            }
            return validations.some(
                ({ expression }) => evaluate(expression, { ...seen, variables: known }) !== true,
            );
        })
        .map(({ name }) => name);
}

const pod = (more: object = {}, spec: object = {}) => ({
    spec: {
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
        containers: [{ ...goodContainer, ...more }],
        ...spec,
    },
});
const privileged = pod({
    securityContext: { ...goodContainer.securityContext, privileged: true },
});
const plain = { type: "Opaque", data: { password: "eA==" } };

it("asks every rule whose conditions are data, and no other", () => {
    const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
    // Of these the API server is asked the half that is about one object.
    const halves = ["claim-mounted-by-owner"];
    expect([...new Set(names(admissionRules))].sort()).toEqual(
        [...names(rules.filter(isObjectRule)), ...halves].sort(),
    );
});

it("is few policies, each saying whose rule it is in one line", () => {
    expect(policies.map(({ name, level }) => [name, level])).toEqual([
        ["homelab-pods", "mandatory"],
        ["homelab-objects", "mandatory"],
        ["homelab-namespaced", "mandatory"],
        ["homelab-pods-advised", "advisory"],
        ["homelab-objects-advised", "advisory"],
    ]);
    for (const { message } of policies.flatMap(({ validations }) => validations)) {
        expect(message).toMatch(/^[A-Z]{3}-\d\d [a-z0-9-]+: must [^\n]+\.$/);
    }
});

it("is evaluated again only for kinds that a rule is about", () => {
    const kinds = policies.flatMap(({ resources }) => resources.flatMap((each) => each.resources));
    expect(new Set(kinds)).toEqual(
        new Set([
            ...["pods", "replicationcontrollers", "deployments", "statefulsets", "daemonsets"],
            ...["replicasets", "jobs", "cronjobs", "configmaps", "secrets", "services"],
            ...["namespaces", "roles", "clusterroles", "networkpolicies", "storageclasses"],
            ...["httproutes", "grpcroutes", "tcproutes", "tlsroutes"],
            ...[
                "sealedsecrets",
                "clusters",
                "persistentvolumeclaims",
                "ciliumnetworkpolicies",
                "ciliumclusterwidenetworkpolicies",
                "poolers",
                "*",
            ],
        ]),
    );
});

it("lets a sound pod in", () => {
    expect(broken("Pod", pod())).toEqual([]);
});

it("refuses a privileged pod, also as a template", () => {
    expect(broken("Pod", privileged)).toEqual(["homelab-pods"]);
    expect(broken("Deployment", { spec: { template: privileged } })).toEqual(["homelab-pods"]);
});

it("lets pods do what the allowances of their namespace say", () => {
    expect(broken("Pod", privileged, { namespace: "velero" })).toEqual([]);
    expect(broken("Pod", privileged, { namespace: "nowhere" })).toEqual(["homelab-pods"]);
});

it.each([...relaxedNamespaces, ...apps].map(({ name }) => name))(
    "is as strict in %s as its declaration",
    (namespace) => {
        const declared =
            apps.find(({ name }) => name === namespace)?.podSecurity ??
            relaxedNamespaces.find(({ name }) => name === namespace)?.podSecurity;
        expect(broken("Pod", privileged, { namespace })).toEqual(
            declared === "privileged" ? [] : ["homelab-pods"],
        );
        const root = pod({}, { securityContext: {} });
        expect(broken("Pod", root, { namespace })).toEqual(
            declared === "restricted" ? ["homelab-pods"] : [],
        );
    },
);

it("lets no namespace but Kubernetes' own run without limits", () => {
    const unbounded = pod({ resources: {} });
    expect(broken("Pod", unbounded, { namespace: "velero" })).toEqual(["homelab-pods"]);
    expect(broken("Pod", unbounded, { namespace: "kube-system" })).toEqual([]);
});

it("refuses plain Secrets in every namespace, by anybody but the controllers that make them", () => {
    for (const namespace of ["immich", "kube-system", "sealed-secrets"]) {
        expect(broken("Secret", plain, { namespace })).toEqual(["homelab-objects"]);
    }
    const by = (account: string) => broken("Secret", plain, { by: account });
    for (const { namespace, account } of operators) {
        expect(by(`system:serviceaccount:${namespace}:${account}`)).toEqual([]);
        expect(by(`system:serviceaccount:immich:${account}`)).toEqual(["homelab-objects"]);
    }
    expect(by("system:serviceaccount:argocd:argocd-application-controller")).toEqual([
        "homelab-objects",
    ]);
});

it.each([
    "system:kube-controller-manager",
    "system:apiserver",
    "system:node:worker-01",
    "talos:admin",
    "system:serviceaccount:kube-system:replicaset-controller",
])("leaves what %s makes alone", (by) => {
    expect(broken("Pod", privileged, { by })).toEqual([]);
});

it("lets go of what is being deleted", () => {
    const metadata = { deletionTimestamp: "2026-01-01T00:00:00Z" };
    expect(broken("Pod", { ...privileged, metadata })).toEqual([]);
});

it("refuses ways in beside the gateway", () => {
    expect(broken("Service", { spec: { type: "NodePort" } })).toEqual(["homelab-objects"]);
    expect(broken("Service", { spec: { type: "ClusterIP" } })).toEqual([]);
    const gateway = { metadata: { name: "traefik" }, spec: { type: "LoadBalancer" } };
    expect(broken("Service", gateway, { namespace: "traefik" })).toEqual([]);
});

it("refuses storage that would not last", () => {
    const lost = { provisioner: "csi.proxmox.sinextra.dev", reclaimPolicy: "Delete" };
    expect(broken("StorageClass", lost)).toEqual(["homelab-objects"]);
});

it.each([
    // As the API server writes them down: 1.5Gi, 10G, 10.3Gi, 1Ki and 64.5Ti.
    ["1536Mi", []],
    ["64Ti", []],
    ["10G", ["homelab-objects"]],
    ["11059540787200m", ["homelab-objects"]],
    ["1Ki", ["homelab-objects"]],
    ["66048Gi", ["homelab-objects"]],
])("reads a volume's size of %s", (storage, expected) => {
    const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } } };
    expect(broken("PersistentVolumeClaim", { spec })).toEqual(expected);
    const set = { template: pod(), volumeClaimTemplates: [{ spec }] };
    expect(broken("StatefulSet", { spec: set })).toEqual(expected);
});

it("refuses whatever is put into the namespace default, but what is noted there", () => {
    const home = { namespace: "default" };
    const asked = ["ConfigMap", "Ingress", "Unicorn", "Event"];
    expect(asked.filter((kind) => broken(kind, {}, home).length > 0)).toEqual([
        "ConfigMap",
        "Ingress",
        "Unicorn",
    ]);
    expect(asked.filter((kind) => broken(kind, {}).length > 0)).toEqual([]);
    const service = { spec: { type: "ClusterIP" } };
    expect(broken("Service", service, home)).toEqual(["homelab-namespaced"]);
    expect(broken("Service", service, { ...home, by: "talos:admin" })).toEqual([]);
    const exempt = admissionPolicies(apps, [{ rule: "default-namespace-unused" }]);
    expect(broken("ConfigMap", {}, { ...home, policies: exempt })).toEqual([
        "homelab-namespaced-advised",
    ]);
});

it("refuses namespaces that would let more pods in than is declared", () => {
    const named = (name: string, enforce: string) => ({
        metadata: {
            name,
            labels: Object.fromEntries(
                Object.entries({ enforce, warn: "restricted", audit: "restricted" }).map(
                    ([mode, level]) => [`pod-security.kubernetes.io/${mode}`, level],
                ),
            ),
        },
    });
    expect(broken("Namespace", named("immich", "restricted"))).toEqual([]);
    expect(broken("Namespace", named("immich", "baseline"))).toEqual(["homelab-objects"]);
    expect(broken("Namespace", named("velero", "privileged"))).toEqual([]);
    expect(broken("Namespace", named("velero", "baseline"))).toEqual(["homelab-objects"]);
    expect(broken("Namespace", { metadata: { name: "by-hand" } })).toEqual(["homelab-objects"]);
});

it("refuses credentials in variables, on command lines and in config maps", () => {
    const found = [
        pod({ env: [{ name: "DB_PASSWORD", value: "hunter2" }] }),
        pod({ env: [{ name: "DB", value: "postgres://app:hunter2@db" }] }),
        pod({ args: ["--key", "AKIAABCDEFGHIJKLMNOP"] }),
        pod({ env: [{ name: "HOOK", value: "http://hooks.example.org" }] }),
        pod({ env: [{ name: "DB_PASSWORD", valueFrom: { secretKeyRef: {} } }] }),
        pod({ env: [{ name: "DB_PASSWORD_FILE", value: "/run/secrets/db" }] }),
    ].map((object) => broken("Pod", object).length);
    expect(found).toEqual([1, 1, 1, 1, 0, 0]);
    expect(broken("ConfigMap", { data: { apiToken: "hunter2" } })).toEqual(["homelab-objects"]);
    expect(broken("ConfigMap", { data: { "app.conf": "level = 3\n" } })).toEqual([]);
});

it("only advises what is only advised", () => {
    const byTag = pod({ image: "docker.io/library/app:1.2.3" });
    expect(broken("Pod", byTag)).toEqual(["homelab-pods-advised"]);
});

it("warns of what the owner lives with for a time", () => {
    const exempt = admissionPolicies(apps, [{ rule: "pod-unprivileged" }]);
    expect(broken("Pod", privileged, { policies: exempt })).toEqual(["homelab-pods-advised"]);
});
