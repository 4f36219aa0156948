import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AppData } from "../../catalogue/app-data";
import type { AnyApp } from "../../catalogue/app-spec";
import { repository } from "../support/shipped-program";
import { type Built, fullHomelab, shippedHomelab } from "./homelabs";
import {
    isTree,
    type ClusterObject,
    objectsOf,
    type Release,
    releasesOf,
    type Tree,
    valuesOfKey,
} from "./recorded";

type Datum = AppData[string];
type Owned<K extends Datum["kind"]> = readonly {
    readonly app: AnyApp;
    readonly data: string;
    readonly declared: Extract<Datum, { kind: K }>;
}[];

/** Entries of some kinds among the data of the apps that run. */
function ownedOf<K extends Datum["kind"]>(built: Built, ...kinds: readonly K[]): Owned<K> {
    return built.running.flatMap((app) =>
        Object.entries(app.data)
            .filter(([, { kind }]) => (kinds as readonly string[]).includes(kind))
            .map(([data, declared]) => ({
                app,
                data,
                declared: declared as Extract<Datum, { kind: K }>,
            })),
    );
}

const labelsOf = (asset: string, classification: string, backup = "none") => ({
    "data.homelab/asset": asset,
    "data.homelab/classification": classification,
    "data.homelab/backup-priority": backup,
});

/** The class that the data architecture demands: kept and encrypted unless it may be thrown away. */
function classFor({ classification, backup = "none" }: Datum): string {
    const confidential = ["sensitive", "credentials"].includes(classification);
    const worthless = ["none", "low"].includes(backup);
    return confidential || !worthless ? "proxmox-csi-encrypted-g1" : "proxmox-csi";
}

describe.each([
    ["the shipped homelab", shippedHomelab],
    ["a homelab that uses all there is", fullHomelab],
])("in %s", (_which, homelab) => {
    let built: Built;
    let objects: readonly ClusterObject[];
    beforeAll(async () => {
        built = await homelab();
        objects = objectsOf(built.recorded);
    });

    const find = (kind: string, namespace: string, name: string): ClusterObject => {
        const found = objects.filter(
            (one) => one.kind === kind && one.namespace === namespace && one.name === name,
        );
        expect([`${kind} ${namespace}/${name}`, found.length]).toEqual([
            `${kind} ${namespace}/${name}`,
            1,
        ]);
        return found[0] as ClusterObject;
    };
    const inApps = (kind: string) =>
        objects
            .filter((one) => one.kind === kind)
            .filter(({ namespace }) => built.running.some(({ name }) => name === namespace))
            .map(({ namespace, name }) => `${namespace}/${name}`)
            .sort();
    const sizeOf = (app: AnyApp, data: string, declared: { readonly size: string }) =>
        built.config.apps[app.name]?.sizes?.[data] ?? declared.size;

    it("every volume has one claim, labelled as its asset, of its class and size", () => {
        const expected = ownedOf(built, "volume", "cache").map(({ app, data, declared }) => {
            const name = `${app.name}-${data}${declared.kind === "cache" ? "-data" : ""}`;
            const { labels, spec } = find("PersistentVolumeClaim", app.name, name);
            const id = `${app.name}.${data}`;
            expect(labels).toEqual(labelsOf(id, declared.classification, declared.backup));
            expect(spec).toEqual({
                accessModes: ["ReadWriteOnce"],
                volumeMode: "Filesystem",
                storageClassName: classFor(declared),
                resources: { requests: { storage: sizeOf(app, data, declared) } },
            });
            return `${app.name}/${name}`;
        });
        expect(expected.length).toBeGreaterThan(1);
        expect(inApps("PersistentVolumeClaim")).toEqual(expected.sort());
    });

    it("every database is labelled as its asset, lies on its class, and speaks TLS only", () => {
        const expected = ownedOf(built, "postgres").map(({ app, data, declared }) => {
            const { labels, spec } = find("Cluster", app.name, `${app.name}-${data}`);
            const asset = labelsOf(`${app.name}.${data}`, declared.classification, declared.backup);
            expect(labels).toEqual(asset);
            expect(spec["inheritedMetadata"]).toEqual({ labels: asset });
            expect(spec["storage"]).toEqual({
                size: sizeOf(app, data, declared),
                storageClass: classFor(declared),
            });
            expect(spec["imageName"]).toBe(declared.image);
            expect(spec["enableSuperuserAccess"]).toBe(false);
            expect(spec["postgresql"]).toMatchObject({
                parameters: { ssl_min_protocol_version: "TLSv1.3", max_connections: "100" },
                pg_hba: ["hostnossl all all all reject"],
            });
            return `${app.name}/${app.name}-${data}`;
        });
        expect(inApps("Cluster")).toEqual(expected.sort());
    });

    it("every login and secret is sealed, with its keys and labels and nothing readable", () => {
        const logins = ownedOf(built, "postgres", "cache").map(({ app, data, declared }) => ({
            app,
            name: `${app.name}-${data}-credentials`,
            asset: labelsOf(`${app.name}.${data}-credentials`, "credentials", "medium"),
            keys: declared.kind === "cache" ? ["password"] : ["password", "username"],
        }));
        const secrets = ownedOf(built, "secret").map(({ app, data, declared }) => ({
            app,
            name: `${app.name}-${data}`,
            asset: labelsOf(`${app.name}.${data}`, "credentials", declared.backup),
            keys: Object.keys(declared.keys).sort(),
        }));
        for (const { app, name, asset, keys } of [...logins, ...secrets]) {
            const { labels, spec } = find("SealedSecret", app.name, name);
            const sealed = spec["encryptedData"] as Tree;
            expect(Object.keys(sealed).sort()).toEqual(keys);
            expect(new Set(Object.values(sealed))).toEqual(new Set(["sealed"]));
            expect(labels).toEqual(asset);
            expect(spec["template"]).toMatchObject({
                metadata: { name, namespace: app.name, labels: asset },
            });
        }
        // Keys of buckets belong to the platform, wherever they lie.
        const own = (name: string) =>
            !find("SealedSecret", name.split("/")[0] ?? "", name.split("/")[1] ?? "").labels[
                "data.homelab/asset"
            ]?.startsWith("platform.");
        expect(inApps("SealedSecret").filter(own)).toEqual(
            [...logins, ...secrets].map(({ app, name }) => `${app.name}/${name}`).sort(),
        );
        expect(inApps("Secret")).toEqual([]);
    });

    it("every app with pages has one route, for its host, to its service", () => {
        const reached = built.running.flatMap((app) =>
            app.reach ? [{ app, reach: app.reach }] : [],
        );
        for (const { app, reach } of reached) {
            const host = built.config.apps[app.name]?.host ?? reach.host;
            const { spec } = find("HTTPRoute", app.name, app.name);
            expect(spec["hostnames"]).toEqual([`${host}.${built.config.domain}`]);
            expect(spec["rules"]).toEqual([
                { backendRefs: [{ name: reach.service, port: reach.port }] },
            ]);
            const namespace = find("Namespace", "", app.name);
            expect(namespace.labels["network.homelab/reach"]).toBe(reach.audience);
        }
        expect(reached.length).toBeGreaterThan(1);
        expect(inApps("HTTPRoute")).toEqual(
            reached.map(({ app }) => `${app.name}/${app.name}`).sort(),
        );
    });

    it("every namespace demands of its pods what the app's file says, and warns of more", () => {
        for (const { name, podSecurity } of built.running) {
            expect(find("Namespace", "", name).labels).toMatchObject({
                "pod-security.kubernetes.io/enforce": podSecurity,
                "pod-security.kubernetes.io/warn": "restricted",
            });
        }
    });
});

