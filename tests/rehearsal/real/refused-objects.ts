import type { KubernetesObject } from "../../../rehearsal/control-plane/api";

/** A container that no policy minds. */
export const sound = {
    name: "main",
    image: `docker.io/library/app:1.2.3@sha256:${"a".repeat(64)}`,
    resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "64Mi" } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
};

/** A pod that no policy minds. */
export const soundPod = {
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    containers: [sound],
};

/** An object in the namespace `field`. */
export function object(
    kind: string,
    name: string,
    body: object,
    apiVersion = "v1",
): KubernetesObject {
    return { apiVersion, kind, metadata: { name, namespace: "field" }, ...body };
}

/** A claim for a volume of this size. */
export function claim(storage: string) {
    const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } } };
    return { ...object("PersistentVolumeClaim", "it", {}), spec };
}

/** What `kubectl apply` might send, and what it must then be told. */
export const refused: readonly (readonly [what: string, object: KubernetesObject, says: string])[] =
    [
        [
            "a privileged pod",
            object("Pod", "root", {
                spec: {
                    ...soundPod,
                    containers: [{ ...sound, securityContext: { privileged: true } }],
                },
            }),
            "POD-01 pod-unprivileged: must not be privileged. Leave securityContext.privileged out",
        ],
        [
            "a deployment that runs as root",
            object(
                "Deployment",
                "root",
                {
                    spec: {
                        selector: { matchLabels: { app: "root" } },
                        template: {
                            metadata: { labels: { app: "root" } },
                            spec: { ...soundPod, securityContext: {} },
                        },
                    },
                },
                "apps/v1",
            ),
            "POD-04 pod-runs-as-user: must set runAsNonRoot to true",
        ],
        [
            "a deployment whose new pod starts beside the old one, on one claim",
            object(
                "Deployment",
                "rolling",
                {
                    spec: {
                        selector: { matchLabels: { app: "rolling" } },
                        template: {
                            metadata: { labels: { app: "rolling" } },
                            spec: {
                                ...soundPod,
                                volumes: [
                                    { name: "it", persistentVolumeClaim: { claimName: "it" } },
                                ],
                            },
                        },
                    },
                },
                "apps/v1",
            ),
            "ACC-02 workload-recreated: must set its strategy to Recreate: it mounts a claim",
        ],
        [
            "a cron job without limits",
            object(
                "CronJob",
                "endless",
                {
                    spec: {
                        schedule: "0 1 * * *",
                        jobTemplate: {
                            spec: {
                                template: {
                                    spec: {
                                        ...soundPod,
                                        restartPolicy: "Never",
                                        containers: [{ ...sound, resources: {} }],
                                    },
                                },
                            },
                        },
                    },
                },
                "batch/v1",
            ),
            "POD-09 container-bounded: must request cpu and memory",
        ],
        [
            "an image whose tag moves",
            object("Pod", "moving", {
                spec: {
                    ...soundPod,
                    containers: [{ ...sound, image: "docker.io/library/app:latest" }],
                },
            }),
            "IMG-01 image-pinned: must name an image with a version or digest",
        ],
        [
            "a plain Secret",
            object("Secret", "login", { stringData: { password: "correct horse" } }),
            "SEC-01 secret-sealed: must be sealed: make it as a SealedSecret",
        ],
        [
            "a node port",
            object("Service", "door", {
                spec: { type: "NodePort", ports: [{ port: 80 }], selector: { app: "x" } },
            }),
            "NET-01 service-not-exposed: must be of type ClusterIP: publish it by an HTTPRoute",
        ],
        [
            "a namespace that lets any pod in",
            object("Namespace", "anything", {}),
            "CLS-03 namespace-restricts-pods: must have the label pod-security.kubernetes.io/enforce=restricted",
        ],
        [
            "anything in the namespace default",
            {
                ...object("ConfigMap", "lost", {}),
                metadata: { name: "lost", namespace: "default" },
            },
            "CLS-04 default-namespace-unused: must be in a namespace of its own",
        ],
        [
            "a role that reads any secret",
            object(
                "Role",
                "curious",
                { rules: [{ apiGroups: [""], resources: ["secrets"], verbs: ["get"] }] },
                "rbac.authorization.k8s.io/v1",
            ),
            "ACC-04 secrets-readable-by-few: must name the secrets it reads",
        ],
        [
            "a role that may do anything",
            {
                apiVersion: "rbac.authorization.k8s.io/v1",
                kind: "ClusterRole",
                metadata: { name: "almighty" },
                rules: [{ apiGroups: [""], resources: ["*"], verbs: ["get"] }],
            },
            "ACC-04 secrets-readable-by-few: must not have wildcards",
        ],
        [
            "a password in a variable",
            object("Pod", "open", {
                spec: {
                    ...soundPod,
                    containers: [
                        { ...sound, env: [{ name: "DB_PASSWORD", value: "correct horse" }] },
                    ],
                },
            }),
            "SEC-03 credential-by-reference: must take the credential that a variable is named after",
        ],
        [
            "a private key in a config map",
            object("ConfigMap", "keys", {
                data: { "id.pem": `-----BEGIN PRIVATE KEY-----\n${"x".repeat(3200)}` },
            }),
            "SEC-03 credential-by-reference: must not contain a private key",
        ],
        [
            "an address of the internet without TLS",
            object("Pod", "plain", {
                spec: {
                    ...soundPod,
                    containers: [
                        { ...sound, env: [{ name: "HOOK", value: "http://hooks.example.org" }] },
                    ],
                },
            }),
            "TLS-06 outbound-encrypted: must use HTTPS for what is outside",
        ],
        ...["10G", "10", "10.3Gi"].map(
            (size) =>
                [
                    `a volume of ${size}`,
                    claim(size),
                    "SCL-04 volume-size-readable: must ask for a size as a whole number with Mi, Gi or Ti",
                ] as const,
        ),
        [
            "a volume for many nodes",
            { ...claim("1Gi"), spec: { ...claim("1Gi").spec, accessModes: ["ReadWriteMany"] } },
            "ACC-01 claim-mounted-by-owner: must have no access mode but ReadWriteOnce",
        ],
        [
            "a volume that is a device",
            { ...claim("1Gi"), spec: { ...claim("1Gi").spec, volumeMode: "Block" } },
            "ACC-01 claim-mounted-by-owner: must have no access mode but ReadWriteOnce",
        ],
        [
            "a policy that lets an app out at a port",
            {
                ...object(
                    "NetworkPolicy",
                    "out",
                    { spec: { podSelector: {}, egress: [{ ports: [{ port: 443 }] }] } },
                    "networking.k8s.io/v1",
                ),
                metadata: { name: "out", namespace: "immich" },
            },
            "PRV-02 egress-to-named-hosts: must name in each egress rule whom its pods may reach",
        ],
        [
            "a template of volumes of 65Ti",
            object(
                "StatefulSet",
                "set",
                {
                    spec: {
                        selector: { matchLabels: { app: "set" } },
                        template: { metadata: { labels: { app: "set" } }, spec: soundPod },
                        volumeClaimTemplates: [
                            { metadata: { name: "it" }, spec: claim("65Ti").spec },
                        ],
                    },
                },
                "apps/v1",
            ),
            "SCL-04 volume-size-readable: must ask in each claim template for a size",
        ],
        [
            "a storage class that deletes",
            object(
                "StorageClass",
                "lost-g1",
                { provisioner: "csi.proxmox.sinextra.dev" },
                "storage.k8s.io/v1",
            ),
            "SCL-01 storage-class-retains: must set reclaimPolicy to Retain",
        ],
    ];
