import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import fc from "fast-check";
import {
    configured,
    type PackConfiguration,
    readConfiguration,
} from "../../../policies/configuration/configuration";
import { configurationSchema } from "../../../policies/configuration/schema";
import { stackOf } from "../../../policies/engine/resource";
import { plainValue } from "../../../policies/engine/value";
import { rules } from "../../../policies/rules";
import { defaultTlsRequires13 } from "../../../policies/rules/default-tls-requires-1-3";
import { namespaceDeniesByDefault } from "../../../policies/rules/namespace-denies-by-default";
import { namespaceRestrictsPods } from "../../../policies/rules/namespace-restricts-pods";
import { secretSealed } from "../../../policies/rules/secret-sealed";
import { secretsReadableByFew } from "../../../policies/rules/secrets-readable-by-few";
import { serviceNotExposed } from "../../../policies/rules/service-not-exposed";
import { storageClassRetains } from "../../../policies/rules/storage-class-retains";
import { repository } from "../../support/shipped-program";
import { context, kube, resource, verdictOf } from "../support";

const reason = "It is needed from the start.";
const whole = {
    assets: [
        {
            ...{ id: "wiki.pages", title: "Pages", kind: "volume" },
            ...{ classification: "internal", backup: "high" },
        },
    ],
    mounters: [{ asset: "wiki.pages", podLabels: { app: "wiki" } }],
    labels: { asset: "example.org/data" },
    provisioners: ["disks.example.org"],
    traefikCharts: ["house-traefik"],
    secrets: [{ namespace: "wiki", type: "Opaque", label: ["for", "start"], reason }],
    services: [{ namespace: "edge", name: "edge", type: "LoadBalancer", reason }],
    roles: [{ names: ["wiki-reader"], wildcards: false, reason }],
    openNamespaces: [{ name: "wiki", reason }],
    relaxedNamespaces: [{ name: "wiki", podSecurity: "baseline", reason }],
    exemptions: [{ rule: "image-pinned", resource: "x", reason, until: "2027-01-31" }],
};

const validate = new Ajv({ strict: false }).compile({
    type: "object",
    properties: configurationSchema,
    additionalProperties: false,
});

describe("the schema of the configuration", () => {
    test("takes every section that there is", () => {
        expect(Object.keys(whole).sort()).toEqual(Object.keys(configurationSchema).sort());
        validate(whole);
        expect(validate.errors ?? []).toEqual([]);
    });

    test("takes the README's example, and stands there key by key", () => {
        const readme = readFileSync(join(repository, "policies/README.md"), "utf8");
        const [, text = ""] = /```json\n([\s\S]*?)```/.exec(readme) ?? [];
        const example = JSON.parse(text) as Record<string, object>;
        expect(validate(example["pack-configuration"])).toBe(true);
        const others = Object.keys(example).filter((name) => name !== "pack-configuration");
        expect(rules.map(({ name }) => name)).toEqual(expect.arrayContaining(others));
        const keys = [...readme.matchAll(/^\| `([a-zA-Z]+)` +\|/gm)].map(([, key]) => key);
        expect(keys).toEqual(Object.keys(configurationSchema));
    });

    test.each<[string, object]>([
        [
            "an asset without a class",
            { assets: [{ ...whole.assets[0], classification: undefined }] },
        ],
        [
            "a class that there is not",
            { assets: [{ ...whole.assets[0], classification: "secret" }] },
        ],
        ["an asset without an owner", { assets: [{ ...whole.assets[0], id: "pages" }] }],
        [
            "a key with a typing error",
            { assets: [{ ...whole.assets[0], clasification: "public" }] },
        ],
        ["a label that there is not", { labels: { owner: "example.org/owner" } }],
        ["a label that is none", { labels: { asset: "not a label" } }],
        ["an allowance without a reason", { openNamespaces: [{ name: "wiki" }] }],
        ["a service on every node", { services: [{ ...whole.services[0], type: "NodePort" }] }],
        ["roles without names", { roles: [{ names: [], reason }] }],
        [
            "pods that may do anything",
            { relaxedNamespaces: [{ ...whole.relaxedNamespaces[0], podSecurity: "all" }] },
        ],
        ["an exemption for ever", { exemptions: [{ ...whole.exemptions[0], until: "never" }] }],
        ["an unknown section", { asset: [] }],
    ])("refuses %s", (_title, wrong) => {
        expect(validate(JSON.parse(JSON.stringify(wrong)))).toBe(false);
    });
});

