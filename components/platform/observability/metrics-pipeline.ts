import { type MetricJob, metricsOf, poolMetricsPort } from "../../../catalogue/metric-jobs";
import { serviceAddress } from "../../../catalogue/service-address";
import {
    observabilityNamespace,
    veleroMetricsPort,
    veleroNamespace,
    volsyncMetricsPort,
    volsyncNamespace,
} from "./names";
import { type Block, block, component, ref, type RiverValue } from "./river";

/** Where metrics of an app's own are. */
export interface AppMetrics {
    readonly app: string;
    readonly workload: string;
    readonly podLabels: Readonly<Record<string, string>>;
    readonly port: number;
    readonly path: string;
    /** Names that are kept. */
    readonly keep: readonly string[];
}

export interface MetricsPipelineArgs {
    readonly apps: readonly AppMetrics[];
    readonly traefik: { readonly namespace: string; readonly port: number };
    /** Host that answers for all of Proxmox. */
    readonly proxmox: string;
}

const kubernetes = "__meta_kubernetes";

/** Components that find what has metrics, ask it once a minute, and keep what is listed. */
export function metricsPipeline(args: MetricsPipelineArgs): Block[] {
    return [
        component("discovery.kubernetes", "pods", { role: "pod" }),
        component("discovery.kubernetes", "nodes", { role: "node" }),
        ...fromNodes("kubelet", [], clusterAccess),
        ...fromNodes("cadvisor", [], { ...clusterAccess, metrics_path: "/metrics/cadvisor" }),
        ...fromNodes("node", [nodePort(9100)]),
        ...fromNodes("etcd", [
            keep([`${kubernetes}_node_labelpresent_node_role_kubernetes_io_control_plane`], "true"),
            nodePort(2381),
        ]),
        ...fromService("kube-state-metrics", "kube-state-metrics", 8080, { honor_labels: true }),
        ...fromService("proxmox", "proxmox-exporter", 9221, {
            metrics_path: "/pve",
            params: { object: { target: [args.proxmox], cluster: ["1"], node: ["1"] } },
        }),
        ...fromPods("postgres", [
            keep([`${kubernetes}_pod_label_cnpg_io_cluster`], ".+"),
            keep([`${kubernetes}_pod_container_port_number`], "9187"),
            label(`${kubernetes}_pod_label_cnpg_io_cluster`, "cnpg_cluster"),
        ]),
        ...fromPods("pooler", [
            keep([`${kubernetes}_pod_label_cnpg_io_poolerName`], ".+"),
            podPort(poolMetricsPort),
            label(`${kubernetes}_pod_label_cnpg_io_poolerName`, "pooler"),
        ]),
        ...fromPods("traefik", [
            keep([`${kubernetes}_namespace`], args.traefik.namespace),
            keep([`${kubernetes}_pod_container_port_number`], String(args.traefik.port)),
        ]),
        ...fromPods("velero", [
            keep([`${kubernetes}_namespace`], veleroNamespace),
            keep([`${kubernetes}_pod_container_port_number`], String(veleroMetricsPort)),
        ]),
        ...fromPods(
            "volsync",
            [
                keep([`${kubernetes}_namespace`], volsyncNamespace),
                keep([`${kubernetes}_pod_label_app_kubernetes_io_name`], "volsync"),
                // Its port is in no list of the pod.
                podPort(volsyncMetricsPort),
            ],
            clusterAccess,
        ),
        ...args.apps.flatMap(fromApp),
    ];
}

/** Kubelets and VolSync show their metrics to whom the cluster allows it. */
const clusterAccess = {
    scheme: "https",
    bearer_token_file: "/var/run/secrets/kubernetes.io/serviceaccount/token",
};

function fromNodes(
    job: MetricJob,
    rules: readonly Block[],
    access: Block["attributes"] = {},
): Block[] {
    const named = nameOf(job);
    return [
        component(
            "discovery.relabel",
            named,
            { targets: ref("discovery.kubernetes.nodes.targets") },
            [...rules, label(`${kubernetes}_node_name`, "instance")],
        ),
        ...scrape(job, named, ref(`discovery.relabel.${named}.output`), access),
    ];
}

function fromPods(
    job: MetricJob,
    rules: readonly Block[],
    access: Block["attributes"] = {},
): Block[] {
    const named = nameOf(job);
    return [
        podTargets(named, rules),
        ...scrape(job, named, ref(`discovery.relabel.${named}.output`), access),
    ];
}

function fromService(
    job: MetricJob,
    service: string,
    port: number,
    access: Block["attributes"],
): Block[] {
    const address = `${serviceAddress(service, observabilityNamespace)}:${port}`;
    return scrape(job, nameOf(job), [{ object: { __address__: address } }], access);
}

function fromApp({ app, workload, podLabels, port, path, keep: names }: AppMetrics): Block[] {
    const named = nameOf(`app_${app}_${workload}_${port}`);
    return [
        podTargets(named, [
            keep([`${kubernetes}_namespace`], app),
            ...Object.entries(podLabels).map(([key, value]) =>
                keep([`${kubernetes}_pod_label_${key.replace(/[^A-Za-z0-9_]/g, "_")}`], value),
            ),
            podPort(port),
        ]),
        ...scrape(
            app,
            named,
            ref(`discovery.relabel.${named}.output`),
            { metrics_path: path },
            names,
        ),
    ];
}

function podTargets(named: string, rules: readonly Block[]): Block {
    return component(
        "discovery.relabel",
        named,
        { targets: ref("discovery.kubernetes.pods.targets") },
        [
            ...rules,
            label(`${kubernetes}_namespace`, "namespace"),
            label(`${kubernetes}_pod_name`, "instance"),
        ],
    );
}

function scrape(
    job: string,
    named: string,
    targets: RiverValue,
    access: Block["attributes"] = {},
    names: readonly string[] = metricsOf(job as MetricJob),
): Block[] {
    const overTls = access["scheme"] === "https";
    return [
        component(
            "prometheus.scrape",
            named,
            {
                targets,
                job_name: job,
                scrape_interval: "60s",
                ...access,
                forward_to: [ref(`prometheus.relabel.${named}.receiver`)],
            },
            // Talos' kubelets and VolSync make their serving certificates themselves.
            overTls ? [block("tls_config", { insecure_skip_verify: true })] : [],
        ),
        component(
            "prometheus.relabel",
            named,
            { forward_to: [ref("prometheus.remote_write.grafana_cloud.receiver")] },
            [
                keep(["__name__"], ["up", ...names].join("|")),
                ...(job === "cadvisor" ? containersOnly : []),
            ],
        ),
    ];
}

/** Sums over pods can be made from these again; labels that change with each container go. */
const containersOnly = [
    keep(["__name__", "container"], "up;|[^;]+;.+"),
    block("rule", { action: "labeldrop", regex: "id|image|name" }),
];

function keep(labels: readonly string[], regex: string): Block {
    return block("rule", { source_labels: labels, regex, action: "keep" });
}

function label(source: string, target: string): Block {
    return block("rule", { source_labels: [source], target_label: target });
}

function podPort(port: number): Block {
    return block("rule", {
        source_labels: [`${kubernetes}_pod_ip`],
        target_label: "__address__",
        replacement: `$1:${port}`,
    });
}

function nodePort(port: number): Block {
    return block("rule", {
        source_labels: [`${kubernetes}_node_address_InternalIP`],
        target_label: "__address__",
        replacement: `$1:${port}`,
    });
}

function nameOf(text: string): string {
    return text.replace(/[^A-Za-z0-9_]/g, "_");
}
