import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { platformAsset } from "../../../catalogue/platform-assets";
import { platformPods } from "../../../catalogue/requests/platform-pods";
import { networkPolicy } from "../network-policy";
import { podService } from "../pod-service";
import { SealedSecret } from "../secrets";
import { restrictedContainer, restrictedPod } from "../restricted-pod";
import { collectorPods, observabilityNamespace } from "./names";

const image =
    "docker.io/prompve/prometheus-pve-exporter:3.9.0@sha256:78a58df7a31c9fbee94962cd06422672668529de6421892df9aed4b6cee0757f";
const port = 9221;
const exporter = "proxmox-exporter";
const pods = { "app.kubernetes.io/name": exporter } as const;

export interface ProxmoxExporterArgs {
    /** Account that may look, and change nothing. */
    readonly account: {
        /** `user@realm!token`. */
        readonly tokenId: pulumi.Input<string>;
        readonly tokenSecret: pulumi.Input<string>;
    };
    /** Whether Proxmox has a certificate that anybody can check. */
    readonly verified: boolean;
    /** LAN in which the Proxmox API stands. */
    readonly lanCidr: string;
    readonly proxmoxPort: number;
    /** Certificate that credentials are sealed with, PEM. */
    readonly sealingCertificate: pulumi.Input<string>;
}

/**
 * Turns what Proxmox knows of its hosts, machines and pools into metrics.
 *
 * @see https://github.com/prometheus-pve/prometheus-pve-exporter
 */
export class ProxmoxExporter extends pulumi.ComponentResource {
    constructor(name: string, args: ProxmoxExporterArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:ProxmoxExporter", name, { lanCidr: args.lanCidr }, opts);
        const inside = { parent: this };
        const metadata = { name: exporter, namespace: observabilityNamespace };

        const [user, token] = [0, 1].map((part) =>
            pulumi.output(args.account.tokenId).apply((id) => id.split("!")[part] ?? ""),
        );
        const access = new SealedSecret(
            exporter,
            {
                namespace: observabilityNamespace,
                certificate: args.sealingCertificate,
                asset: platformAsset("proxmox-metrics-token"),
                values: {
                    PVE_USER: user ?? "",
                    PVE_TOKEN_NAME: token ?? "",
                    PVE_TOKEN_VALUE: args.account.tokenSecret,
                },
            },
            inside,
        );
        const allowed = networkPolicy(
            exporter,
            {
                namespace: observabilityNamespace,
                pods,
                ingress: [{ peers: [{ pods: collectorPods }], ports: [port] }],
                egress: [{ peers: [{ cidrs: [args.lanCidr] }], ports: [args.proxmoxPort] }],
            },
            inside,
        );
        podService(
            exporter,
            {
                namespace: observabilityNamespace,
                pods,
                spec: { ports: [{ name: "metrics", port, targetPort: port }] },
            },
            inside,
        );
        new k8s.apps.v1.Deployment(
            exporter,
            {
                metadata,
                spec: {
                    replicas: 1,
                    selector: { matchLabels: { ...pods } },
                    template: { metadata: { labels: { ...pods } }, spec: podSpec(args.verified) },
                },
            },
            { parent: this, dependsOn: [access, allowed] },
        );
        this.registerOutputs({ service: exporter });
    }
}

function podSpec(verified: boolean): k8s.types.input.core.v1.PodSpec {
    const probe = { tcpSocket: { port }, periodSeconds: 20 };
    return {
        automountServiceAccountToken: false,
        securityContext: restrictedPod(101),
        containers: [
            {
                name: "exporter",
                image,
                // One request for each guest less; nothing of it is kept.
                args: ["--no-collector.config", "--no-collector.subscription"],
                envFrom: [{ secretRef: { name: exporter } }],
                env: [{ name: "PVE_VERIFY_SSL", value: String(verified) }],
                ports: [{ name: "metrics", containerPort: port }],
                readinessProbe: probe,
                livenessProbe: probe,
                resources: platformPods.exporters.proxmox.containers.exporter,
                securityContext: restrictedContainer(),
                volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
            },
        ],
        volumes: [{ name: "tmp", emptyDir: { sizeLimit: "16Mi" } }],
    };
}