describe("what rules know", () => {
    const known = (source: object) => configured(context, readConfiguration(plainValue(source)));
    const says = (
        rule: Parameters<typeof verdictOf>[0],
        subject: Parameters<typeof verdictOf>[1][number],
        source: object = whole,
    ) => verdictOf(rule, [subject], known(source)).findings.length;

    test("stays as it is without a configuration", () => {
        const { assets, podSecurityOf, allowances } = known({});
        expect({ assets, allowances }).toEqual({
            ...{ assets: context.assets, allowances: context.allowances },
        });
        expect(podSecurityOf("velero")).toBe("privileged");
    });

    test("is the other data, with what is left out filled in", () => {
        const { assets, find, mounters } = known(whole);
        expect(assets).toEqual([{ ...whole.assets[0], retention: "indefinite", personal: false }]);
        expect([find("wiki.pages")?.title, find("immich.photos")]).toEqual(["Pages", undefined]);
        expect([mounters("wiki.pages"), mounters("wiki.other")]).toEqual([
            ...[[{ app: "wiki" }], undefined],
        ]);
    });

    test("knows no mounters of other data unless they are named", () => {
        expect(known({ assets: whole.assets }).mounters("immich.photos")).toBeUndefined();
        expect(context.mounters("immich.photos")).toBeDefined();
    });

    test("allows other secrets, and no longer the house's", () => {
        const labels = { for: "start" };
        const secret = kube(
            "core/v1:Secret",
            "s",
            { type: "Opaque" },
            { namespace: "wiki", labels },
        );
        expect([says(secretSealed, secret), says(secretSealed, secret, {})]).toEqual([0, 1]);
    });

    test("allows other services to be reached", () => {
        const spec = { spec: { type: "LoadBalancer" } };
        const service = kube("core/v1:Service", "edge", spec, { namespace: "edge" });
        expect([says(serviceNotExposed, service), says(serviceNotExposed, service, {})]).toEqual([
            ...[0, 1],
        ]);
        const own = kube("core/v1:Service", "traefik", spec, { namespace: "traefik" });
        expect([says(serviceNotExposed, own), says(serviceNotExposed, own, {})]).toEqual([1, 0]);
    });

    test("allows other roles to read secrets, and no longer the house's", () => {
        const role = (name: string) =>
            kube(
                "rbac.authorization.k8s.io/v1:ClusterRole",
                name,
                { rules: [{ apiGroups: [""], resources: ["secrets"], verbs: ["get"] }] },
                { namespace: undefined },
            );
        const faults = ["wiki-reader", "secrets-unsealer"].map((name) =>
            [whole, {}].map((source) => says(secretsReadableByFew, role(name), source)),
        );
        expect(faults).toEqual([
            [0, 1],
            [1, 0],
        ]);
    });

    test("allows other namespaces to stay open, and to relax", () => {
        const pod = kube("core/v1:Pod", "p", { spec: { containers: [] } }, { namespace: "wiki" });
        expect(says(namespaceDeniesByDefault, pod, {})).toBe(1);
        expect(says(namespaceDeniesByDefault, pod)).toBe(0);
        const labels = { "pod-security.kubernetes.io/enforce": "baseline" };
        const wiki = kube("core/v1:Namespace", "wiki", {}, { name: "wiki", labels });
        expect(says(namespaceRestrictsPods, wiki)).toBeLessThan(
            says(namespaceRestrictsPods, wiki, {}),
        );
    });

    test("takes other drivers and other charts for what they are", () => {
        const disks = kube("storage.k8s.io/v1:StorageClass", "disks", {
            ...{ provisioner: "disks.example.org", reclaimPolicy: "Retain" },
        });
        expect([says(storageClassRetains, disks), says(storageClassRetains, disks, {})]).toEqual([
            ...[0, 1],
        ]);
        const traefik = resource("kubernetes:helm.sh/v3:Release", "edge", {
            chart: "oci://example.org/house-traefik",
        });
        const judged = (source: object) =>
            verdictOf(defaultTlsRequires13, [traefik], known(source)).judged.length;
        expect([judged(whole), judged({})]).toEqual([1, 0]);
    });
});

test("a section of another shape counts as not given", () => {
    const wrong = Object.fromEntries(Object.keys(whole).map((key) => [key, [5]]));
    expect(readConfiguration(plainValue(wrong))).toEqual({ exemptions: [5] });
    expect(readConfiguration("nonsense")).toEqual({});
    expect(readConfiguration(plainValue({ labels: { asset: 5, other: "x" } }))).toEqual({
        labels: {},
    });
});

test("any configuration leaves every rule able to judge", () => {
    const junk = fc.object({
        key: fc.constantFrom(...Object.keys(whole), "id", "name", "namespace", "type", "label"),
        maxDepth: 3,
    });
    const stack = stackOf([
        kube("core/v1:PersistentVolumeClaim", "a", {}, { labels: { "data.homelab/asset": "a.b" } }),
        kube("core/v1:Secret", "b", { type: "Opaque" }),
        kube("core/v1:Service", "c", { spec: { type: "LoadBalancer" } }),
        kube("core/v1:Namespace", "d"),
    ]);
    fc.assert(
        fc.property(junk, (source) => {
            const read: PackConfiguration = readConfiguration(plainValue(source));
            const known = configured(context, read);
            for (const rule of rules) {
                expect(verdictOf(rule, stack.resources, known).judged).toBeInstanceOf(Array);
            }
        }),
        { numRuns: 200 },
    );
});
