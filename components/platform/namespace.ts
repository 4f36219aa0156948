import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { PodSecurity } from "../../catalogue/app-spec";
import type { Classification } from "../../catalogue/classification";
import { labelKeys } from "../../catalogue/labels";
import { networkPolicy } from "./network-policy";

export interface IsolatedNamespaceArgs {
    /** The highest class of what it holds. */
    readonly classification: Classification;
    readonly podSecurity: PodSecurity;
    /** Set when the gateway may route into it. */
    readonly reach?: "internal" | "external";
    /** Deleting a namespace deletes its claims, so those with data are guarded. */
    readonly protected: boolean;
}

/** A namespace that denies all traffic but name look-ups until a policy allows it. */
export class IsolatedNamespace extends pulumi.ComponentResource {
    /** Resolves when the namespace and its default are in place. */
    readonly namespace: k8s.core.v1.Namespace;
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: IsolatedNamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:IsolatedNamespace", name, args, opts);

        this.namespace = new k8s.core.v1.Namespace(
            name,
            {
                metadata: {
                    name,
                    labels: {
                        [labelKeys.classification]: args.classification,
                        "pod-security.kubernetes.io/enforce": args.podSecurity,
                        "pod-security.kubernetes.io/warn": "restricted",
                        "pod-security.kubernetes.io/audit": "restricted",
                        ...(args.reach && { [labelKeys.reach]: args.reach }),
                    },
                },
            },
            { parent: this, protect: args.protected },
        );
        const inside = { parent: this, dependsOn: [this.namespace] };
        const deny = new k8s.networking.v1.NetworkPolicy(
            `${name}-default-deny`,
            {
                metadata: { name: "default-deny", namespace: name },
                spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
            },
            inside,
        );
        const dns = { pods: { "k8s-app": "kube-dns" }, namespace: "kube-system" };
        const names = networkPolicy(
            "allow-dns",
            {
                namespace: name,
                pods: {},
                egress: [
                    { peers: [dns], ports: [53], protocol: "UDP" },
                    { peers: [dns], ports: [53] },
                ],
            },
            inside,
        );
        this.ready = [this.namespace, deny, names];
        this.registerOutputs({ namespace: name, classification: args.classification });
    }
}
