import type { Fields } from "../../../rehearsal/provider/value";

/** An object with one fault, and what the API server says about it. */
export interface BrokenVariant {
    readonly fault: string;
    readonly type: string;
    readonly inputs: Fields;
    readonly says: string;
}

const inApp = (rest: Fields = {}): Fields => ({
    metadata: { name: "subject", namespace: "app" },
    ...rest,
});

const container: Fields = { name: "main", image: "example.org/app:1" };

function deployment(change: Fields, template: Fields = {}): Fields {
    const labels: Fields = { app: "subject" };
    const spec: Fields = { containers: [container], ...template };
    return inApp({
        spec: {
            selector: { matchLabels: labels },
            template: { metadata: { labels }, spec },
            ...change,
        },
    });
}

const deploymentType = "kubernetes:apps/v1:Deployment";
const claim = (storage: string): Fields =>
    inApp({ spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } } } });
const service = (ports: Fields[]): Fields => inApp({ spec: { selector: { app: "a" }, ports } });
const policy = (cidr: string): Fields =>
    inApp({ spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr } }] }] } });

const definition = (schema: Fields): Fields => ({
    metadata: { name: "ponies.example.org" },
    spec: {
        group: "example.org",
        scope: "Namespaced",
        names: { kind: "Pony", plural: "ponies" },
        versions: [
            { name: "v1", served: true, storage: true, schema: { openAPIV3Schema: schema } },
        ],
    },
});

/** Each is refused for another reason. */
export const brokenVariants: readonly BrokenVariant[] = [
    {
        fault: "a quantity that is none",
        type: "kubernetes:core/v1:PersistentVolumeClaim",
        inputs: claim("10 Gi"),
        says: "quantities must match the regular expression",
    },
    {
        fault: "a field that does not exist",
        type: deploymentType,
        inputs: deployment({ replica: 2 }),
        says: ".spec.replica: field not declared in schema",
    },
    {
        fault: "a version that is not served any more",
        type: "kubernetes:networking.k8s.io/v1beta1:Ingress",
        inputs: inApp(),
        says: 'no matches for kind "Ingress" in version "networking.k8s.io/v1beta1"',
    },
    {
        fault: "a kind that nobody has defined",
        type: "kubernetes:example.org/v1:Unicorn",
        inputs: inApp(),
        says: 'no matches for kind "Unicorn" in version "example.org/v1"',
    },
    {
        fault: "a namespace that is not there",
        type: "kubernetes:core/v1:ConfigMap",
        inputs: { metadata: { name: "subject", namespace: "nowhere" } },
        says: 'namespaces "nowhere" not found',
    },
    {
        fault: "a label that is too long",
        type: "kubernetes:core/v1:ConfigMap",
        inputs: { metadata: { name: "s", namespace: "app", labels: { note: "x".repeat(64) } } },
        says: "metadata.labels: Invalid value: ",
    },
    {
        fault: "a name in capitals",
        type: "kubernetes:core/v1:ConfigMap",
        inputs: { metadata: { name: "Subject", namespace: "app" } },
        says: "a lowercase RFC 1123 subdomain must consist of",
    },
    {
        fault: "a port that is listed twice",
        type: "kubernetes:core/v1:Service",
        inputs: service([
            { name: "a", port: 80 },
            { name: "b", port: 80 },
        ]),
        says: '.spec.ports: duplicate entries for key [port=80,protocol="TCP"]',
    },
    {
        fault: "a port that cannot be",
        type: "kubernetes:core/v1:Service",
        inputs: service([{ port: 70_000 }]),
        says: "spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535",
    },
    {
        fault: "two ports without names",
        type: "kubernetes:core/v1:Service",
        inputs: service([{ port: 80 }, { port: 81 }]),
        says: "spec.ports[0].name: Required value",
    },
    {
        fault: "a pod without an image",
        type: deploymentType,
        inputs: deployment({}, { containers: [{ name: "main" }] }),
        says: "spec.template.spec.containers[0].image: Required value",
    },
    {
        fault: "a selector that finds other pods",
        type: deploymentType,
        inputs: deployment({ selector: { matchLabels: { app: "other" } } }),
        says: "`selector` does not match template `labels`",
    },
    {
        fault: "a text where a number belongs",
        type: deploymentType,
        inputs: deployment({ replicas: "three" }),
        says: ".spec.replicas: expected numeric (int or float), got string",
    },
    {
        fault: "a variable that is set twice",
        type: deploymentType,
        inputs: deployment(
            {},
            {
                containers: [
                    {
                        ...container,
                        env: [
                            { name: "A", value: "1" },
                            { name: "A", value: "2" },
                        ],
                    },
                ],
            },
        ),
        says: 'duplicate entries for key [name="A"]',
    },
    {
        fault: "a mount of a volume that is not there",
        type: deploymentType,
        inputs: deployment(
            {},
            { containers: [{ ...container, volumeMounts: [{ name: "data", mountPath: "/d" }] }] },
        ),
        says: 'volumeMounts[0].name: Not found: "data"',
    },
    {
        fault: "a limit below what is asked for",
        type: deploymentType,
        inputs: deployment(
            {},
            {
                containers: [
                    {
                        ...container,
                        resources: { requests: { memory: "2Gi" }, limits: { memory: "1Gi" } },
                    },
                ],
            },
        ),
        says: "must be less than or equal to memory limit",
    },
    {
        fault: "a word that is none of those allowed",
        type: deploymentType,
        inputs: deployment({}, { restartPolicy: "Sometimes" }),
        says: 'spec.template.spec.restartPolicy: Unsupported value: "Sometimes"',
    },
    {
        fault: "a network that is none",
        type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        inputs: policy("192.168.10.0/33"),
        says: "must be a valid CIDR value",
    },
    {
        fault: "a schedule that is none",
        type: "kubernetes:batch/v1:CronJob",
        inputs: inApp({
            spec: {
                schedule: "every day",
                jobTemplate: {
                    spec: {
                        template: { spec: { restartPolicy: "Never", containers: [container] } },
                    },
                },
            },
        }),
        says: 'spec.schedule: Invalid value: "every day"',
    },
    {
        fault: "a certificate without its key",
        type: "kubernetes:core/v1:Secret",
        inputs: inApp({ type: "kubernetes.io/tls", stringData: { "tls.crt": "x" } }),
        says: "data[tls.key]: Required value",
    },
    {
        fault: "a privileged pod in a restricted namespace",
        type: "kubernetes:core/v1:Pod",
        inputs: inApp({ spec: { containers: [container] } }),
        says: 'violates PodSecurity "restricted:latest"',
    },
    {
        fault: "an admission rule that does not compile",
        type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
        inputs: {
            metadata: { name: "subject" },
            spec: {
                matchConstraints: {
                    resourceRules: [
                        {
                            apiGroups: [""],
                            apiVersions: ["v1"],
                            operations: ["CREATE"],
                            resources: ["pods"],
                        },
                    ],
                },
                validations: [{ expression: "object.spec.hostNetwork ==" }],
            },
        },
        says: "spec.validations[0].expression: Invalid value",
    },
    {
        fault: "a definition whose rule does not compile",
        type: "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
        inputs: definition({
            type: "object",
            "x-kubernetes-validations": [{ rule: "self.mane == " }],
        }),
        says: "compilation failed",
    },
    {
        fault: "a definition without a schema",
        type: "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
        inputs: definition({}),
        says: "spec.validation.openAPIV3Schema.type: Required value: must not be empty",
    },
];