describe("the releases of the shipped apps", () => {
    let releases: readonly Release[];
    let running: readonly AnyApp[];
    beforeAll(async () => {
        const built = await shippedHomelab();
        running = built.running;
        releases = releasesOf(built.recorded).filter(({ namespace }) =>
            running.some(({ name }) => name === namespace),
        );
    });

    const imageKeys = (values: Tree) =>
        valuesOfKey(values, "image").filter((image) => !isTree(image) || !("preview" in image));

    /** Every image that values name, as `repository:tag@digest`, as far as they say. */
    const imagesIn = (values: Tree): string[] =>
        // Immich's configuration has pictures below that key, with a format and a quality.
        imageKeys(values).map((image) =>
            typeof image === "string"
                ? image
                : ["tag", "digest"]
                      .map((part) => (image as Tree)[part])
                      .filter(Boolean)
                      .join("@"),
        );
    // A whole name has both; of a chart's image, tag or digest may be the release's own.
    const exact =
        /^(?:[^@\s]+\/[^@\s]+:\w[-\w.]*@sha256:[0-9a-f]{64}|v?\d+(\.\d+)+[-\w.]*(@sha256:[0-9a-f]{64})?|sha256:[0-9a-f]{64})$/;

    it("are one for each app, whole or not at all, at one exact version", () => {
        for (const app of running) {
            const own = releases.filter(
                ({ namespace, name }) => namespace === app.name && name === app.name,
            );
            expect(own).toHaveLength(1);
            expect(own[0]).toMatchObject({
                chart: app.chart.chart,
                atomic: true,
                createNamespace: false,
            });
            expect(own[0]?.version).toMatch(/^v?\d+\.\d+\.\d+/);
        }
    });

    it("pin each image they set to one version, and each they name to a digest", () => {
        const images = [
            ...releases.flatMap(({ values }) => imagesIn(values)),
            ...running.flatMap(({ data }) =>
                Object.values(data).flatMap((datum) =>
                    datum.kind === "postgres" ? [datum.image] : [],
                ),
            ),
        ];
        expect(images.length).toBeGreaterThan(1);
        expect(images.filter((image) => !exact.test(image))).toEqual([]);
        for (const floating of [
            "latest",
            ":v2",
            "x:release",
            "x",
            "x:1.2@sha256:abc",
            "ghcr.io/a/b:1.2.3",
            "sha256:abc",
        ]) {
            expect(floating).not.toMatch(exact);
        }
    });

    it("keep jobs in their queues, whatever memory is short, and over a restart", () => {
        const caches = releases.filter(({ chart }) => chart === "valkey");
        expect(caches.length).toBeGreaterThan(1);
        for (const { values } of caches) {
            expect(values["valkeyConfig"]).toMatch(/maxmemory-policy noeviction\nappendonly yes/);
        }
    });

    it("mount no service account's token", () => {
        const chartOf = ({ chart }: Release) => join(repository, chart, "templates/workloads.yaml");
        for (const release of releases) {
            if (existsSync(chartOf(release))) {
                expect(readFileSync(chartOf(release), "utf8")).toMatch(
                    /^ +automountServiceAccountToken: false$/m,
                );
            } else if (release.chart === "valkey") {
                // The chart's own default, which no value may undo.
                expect(valuesOfKey(release.values, "automount")).toEqual([]);
            } else {
                expect(valuesOfKey(release.values, "automountServiceAccountToken")).toEqual([
                    false,
                ]);
            }
        }
    });
});
