import { endCluster, startCluster } from "../../../../rehearsal/datacenter/cluster-life";
import { type Fields, UNKNOWN } from "../../../../rehearsal/provider/value";
import { kubernetes } from "../../../../rehearsal/stand-ins/kubernetes";
import { Stage } from "../stage";

const namespaceType = "kubernetes:core/v1:Namespace";
const claimType = "kubernetes:core/v1:PersistentVolumeClaim";
const configType = "kubernetes:core/v1:ConfigMap";
const secretType = "kubernetes:core/v1:Secret";
const serviceType = "kubernetes:core/v1:Service";
const definitionType = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";
const sealedType = "kubernetes:bitnami.com/v1alpha1:SealedSecret";
const classType = "kubernetes:storage.k8s.io/v1:StorageClass";

const inApp = (name: string, rest: Fields = {}): Fields => ({
    metadata: { name, namespace: "app" },
    ...rest,
});
const home: Fields = { metadata: { name: "app" } };

let stage: Stage;
beforeEach(() => {
    stage = new Stage(kubernetes());
    startCluster(stage.datacenter, "10.0.0.21");
});

describe("the API server", () => {
    it("refuses every connection while there is no cluster", async () => {
        const made = await stage.create(namespaceType, home);
        endCluster(stage.datacenter);
        const refused = "the Kubernetes API cannot be reached: dial tcp: connection refused";
        await expect(stage.create(namespaceType, home)).rejects.toThrow(refused);
        await expect(stage.read(made)).rejects.toThrow(refused);
        await expect(stage.update(made, home)).rejects.toThrow(refused);
        await expect(stage.delete(made)).rejects.toThrow(refused);
    });

    it("wants the namespace first, and knows its own ones", async () => {
        await expect(stage.create(configType, inApp("c"))).rejects.toThrow(
            'namespaces "app" not found',
        );
        await stage.create(namespaceType, home);
        expect((await stage.create(configType, inApp("c"))).id).toBe("app/c");
        const unplaced = await stage.create(configType, { metadata: { name: "d" } });
        expect(unplaced.id).toBe("default/d");
        expect(unplaced.outputs.fields["metadata"]).toMatchObject({ namespace: "default" });
    });

    it("wants no namespace for what belongs to none", async () => {
        const made = await stage.create(classType, { metadata: { name: "fast" } });
        expect(made.id).toBe("fast");
    });

    it("knows the accounts that Talos brings", async () => {
        await stage.create(namespaceType, home);
        const made = await stage.create(
            "kubernetes:talos.dev/v1alpha1:ServiceAccount",
            inApp("reader"),
        );
        expect(made.id).toMatch(/\/reader$/);
    });

    it("learns a kind from its definition, and whether it lies in namespaces", async () => {
        await stage.create(namespaceType, home);
        await expect(stage.create(sealedType, inApp("s"))).rejects.toThrow(
            'no matches for kind "SealedSecret" in version "bitnami.com/v1alpha1"',
        );
        const define = (kind: string, scope: string) =>
            stage.create(definitionType, {
                metadata: { name: `${kind.toLowerCase()}s.bitnami.com` },
                spec: { group: "bitnami.com", names: { kind }, scope },
            });
        await define("SealedSecret", "Namespaced");
        expect((await stage.create(sealedType, inApp("s"))).id).toBe("app/s");
        await define("Sealer", "Cluster");
        const wide = await stage.create("kubernetes:bitnami.com/v1alpha1:Sealer", {
            metadata: { name: "s" },
        });
        expect(wide.id).toBe("s");
    });

    it("refuses a second object of the same name and kind", async () => {
        await stage.create(namespaceType, home);
        await stage.create(configType, inApp("same"));
        await stage.create(secretType, inApp("same"));
        await expect(stage.create(configType, inApp("same"))).rejects.toThrow(
            'configmaps "app/same" already exists',
        );
    });

    it("adds what it knows of an object, and keeps it through changes", async () => {
        const made = await stage.create(configType, { metadata: { name: "c" }, data: { a: "1" } });
        const { uid } = made.outputs.fields["metadata"] as Fields;
        expect(uid).toMatch(/^[0-9a-f-]{36}$/);
        const changed = await stage.update(made, { metadata: { name: "c" }, data: { a: "2" } });
        expect(changed.outputs.fields).toMatchObject({
            data: { a: "2" },
            metadata: { uid, namespace: "default", generation: 2 },
        });
    });

    it("misses an object that someone deleted", async () => {
        const made = await stage.create(configType, { metadata: { name: "c" } });
        stage.datacenter.remove("kubernetes:core/ConfigMap", "default/c");
        expect(await stage.read(made)).toBeUndefined();
        await expect(stage.update(made, { metadata: { name: "c" } })).rejects.toThrow(
            'ConfigMap "default/c" not found',
        );
        await expect(stage.delete(made)).resolves.toBeUndefined();
    });

    it("reports a claim that waits for its first pod, and the address asked for", async () => {
        const claim = await stage.create(claimType, { metadata: { name: "p" } });
        expect(claim.outputs.fields["status"]).toEqual({ phase: "Pending" });
        const service = await stage.create(serviceType, {
            metadata: { name: "s", annotations: { "lbipam.cilium.io/ips": "10.0.0.9" } },
        });
        expect(service.outputs.fields["status"]).toEqual({
            loadBalancer: { ingress: [{ ip: "10.0.0.9" }] },
        });
    });

    it("keeps the values of Secrets secret, and no others", async () => {
        const secret = await stage.create(secretType, {
            metadata: { name: "s" },
            data: { a: "eA==" },
            stringData: { b: "x" },
        });
        expect(secret.outputs.secrets).toEqual([
            ["data", "a"],
            ["stringData", "b"],
        ]);
        const config = await stage.create(configType, { metadata: { name: "s" }, data: { a: "" } });
        expect(config.outputs.secrets).toEqual([]);
    });
});

