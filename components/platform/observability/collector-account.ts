import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { observabilityNamespace } from "./names";

/** What the collector may read of the cluster: what runs, its logs and events, nodes' metrics. */
export function collectorAccount(opts: pulumi.CustomResourceOptions): pulumi.Resource[] {
    const metadata = { name: "collector", namespace: observabilityNamespace };
    const account = new k8s.core.v1.ServiceAccount("collector", { metadata }, opts);
    const role = new k8s.rbac.v1.ClusterRole(
        "collector",
        {
            metadata: { name: "collector" },
            rules: [
                {
                    apiGroups: [""],
                    resources: ["pods", "nodes", "namespaces", "events"],
                    verbs: ["get", "list", "watch"],
                },
                { apiGroups: [""], resources: ["pods/log", "nodes/metrics"], verbs: ["get"] },
                { nonResourceURLs: ["/metrics"], verbs: ["get"] },
            ],
        },
        opts,
    );
    const binding = new k8s.rbac.v1.ClusterRoleBinding(
        "collector",
        {
            metadata: { name: "collector" },
            roleRef: {
                apiGroup: "rbac.authorization.k8s.io",
                kind: "ClusterRole",
                name: "collector",
            },
            subjects: [{ kind: "ServiceAccount", ...metadata }],
        },
        { ...opts, dependsOn: [account, role] },
    );
    return [account, role, binding];
}
