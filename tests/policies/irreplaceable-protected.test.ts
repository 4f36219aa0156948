import { irreplaceableProtected } from "../../policies/rules/irreplaceable-protected";
import { dataLabels, kube, photos, resource, testRule, unknown } from "./support";

type Finding = readonly [string, string];

const guarded = { protect: true };
const safe = { protection: true, purgeOnDestroy: false, deleteUnreferencedDisksOnDestroy: false };
const vm = (props: object = safe, options: object = guarded) =>
    resource("proxmoxve:index/vmLegacy:VmLegacy", "node", props, options);
const withVolumes = { ...safe, protection: false, tags: ["homelab", "volumes"] };
const claim = (metadata: object = photos, options: object = guarded) =>
    kube("core/v1:PersistentVolumeClaim", "claim", { spec: {} }, metadata, options);
const secrets = (options: object = guarded) =>
    resource("talos:machine/secrets:Secrets", "pki", {}, options);
const root = (protection: unknown) => resource("homelab:index:Homelab", "homelab", { protection });
const sealing = (options: object = guarded, keyOptions: object = guarded) => [
    resource("tls:index/privateKey:PrivateKey", "key", {}, keyOptions),
    kube(
        "core/v1:Secret",
        "sealing",
        { type: "kubernetes.io/tls" },
        {
            namespace: "sealed-secrets",
            labels: { "sealedsecrets.bitnami.com/sealed-secrets-key": "active" },
        },
        { ...options, dependsOn: ["key"] },
    ),
];

const protect = (name: string, title: string): Finding => [
    name,
    `The ${title} must be protected: set protect in its resource options.`,
];
const set = (key: string, value: boolean): Finding => [
    "node",
    `The virtual machine node must set ${key} to ${String(value)}.`,
];

testRule(irreplaceableProtected, [
    {
        title: "passes what is protected",
        stack: [root("enforced"), vm(), claim(), secrets(), ...sealing()],
        judged: ["node", "claim", "pki", "sealing", "key"],
    },
    { title: "judges nothing that can be made again", stack: [root("enforced")], judged: [] },
    {
        title: "refuses a machine that Pulumi may delete",
        stack: [vm(safe, {})],
        judged: ["node"],
        finds: [protect("node", "virtual machine node")],
    },
    ...["proxmoxve:index/vm:Vm", "proxmoxve:cloned/vm:Vm"].flatMap((type) => [
        {
            title: `passes a machine of the type ${type} that Pulumi keeps`,
            stack: [resource(type, "node", {}, guarded)],
            judged: ["node"],
        },
        {
            title: `refuses a machine of the type ${type} that Pulumi may delete`,
            stack: [resource(type, "node", {})],
            judged: ["node"],
            finds: [protect("node", "virtual machine node")],
        },
    ]),
    ...[undefined, false, unknown.text, "true"].map((protection) => ({
        title: `refuses Proxmox' own protection ${JSON.stringify(protection)}`,
        stack: [vm({ ...safe, protection })],
        judged: ["node"],
        finds: [set("protection", true)],
    })),
    {
        title: "passes a machine with volumes, which Proxmox must not guard",
        stack: [vm(withVolumes)],
        judged: ["node"],
    },
    {
        title: "passes one that leaves Proxmox' guard at its default",
        stack: [vm({ ...withVolumes, protection: undefined })],
        judged: ["node"],
    },
    {
        title: "refuses Proxmox' guard on a machine with volumes",
        stack: [vm({ ...withVolumes, protection: true })],
        judged: ["node"],
        finds: [set("protection", false)],
    },
    {
        title: "refuses the provider's defaults for disks",
        stack: [vm({ protection: true })],
        judged: ["node"],
        finds: [set("purgeOnDestroy", false), set("deleteUnreferencedDisksOnDestroy", false)],
    },
    {
        title: "knows machines by the older name of their type",
        stack: [resource("proxmoxve:VM/virtualMachine:VirtualMachine", "node", safe)],
        judged: ["node"],
        finds: [protect("node", "virtual machine node")],
    },
    {
        title: "refuses an unprotected claim of critical data",
        stack: [claim(photos, {})],
        judged: ["claim"],
        finds: [protect("claim", "claim immich/claim")],
    },
    {
        title: "leaves claims of low priority alone",
        stack: [claim(dataLabels("immich.models", "internal", "none"), {})],
        judged: [],
    },
    {
        title: "takes data that the catalogue does not know for important",
        stack: [claim({}, {})],
        judged: ["claim"],
        finds: [protect("claim", "claim immich/claim")],
    },
    {
        title: "refuses an unprotected database",
        stack: [
            kube(
                "postgresql.cnpg.io/v1:Cluster",
                "claim",
                {},
                dataLabels("immich.database", "sensitive", "high"),
            ),
        ],
        judged: ["claim"],
        finds: [protect("claim", "database immich/claim")],
    },
    {
        title: "refuses unprotected cluster secrets",
        stack: [secrets({})],
        judged: ["pki"],
        finds: [protect("pki", "cluster secrets pki")],
    },
    {
        title: "refuses an unprotected sealing key",
        stack: sealing({}),
        judged: ["sealing", "key"],
        finds: [protect("sealing", "sealing key sealed-secrets/sealing")],
    },
    {
        title: "refuses an unprotected private key behind it",
        stack: sealing(guarded, {}),
        judged: ["sealing", "key"],
        finds: [protect("key", "private key key")],
    },
    {
        title: "has nothing to say once protection is lifted",
        stack: [root("lifted"), vm(safe, {}), claim(photos, {})],
        judged: [],
    },
    {
        title: "is lifted by all roots or by none",
        stack: [root("lifted"), { ...root("kept"), urn: "urn:second" }, vm(safe, {})],
        judged: ["node"],
        finds: [protect("node", "virtual machine node")],
    },
    ...[undefined, unknown.text, "LIFTED", true].map((protection) => ({
        title: `is not lifted by ${JSON.stringify(protection)}`,
        stack: [root(protection), vm(safe, {})],
        judged: ["node"],
        finds: [protect("node", "virtual machine node")],
    })),
]);
