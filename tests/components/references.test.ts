import { type Recorded } from "../support/record";
import { recordShipped } from "../support/shipped-program";
import {
    type ClusterObject,
    isTree,
    objectsOf,
    type Release,
    releasesOf,
    valuesOfKey,
} from "./recorded";

let recorded: readonly Recorded[];
let sealed: readonly ClusterObject[];
let releases: readonly Release[];
beforeAll(async () => {
    recorded = await recordShipped();
    sealed = objectsOf(recorded, "SealedSecret");
    releases = releasesOf(recorded);
});

/** Keys of a Secret that the program seals; none where it seals no such Secret. */
function keysOf(namespace: string, name: string): string[] {
    const found = sealed.find((one) => one.namespace === namespace && one.name === name);
    return Object.keys(found?.spec["encryptedData"] ?? {});
}

function release(name: string): Release {
    const found = releases.find((one) => one.name === name);
    if (found === undefined) {
        throw new Error(`there is no release called ${name}`);
    }
    return found;
}

const claims = () =>
    objectsOf(recorded, "PersistentVolumeClaim").map(
        ({ namespace, name }) => `${namespace}/${name}`,
    );

describe("what a chart is told to use", () => {
    it("the volume driver finds its configuration under the key it looks for", () => {
        const { namespace, values } = release("proxmox-csi-plugin");
        const { existingConfigSecret, existingConfigSecretKey } = values as Record<string, string>;
        expect(keysOf(namespace, existingConfigSecret ?? "")).toEqual([existingConfigSecretKey]);
    });

    it("every cache finds its login and its claim", () => {
        const caches = releases.filter(({ chart }) => chart === "valkey");
        expect(caches.length).toBeGreaterThan(0);
        for (const { namespace, values } of caches) {
            const [secret] = valuesOfKey(values, "usersExistingSecret") as string[];
            expect(keysOf(namespace, secret ?? "")).toEqual(valuesOfKey(values, "passwordKey"));
            const [claim] = valuesOfKey(values, "persistentVolumeClaimName") as string[];
            expect(claims()).toContain(`${namespace}/${claim ?? ""}`);
        }
    });

    it("every app finds the claims it mounts, and mounts every claim that was made for it", () => {
        const mounted = releases.flatMap(({ namespace, values }) =>
            ["existingClaim", "claim", "persistentVolumeClaimName"]
                .flatMap((key) => valuesOfKey(values, key))
                .map((claim) => `${namespace}/${String(claim)}`),
        );
        const own = objectsOf(recorded, "Deployment").flatMap(({ namespace, spec }) =>
            valuesOfKey(spec, "claimName").map((claim) => `${namespace}/${String(claim)}`),
        );
        expect([...new Set([...mounted, ...own])].sort()).toEqual([...claims()].sort());
    });

    it("every app finds the keys of Secrets that its environment is made of", () => {
        const asked = releases.flatMap(({ namespace, values }) => [
            ...valuesOfKey(values, "secretKeyRef").map((reference) => ({
                namespace,
                ...(reference as { name: string; key: string }),
            })),
            ...Object.values(valuesOfKey(values, "env").filter(isTree)).flatMap((env) =>
                Object.values(env)
                    .filter(isTree)
                    .filter((value) => typeof value["secret"] === "string")
                    .map((value) => ({
                        namespace,
                        name: String(value["secret"]),
                        key: String(value["key"]),
                    })),
            ),
        ]);
        expect(asked.length).toBeGreaterThan(0);
        expect(
            asked.filter(({ namespace, name, key }) => !keysOf(namespace, name).includes(key)),
        ).toEqual([]);
    });
});

describe("what an object is told to use", () => {
    it("the encrypted class finds its passphrase, when a volume is opened and when it grows", () => {
        const parameters = objectsOf(recorded, "StorageClass")
            .map(({ all }) => all["parameters"] as Record<string, string>)
            .filter((found) => Object.keys(found).some((key) => key.includes("secret")));
        expect(parameters).toHaveLength(1);
        for (const moment of ["node-stage", "node-expand"]) {
            const part = (what: string) =>
                parameters[0]?.[`csi.storage.k8s.io/${moment}-secret-${what}`] ?? "";
            expect(keysOf(part("namespace"), part("name"))).toEqual(["encryption-passphrase"]);
        }
    });

    it("the gateway finds its certificate, as a Secret of the type it must have", () => {
        const [gateway] = objectsOf(recorded, "Gateway");
        const references = valuesOfKey(gateway?.spec, "certificateRefs").flat() as {
            name: string;
        }[];
        expect(references).toHaveLength(1);
        const { namespace = "" } = gateway ?? {};
        const name = references[0]?.name ?? "";
        expect(keysOf(namespace, name).sort()).toEqual(["tls.crt", "tls.key"]);
        const secret = sealed.find((one) => one.name === name);
        expect(secret?.spec["template"]).toMatchObject({ type: "kubernetes.io/tls" });
    });

    it("every database finds the login of its owner", () => {
        const databases = objectsOf(recorded, "Cluster");
        expect(databases.length).toBeGreaterThan(0);
        for (const { namespace, spec } of databases) {
            const [{ name }] = valuesOfKey(spec, "secret") as [{ name: string }];
            expect(keysOf(namespace, name).sort()).toEqual(["password", "username"]);
            const secret = sealed.find((one) => one.name === name);
            expect(secret?.spec["template"]).toMatchObject({ type: "kubernetes.io/basic-auth" });
        }
    });

    it("every claim and database finds its class", () => {
        const classes = objectsOf(recorded, "StorageClass").map(({ name }) => name);
        const asked = [
            ...objectsOf(recorded, "PersistentVolumeClaim").map(
                ({ spec }) => spec["storageClassName"],
            ),
            ...objectsOf(recorded, "Cluster").flatMap(({ spec }) =>
                valuesOfKey(spec, "storageClass"),
            ),
        ];
        expect(asked.length).toBeGreaterThan(3);
        expect(asked.filter((name) => !classes.includes(name as string))).toEqual([]);
    });

    it("every object finds its namespace", () => {
        const made = objectsOf(recorded, "Namespace").map(({ name }) => name);
        const own = ["", "kube-system", ...made];
        const homeless = [...objectsOf(recorded), ...releases].filter(
            ({ namespace }) => !own.includes(namespace),
        );
        expect(homeless.map(({ name }) => name)).toEqual([]);
    });

    it("every route finds the gateway's one listener, whose name covers its hosts", () => {
        const [gateway, ...others] = objectsOf(recorded, "Gateway");
        const listeners = (gateway?.spec["listeners"] ?? []) as {
            name: string;
            hostname: string;
        }[];
        expect(others).toEqual([]);
        expect(listeners).toHaveLength(1);
        const routes = objectsOf(recorded, "HTTPRoute");
        expect(routes.length).toBeGreaterThan(0);
        for (const { spec } of routes) {
            expect(spec["parentRefs"]).toEqual([
                {
                    name: gateway?.name,
                    namespace: gateway?.namespace,
                    sectionName: listeners[0]?.name,
                },
            ]);
            const domain = (listeners[0]?.hostname ?? "").replace(/^\*\./, "");
            for (const host of spec["hostnames"] as string[]) {
                expect(host.split(".").slice(1).join(".")).toBe(domain);
            }
        }
    });
});
