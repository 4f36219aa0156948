import { registries, registryCacheAddress } from "../../catalogue/registries";
import { type Recorded } from "../support/record";
import { recordShipped, shippedConfig } from "../support/shipped-program";
import { machineConfigPatches } from "../../components/cluster/machine-config";
import { type ClusterObject, isTree, objectsOf, releasesOf, valuesOfKey } from "./recorded";
import { shippedHomelab } from "./homelabs";

const inCache = (recorded: readonly Recorded[]) =>
    objectsOf(recorded).filter(({ namespace }) => namespace === "registry-cache");

function only(objects: readonly ClusterObject[], kind: string): ClusterObject {
    const [object, ...others] = objects.filter((one) => one.kind === kind);
    if (object === undefined || others.length > 0) {
        throw new Error(`there is not exactly one ${kind}`);
    }
    return object;
}

describe("the cache of container images", () => {
    let recorded: readonly Recorded[];
    let objects: readonly ClusterObject[];
    beforeAll(async () => {
        recorded = await recordShipped();
        objects = inCache(recorded);
    });

    it("keeps them on the pool that the owner chose, on a class that is theirs alone", () => {
        const { spec, labels } = only(objects, "PersistentVolumeClaim");
        expect(labels["data.homelab/asset"]).toBe("platform.container-images");
        expect(spec).toMatchObject({
            storageClassName: "proxmox-csi-images-g1",
            resources: { requests: { storage: "40Gi" } },
        });
        const classes = objectsOf(recorded, "StorageClass");
        const own = classes.find(({ name }) => name === "proxmox-csi-images-g1");
        expect(own?.all).toMatchObject({
            parameters: { storage: "local" },
            reclaimPolicy: "Delete",
        });
        expect(own?.labels["data.homelab/lifecycle"]).toBe("disposable");
        const users = objectsOf(recorded, "PersistentVolumeClaim").filter(
            ({ spec: claim }) => claim["storageClassName"] === "proxmox-csi-images-g1",
        );
        expect(users).toHaveLength(1);
    });

    it("answers nodes at a fixed address inside the cluster, and nobody else", () => {
        expect(only(objects, "Service").spec).toMatchObject({
            type: "ClusterIP",
            clusterIP: "10.96.0.12",
            ports: [{ port: 5000 }],
        });
        const ways = objects.filter(({ kind }) => kind === "CiliumNetworkPolicy");
        const inward = ways.flatMap(({ spec }) => (spec["ingress"] ?? []) as object[]);
        expect(inward).toEqual([
            {
                fromEntities: ["host", "remote-node"],
                toPorts: [{ ports: [{ port: "5000", protocol: "TCP" }] }],
            },
        ]);
        const plain = objects.filter(({ kind }) => kind === "NetworkPolicy");
        expect(plain.flatMap(({ spec }) => spec["ingress"] ?? [])).toEqual([]);
    });

    it("fetches from each registry below a path of its name, and takes nothing from anybody", () => {
        const text = (only(objects, "ConfigMap").all["data"] as Record<string, string>)[
            "config.json"
        ];
        const config = JSON.parse(text ?? "") as {
            http: { accessControl: unknown };
            extensions: {
                sync: {
                    registries: {
                        urls: string[];
                        onDemand: boolean;
                        preserveDigest: boolean;
                        content: { destination: string }[];
                    }[];
                };
            };
        };
        const { registries: fetched } = config.extensions.sync;
        expect(fetched.map(({ content }) => content[0]?.destination)).toEqual(
            registries.map(({ name }) => `/${name}`),
        );
        expect(fetched.every(({ onDemand, preserveDigest }) => onDemand && preserveDigest)).toBe(
            true,
        );
        expect(config.http.accessControl).toEqual({
            repositories: { "**": { anonymousPolicy: ["read"] } },
        });
    });

    it("knows the registry of every image that the program names", () => {
        const images = [
            ...valuesOfKey(
                releasesOf(recorded).map(({ values }) => values),
                "image",
            ),
            ...objectsOf(recorded).flatMap(({ spec }) => [
                ...valuesOfKey(spec, "image"),
                ...valuesOfKey(spec, "imageName"),
            ]),
        ].filter((image): image is string => typeof image === "string");
        expect(images.length).toBeGreaterThan(3);
        const hosts = new Set(images.map((image) => image.split("/")[0]));
        const known = registries.map(({ name }) => name);
        expect([...hosts].filter((host) => !known.includes(host ?? ""))).toEqual([]);
        const overridden = valuesOfKey(
            releasesOf(recorded).map(({ values }) => values),
            "registry",
        ).filter((registry) => !isTree(registry));
        expect(overridden.filter((host) => !known.includes(String(host)))).toEqual([]);
    });

    it("runs restricted, with a limit and probes", () => {
        const pod = valuesOfKey(only(objects, "Deployment").spec, "template")[0];
        expect(pod).toMatchObject({
            spec: {
                automountServiceAccountToken: false,
                securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
                containers: [
                    {
                        image: expect.stringMatching(
                            /:v\d+\.\d+\.\d+@sha256:[0-9a-f]{64}$/,
                        ) as unknown,
                        resources: { limits: { memory: "512Mi" } },
                        livenessProbe: { httpGet: { path: "/livez" } },
                        securityContext: {
                            readOnlyRootFilesystem: true,
                            capabilities: { drop: ["ALL"] },
                        },
                    },
                ],
            },
        });
    });

    it("is not there when it is not wanted, and nodes pull from public mirrors as before", async () => {
        const storage = JSON.parse(shippedConfig()["homelab:storage"] ?? "{}") as object;
        const config = {
            "homelab:storage": JSON.stringify({ ...storage, imageCache: undefined }),
        };
        const without = await recordShipped({ config });
        expect(inCache(without)).toEqual([]);
        expect(objectsOf(without, "StorageClass").map(({ name }) => name)).toEqual([
            "proxmox-csi",
            "proxmox-csi-encrypted-g1",
        ]);
        const { config: read } = await shippedHomelab();
        const [node] = read.cluster.nodes;
        const patches = node === undefined ? [] : machineConfigPatches(read, node).join("\n");
        expect(patches).toContain("mirror.gcr.io");
        expect(patches).not.toMatch(/BlackholeRouteConfig|:5000/);
    });

    it("has an address that Kubernetes hands to nobody by itself", () => {
        expect(registryCacheAddress("10.96.0.0/12")).toBe("10.96.0.12");
        expect(registryCacheAddress("192.168.64.128/25")).toBe("192.168.64.140");
    });
});
