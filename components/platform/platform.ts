import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { stringify } from "yaml";
import type { Catalogue } from "../../catalogue/catalogue";
import type { DataAsset } from "../../catalogue/data-asset";
import type { HomelabConfig } from "../../config/schema";
import { CloudNativePg } from "./database";
import { edgeNamespace, Gateway, GatewayApiCrds, HouseCertificate, Traefik } from "./edge";
import { IsolatedNamespace } from "./namespace";
import { Cilium } from "./network";
import type { Peer } from "./network-policy";
import { SealedSecret, SealedSecrets } from "./secrets";
import {
    csiConfigKey,
    csiConfigSecret,
    csiHome,
    csiNamespace,
    ProxmoxCsi,
    StorageClasses,
} from "./storage";

/** Name of the Secret whose key `encryption-passphrase` opens every encrypted volume. */
const luksSecret = "proxmox-csi-luks";

/** Name of the gateway's certificate Secret. */
const certificateSecret = "house-certificate";

export interface PlatformArgs extends Pick<
    HomelabConfig,
    "proxmox" | "cluster" | "network" | "storage" | "domain"
> {
    readonly catalogue: Catalogue;
    /** The volume driver's account on Proxmox. */
    readonly csi: {
        readonly tokenId: pulumi.Input<string>;
        readonly tokenSecret: pulumi.Input<string>;
    };
    readonly protected: boolean;
}

/** Layer 5: the services every app stands on, in the order in which they need each other. */
export class Platform extends pulumi.ComponentResource {
    /** Where pods find the Kubernetes API. */
    readonly apiServer: Peer;
    readonly sealingCertificate: pulumi.Output<string>;
    /** Certificate of the house's own authority, PEM. */
    readonly authority: pulumi.Output<string>;
    /** What apps wait for. */
    readonly ready: pulumi.Resource[];

    constructor(name: string, args: PlatformArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:Platform", name, { protected: args.protected }, opts);
        const guard = { protected: args.protected };
        this.apiServer = {
            cidrs: args.cluster.nodes
                .filter((node) => node.role === "controlplane")
                .map((node) => `${node.ip}/32`),
        };

        const cilium = new Cilium(
            "cilium",
            {
                loadBalancerRange: args.network.loadBalancerRange,
                hasWorkers: args.cluster.nodes.some((node) => node.role === "worker"),
            },
            { parent: this },
        );
        const afterNetwork = { parent: this, dependsOn: cilium.ready };
        const sealedSecrets = new SealedSecrets(
            "sealed-secrets",
            { apiServer: this.apiServer, ...guard },
            afterNetwork,
        );
        this.sealingCertificate = sealedSecrets.certificate;
        const storage = this.storage(args, sealedSecrets);
        const gateway = this.edge(args, sealedSecrets);
        const databases = new CloudNativePg(
            "cloudnative-pg",
            { apiServer: this.apiServer, ...guard },
            afterNetwork,
        );
        this.authority = gateway.authority;
        this.ready = [...storage, ...gateway.ready, ...databases.ready];
        this.registerOutputs({ authority: this.authority });
    }

    private storage(args: PlatformArgs, sealedSecrets: SealedSecrets): pulumi.Resource[] {
        const home = csiHome(
            { protected: args.protected },
            { parent: this, dependsOn: [sealedSecrets] },
        );
        const inside = { parent: this, dependsOn: home.ready };
        const passphrase = new random.RandomPassword(
            "luks-passphrase",
            { length: 64, special: false },
            { parent: this, protect: args.protected },
        );
        const luks = new SealedSecret(
            luksSecret,
            {
                namespace: csiNamespace,
                certificate: this.sealingCertificate,
                asset: assetOf(args.catalogue, "platform.luks-passphrase"),
                values: { "encryption-passphrase": passphrase.result },
            },
            inside,
        );
        const access = new SealedSecret(
            csiConfigSecret,
            {
                namespace: csiNamespace,
                certificate: this.sealingCertificate,
                asset: assetOf(args.catalogue, "platform.csi-token"),
                values: { [csiConfigKey]: csiConfig(args) },
            },
            inside,
        );
        const endpoint = new URL(args.proxmox.endpoint);
        const driver = new ProxmoxCsi(
            "proxmox-csi-plugin",
            {
                apiServer: this.apiServer,
                lanCidr: args.network.lan.cidr,
                proxmoxPort: Number(endpoint.port || "443"),
            },
            { parent: this, dependsOn: [...home.ready, access] },
        );
        const classes = new StorageClasses(
            "storage-classes",
            {
                disposablePool: args.storage.disposablePool,
                encryptedPool: args.storage.encryptedPool,
                hosts: new Set(args.cluster.nodes.map((node) => node.host)).size,
                passphrase: { namespace: csiNamespace, name: luksSecret },
            },
            { parent: this, dependsOn: [...driver.ready, luks] },
        );
        return [...driver.ready, ...classes.classes];
    }

    private edge(args: PlatformArgs, sealedSecrets: SealedSecrets) {
        const crds = new GatewayApiCrds("gateway-api", { parent: this });
        const home = new IsolatedNamespace(
            edgeNamespace,
            { classification: "credentials", podSecurity: "restricted", protected: args.protected },
            { parent: this, dependsOn: [sealedSecrets] },
        );
        const certificate = new HouseCertificate(
            "house",
            { domain: args.domain },
            { parent: this },
        );
        const sealed = new SealedSecret(
            certificateSecret,
            {
                namespace: edgeNamespace,
                certificate: this.sealingCertificate,
                asset: assetOf(args.catalogue, "platform.edge-certificate"),
                type: "kubernetes.io/tls",
                values: { "tls.crt": certificate.certificate, "tls.key": certificate.privateKey },
            },
            { parent: this, dependsOn: home.ready },
        );
        const traefik = new Traefik(
            "traefik",
            { apiServer: this.apiServer, address: args.network.gatewayAddress },
            { parent: this, dependsOn: [...home.ready, ...crds.definitions] },
        );
        const gateway = new Gateway(
            "gateway",
            { domain: args.domain, certificateSecret },
            { parent: this, dependsOn: [traefik.release, sealed, ...crds.definitions] },
        );
        return { ready: gateway.ready, authority: certificate.authority };
    }
}

function assetOf(catalogue: Catalogue, id: string): DataAsset {
    const asset = catalogue.find(id);
    if (!asset) {
        throw new Error(`the catalogue has no entry for ${id}`);
    }
    return asset;
}

/** How the volume driver reaches Proxmox; its region must be the one on the nodes' labels. */
function csiConfig(args: PlatformArgs): pulumi.Output<string> {
    const { proxmox } = args;
    return pulumi.all([args.csi.tokenId, args.csi.tokenSecret]).apply(([tokenId, tokenSecret]) =>
        stringify({
            clusters: [
                {
                    url: new URL("/api2/json", proxmox.endpoint).toString(),
                    insecure: proxmox.insecure,
                    token_id: tokenId,
                    token_secret: tokenSecret,
                    region: proxmox.region,
                },
            ],
        }),
    );
}
