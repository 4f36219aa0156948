import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { stringify } from "yaml";
import { platformAsset } from "../../../catalogue/platform-assets";
import type { AnyApp } from "../../../catalogue/app-spec";
import type { Catalogue } from "../../../catalogue/catalogue";
import type { HomelabConfig } from "../../../config/schema";
import type { Peer } from "../network-policy";
import { SealedSecret } from "../secrets";
import { csiConfigKey, csiConfigSecret, csiHome, csiNamespace, ProxmoxCsi } from "./proxmox-csi";
import { poolClassesOf } from "./pool-classes";
import { type PlacedClass, StorageClasses } from "./storage-classes";

/** Name of the Secret whose key `encryption-passphrase` opens every encrypted volume. */
const luksSecret = "proxmox-csi-luks";

export interface StorageArgs extends Pick<
    HomelabConfig,
    "proxmox" | "cluster" | "network" | "storage" | "apps"
> {
    /** All apps that run. */
    readonly running: readonly AnyApp[];
    readonly catalogue: Catalogue;
    readonly apiServer: Peer;
    /** Certificate that credentials are sealed with, PEM. */
    readonly sealingCertificate: pulumi.Input<string>;
    /** The volume driver's account on Proxmox. */
    readonly csi: {
        readonly tokenId: pulumi.Input<string>;
        readonly tokenSecret: pulumi.Input<string>;
    };
    readonly protected: boolean;
}

/** Volumes from Proxmox pools: the driver, its credentials, and the classes claims may name. */
export class Storage extends pulumi.ComponentResource {
    readonly ready: pulumi.Resource[];
    /** Opens every encrypted volume; secret. */
    readonly passphrase: pulumi.Output<string>;

    constructor(name: string, args: StorageArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:Storage", name, { protected: args.protected }, opts);

        const home = csiHome({ protected: args.protected }, { parent: this });
        this.passphrase = this.makePassphrase(args);
        const [luks, access] = this.credentials(args, home.ready);
        const endpoint = new URL(args.proxmox.endpoint);
        const driver = new ProxmoxCsi(
            "proxmox-csi-plugin",
            {
                apiServer: args.apiServer,
                region: args.proxmox.region,
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
                imagesPool: args.storage.imageCache?.pool,
                pools: placedClasses(args),
                region: args.proxmox.region,
                hosts: new Set(args.cluster.nodes.map((node) => node.host)).size,
                passphrase: { namespace: csiNamespace, name: luksSecret },
            },
            { parent: this, dependsOn: [...driver.ready, luks] },
        );
        this.ready = [...driver.ready, ...classes.classes];
        this.registerOutputs({});
    }

    private makePassphrase(args: StorageArgs): pulumi.Output<string> {
        return new random.RandomPassword(
            "luks-passphrase",
            { length: 64, special: false },
            { parent: this, protect: args.protected },
        ).result;
    }

    /** The volumes' passphrase, and the driver's access to Proxmox. */
    private credentials(
        args: StorageArgs,
        dependsOn: pulumi.Resource[],
    ): [SealedSecret, SealedSecret] {
        const inside = { parent: this, dependsOn };
        const certificate = args.sealingCertificate;
        const luks = new SealedSecret(
            luksSecret,
            {
                namespace: csiNamespace,
                certificate,
                asset: platformAsset("luks-passphrase"),
                values: { "encryption-passphrase": this.passphrase },
            },
            inside,
        );
        const access = new SealedSecret(
            csiConfigSecret,
            {
                namespace: csiNamespace,
                certificate,
                asset: platformAsset("csi-token"),
                values: { [csiConfigKey]: csiConfig(args) },
            },
            inside,
        );
        return [luks, access];
    }
}

/** How the volume driver reaches Proxmox; its region must be the one on the nodes' labels. */
function csiConfig(args: StorageArgs): pulumi.Output<string> {
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

/** The classes of pools that something asks for, and the hosts where pods find each pool. */
function placedClasses(args: StorageArgs): readonly PlacedClass[] {
    const { proxmox, cluster, running, catalogue } = args;
    const workers = cluster.nodes.filter(({ role }) => role === "worker");
    return poolClassesOf(args, running, catalogue).map((one) => ({
        ...one,
        hosts: proxmox.hosts
            .filter(({ storagePools }) => storagePools.some(({ id }) => id === one.pool))
            .map(({ name }) => name)
            .filter((name) => workers.some(({ host }) => host === name)),
    }));
}
