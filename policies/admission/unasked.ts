/** Why the API server is not asked a rule. */
export type Obstacle =
    /** It is about no object of the cluster, but those of a chart before Helm has made them. */
    | "outside the cluster"
    /** It is about how the program makes things, which nothing in the object tells. */
    | "the program"
    /** It compares objects, of which the API server shows one at a time. */
    | "other objects"
    /** The API server sees to it by itself. */
    | "seen to";

interface UnaskedRule {
    readonly rule: string;
    readonly obstacle: Obstacle;
    readonly reason: string;
}

const because = (
    obstacle: Obstacle,
    reasons: Readonly<Record<string, string>>,
): readonly UnaskedRule[] =>
    Object.entries(reasons).map(([rule, reason]) => ({ rule, obstacle, reason }));

/** The rules that the API server is not asked, each with the reason: all that `admissionRules` lacks. */
export const unaskedRules: readonly UnaskedRule[] = [
    ...because("outside the cluster", {
        "provider-guarded": "Providers are the program's.",
        "cluster-provider-safe": "Providers are the program's.",
        "gateway-ways-in": "Values of Traefik's chart; its services are judged by another rule.",
        "chart-version-exact": "Helm tells the cluster no source of a chart.",
        "network-policies-enforced":
            "Machine configurations of Talos, and values of Cilium's chart.",
        "etcd-secrets-encrypted": "Talos' secrets and machine configurations.",
        "machine-disk-encrypted": "Machine configurations of Talos.",
        "machine-hardening-kept": "Machine configurations of Talos.",
        "machine-identity-unique": "Virtual machines.",
        "machine-firewalled": "Virtual machines and Proxmox' firewall.",
        "guest-agent-matches-image": "Virtual machines and their image.",
        "machine-hardware-complete": "Virtual machines.",
        "machine-ignores-exact-paths": "Virtual machines.",
        "public-record-proxied": "Records of Cloudflare.",
        "zone-encrypts": "Zones of Cloudflare.",
        "public-name-guarded": "Tunnels and records of Cloudflare, beside the routes.",
    }),
    ...because("the program", {
        "provider-explicit": "Which provider made an object is not written into it.",
        "object-explicitly-named":
            "A name that Pulumi makes up is no other than one that was meant; what is lost is its state.",
        "prerequisite-awaited": "The order in which a program makes things.",
        "irreplaceable-protected": "Protection is an option of Pulumi's.",
    }),
    ...because("other objects", {
        "passphrase-lasting": "What a passphrase was made from shows in the program.",
        "data-classified":
            "A namespace is as confidential as the data in it. The labels of a claim are the catalogue's.",
        "sensitive-volume-encrypted": "Whether a volume is encrypted is said by its class.",
        "machine-backed-up":
            "Machines, Proxmox' jobs, and the classes whose volumes these leave out.",
        "encryption-secret-has-passphrase":
            "A class, the sealed secret that it names, and its passphrase.",
        "storage-class-waits-for-pod": "How many hosts there are.",
        "volume-names-class":
            "One class of all is the default, which the API server has filled in where none was named.",
        "sealing-key-lasting": "The key, its certificate, and the controller's chart.",
        "default-tls-requires-1-3":
            "Traefik drops two options of one name, and reads some namespaces only.",
        "route-https-only": "A route is as safe as the listener that it attaches to.",
        "certificate-request-sound": "A certificate, its issuer and the zones of that.",
        "namespace-denies-by-default": "A namespace, its pods and its policies.",
        "traffic-along-catalogue": "Policies at both ends of a way.",
        "data-backed-up": "Data and the schedules that copy it.",
        "irreplaceable-volume-retained": "Volumes and the classes that they name.",
        "critical-data-copied-twice": "Data and the targets of its copies.",
        "backup-encrypted": "Copies, their repositories and the keys of these.",
        "database-archives-continuously": "A database and the store that it names.",
        "copies-in-order": "Times of several schedules.",
        "restore-drilled": "Copies, the jobs that try them and the alerts on those.",
        "retention-as-catalogued": "Copies and the data that they are of.",
        "etcd-snapshotted": "The job, its account and the machine configurations that let it in.",
        "lone-etcd-snapshotted-often": "The job, and how many control planes there are.",
        "confidential-logs-kept": "A collector's pipeline, and the namespaces whose logs it reads.",
        "volume-topology-matches-host":
            "Labels of nodes, and the machines and hosts they stand on.",
        "storage-pool-exists": "Classes, and the pools of Proxmox' hosts.",
        "volumes-within-node-limit": "All volumes and all machines.",
        "critical-data-recoverable": "Copies, runbooks and alerts.",
    }),
    ...because("seen to", {
        "object-size-within-limits":
            "The API server refuses what etcd does not take; the rule says so before half is made.",
    }),
];
