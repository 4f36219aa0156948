import { parseAllDocuments } from "yaml";

/** What a machine knows about itself and its cluster once it has its configuration. */
export interface MachineIdentity {
    readonly role: string;
    readonly clusterName: string;
    /** URL of the Kubernetes API. */
    readonly endpoint: string;
    /** Certificate of the authority whose clients the Talos API admits, base64 of PEM. */
    readonly authority: string;
    /** The cluster's secrets in the shape of the `talos` package; whole on control planes only. */
    readonly secrets: object;
}

interface KeyPair {
    readonly crt?: string;
    readonly key?: string;
}

/** The parts of Talos' v1alpha1 document that are read here. */
interface MachineDocument {
    readonly machine: { readonly type: string; readonly token?: string; readonly ca?: KeyPair };
    readonly cluster: {
        readonly id?: string;
        readonly secret?: string;
        readonly token?: string;
        readonly secretboxEncryptionSecret?: string;
        readonly clusterName?: string;
        readonly controlPlane?: { readonly endpoint?: string };
        readonly ca?: KeyPair;
        readonly aggregatorCA?: KeyPair;
        readonly serviceAccount?: { readonly key?: string };
        readonly etcd?: { readonly ca?: KeyPair };
    };
}

/**
 * Reads a machine configuration as Talos does at boot.
 *
 * @see https://www.talos.dev/v1.13/reference/configuration/v1alpha1/config/
 */
export function machineIdentity(configuration: string): MachineIdentity {
    const documents = parseAllDocuments(configuration).map(
        (document) => document.toJS() as Partial<MachineDocument>,
    );
    const main = documents.find(isMain);
    if (main === undefined) {
        throw new Error("the machine configuration has no document with the key machine");
    }
    const { machine, cluster } = main;
    const pair = ({ crt = "", key = "" }: KeyPair = {}) => ({ cert: crt, key });
    return {
        role: machine.type,
        clusterName: cluster.clusterName ?? "",
        endpoint: cluster.controlPlane?.endpoint ?? "",
        authority: machine.ca?.crt ?? "",
        secrets: {
            certs: {
                etcd: pair(cluster.etcd?.ca),
                k8s: pair(cluster.ca),
                k8sAggregator: pair(cluster.aggregatorCA),
                k8sServiceaccount: { key: cluster.serviceAccount?.key ?? "" },
                os: pair(machine.ca),
            },
            cluster: { id: cluster.id ?? "", secret: cluster.secret ?? "" },
            secrets: {
                bootstrapToken: cluster.token ?? "",
                secretboxEncryptionSecret: cluster.secretboxEncryptionSecret ?? "",
            },
            trustdinfo: { token: machine.token ?? "" },
        },
    };
}

/** What each document of a machine configuration is, as `apiVersion:kind`. */
export function documentKinds(configuration: string): readonly string[] {
    return parseAllDocuments(configuration).map((document) => {
        const { apiVersion = "", kind } = document.toJS() as {
            readonly apiVersion?: string;
            readonly kind?: string;
        };
        // The first kind of document that Talos had names neither.
        return kind === undefined ? "v1alpha1:Config" : `${apiVersion}:${kind}`;
    });
}

function isMain(document: Partial<MachineDocument>): document is MachineDocument {
    return document.machine !== undefined && document.cluster !== undefined;
}
