import { type Recorded } from "../support/record";
import { recordShipped, recordStack, shippedConfig } from "../support/shipped-program";
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

    /** Name of the Secret that every listener of the gateway shows. */
    const certificateOf = (all: readonly Recorded[]) => {
        const [gateway] = objectsOf(all, "Gateway");
        const references = valuesOfKey(gateway?.spec, "certificateRefs").flat() as {
            name: string;
        }[];
        const names = new Set(references.map(({ name }) => name));
        expect(names.size).toBe(1);
        return { namespace: gateway?.namespace ?? "", name: [...names][0] ?? "" };
    };

    it("the gateway finds its certificate, which cert-manager asks a public authority for", () => {
        const { namespace, name } = certificateOf(recorded);
        const [certificate, ...more] = objectsOf(recorded, "Certificate");
        expect(more).toEqual([]);
        expect([certificate?.namespace, certificate?.spec["secretName"]]).toEqual([
            namespace,
            name,
        ]);
        const [issuer] = objectsOf(recorded, "ClusterIssuer");
        expect(certificate?.spec["issuerRef"]).toEqual({
            kind: "ClusterIssuer",
            name: issuer?.name,
        });
        const [reference] = valuesOfKey(issuer?.spec, "apiTokenSecretRef") as {
            name: string;
            key: string;
        }[];
        expect(keysOf("cert-manager", reference?.name ?? "")).toEqual([reference?.key]);
    });

    it("the gateway finds the house's own certificate where there is no public name", async () => {
        const { "homelab:cloudflare": outside, ...rest } = shippedConfig();
        expect(outside).toBeDefined();
        // Buckets at Cloudflare go with it.
        const backup = { targets: [], incomplete: { reason: "Not tested", until: "2999-12-31" } };
        const alone = await recordStack({ ...rest, "homelab:backup": JSON.stringify(backup) });
        expect(alone.filter(({ type }) => type.includes("cloudflare"))).toEqual([]);
        const { namespace, name } = certificateOf(alone);
        const secret = objectsOf(alone, "SealedSecret").find((one) => one.name === name);
        expect(secret?.namespace).toBe(namespace);
        expect(secret?.spec["template"]).toMatchObject({ type: "kubernetes.io/tls" });
        expect(Object.keys(secret?.spec["encryptedData"] ?? {}).sort()).toEqual([
            "tls.crt",
            "tls.key",
        ]);
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

    it("every route finds the listeners of the gateway that it names, whose name covers its hosts", () => {
        const [gateway, ...others] = objectsOf(recorded, "Gateway");
        const listeners = (gateway?.spec["listeners"] ?? []) as {
            name: string;
            hostname: string;
        }[];
        expect(others).toEqual([]);
        expect(new Set(listeners.map(({ hostname }) => hostname)).size).toBe(1);
        const outside = objectsOf(recorded, "Namespace")
            .filter(({ labels }) => labels["network.homelab/reach"] === "external")
            .map(({ name }) => name);
        expect(outside.length).toBeGreaterThan(0);
        const routes = objectsOf(recorded, "HTTPRoute");
        expect(routes.length).toBeGreaterThan(outside.length);
        for (const { namespace, spec } of routes) {
            const named = outside.includes(namespace) ? ["websecure", "tunnel"] : ["websecure"];
            expect(listeners.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
            expect(spec["parentRefs"]).toEqual(
                named.map((sectionName) => ({
                    name: gateway?.name,
                    namespace: gateway?.namespace,
                    sectionName,
                })),
            );
            const domain = (listeners[0]?.hostname ?? "").replace(/^\*\./, "");
            for (const host of spec["hostnames"] as string[]) {
                expect(host.split(".").slice(1).join(".")).toBe(domain);
            }
        }
    });
});