describe("a namespace", () => {
    it("takes its contents along when it is deleted, and nobody else's", async () => {
        const made = await stage.create(namespaceType, home);
        await stage.create(namespaceType, { metadata: { name: "app-2" } });
        await stage.create(claimType, inApp("photos"));
        await stage.create(claimType, { metadata: { name: "photos", namespace: "app-2" } });
        await stage.delete(made);
        expect(stage.datacenter.get("kubernetes:core/Namespace", "app")).toBeUndefined();
        expect(
            stage.datacenter.list("kubernetes:core/PersistentVolumeClaim").map(({ id }) => id),
        ).toEqual(["app-2/photos"]);
    });
});

describe("the name of an object", () => {
    it("is made up where none is given, and then stays", () => {
        const news = { fields: { data: {} }, secrets: [] };
        const first = stage.check(configType, news, {}, "settings").inputs.fields;
        const { name, annotations } = first["metadata"] as Fields;
        expect(name).toMatch(/^settings-[0-9a-f]{8}$/);
        expect(annotations).toEqual({ "pulumi.com/autonamed": "true" });
        expect(stage.check(configType, news, first, "settings").inputs.fields).toEqual(first);
        const other = stage.check(configType, news, {}, "settings").inputs.fields;
        expect((other["metadata"] as Fields)["name"]).not.toBe(name);
    });

    it("is left alone where one is given or asked of the server", () => {
        const given: Fields[] = [{ name: "given" }, { generateName: "some-" }];
        for (const metadata of given) {
            const news = { fields: { metadata }, secrets: [] };
            expect(stage.check(configType, news).inputs.fields).toEqual({ metadata });
        }
    });

    it("is in the way of a replacement, unless it was made up", async () => {
        const named = await stage.create(claimType, inClass("a", { name: "given" }));
        expect((await stage.diff(named, inClass("b", { name: "given" }))).deletesFirst).toBe(true);
        const { inputs } = stage.check(claimType, { fields: inClass("b"), secrets: [] });
        expect((await stage.diff(named, inputs.fields)).deletesFirst).toBe(false);
    });
});

function inClass(storageClassName: string, metadata: Fields = {}): Fields {
    return { metadata, spec: { storageClassName } };
}

describe("a check", () => {
    it.each<[string, string, Fields, string]>([
        ["a name with capitals", configType, { metadata: { name: "My_App" } }, "metadata.name"],
        ["a name too long", configType, { metadata: { name: "a".repeat(254) } }, "metadata.name"],
        [
            "a label with a space",
            configType,
            { metadata: { labels: { "data.homelab/asset": "two words" } } },
            'metadata.labels["data.homelab/asset"]',
        ],
        [
            "a label that is too long",
            configType,
            { metadata: { labels: { a: "a".repeat(64) } } },
            "metadata.labels.a",
        ],
        [
            "a label that ends with a dot",
            configType,
            { metadata: { labels: { a: "a." } } },
            "metadata.labels.a",
        ],
        [
            "a port that is none",
            serviceType,
            { spec: { ports: [{ port: 80 }, { port: 70_000 }] } },
            "spec.ports[1].port",
        ],
        [
            "a container's port that is none",
            "kubernetes:apps/v1:Deployment",
            { spec: { template: { spec: { containers: [{ ports: [{ containerPort: 0 }] }] } } } },
            "spec.template.spec.containers[0].ports[0].containerPort",
        ],
    ])("refuses %s", (_what, type, inputs, property) => {
        const problems = stage.problems(type, inputs);
        expect(problems).toHaveLength(1);
        expect(problems[0]?.startsWith(`${property}: `)).toBe(true);
    });

    it("takes what is right or not known yet", () => {
        const labels: Fields = { a: "", b: "x".repeat(63), c: UNKNOWN };
        expect(
            stage.problems(serviceType, {
                metadata: { name: "a.b-c", labels },
                spec: { ports: [{ port: 1 }, { port: 65_535 }, { port: UNKNOWN }] },
            }),
        ).toEqual([]);
        expect(stage.problems(configType, { metadata: { name: UNKNOWN } })).toEqual([]);
    });
});
