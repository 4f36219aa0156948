import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import * as ts from "typescript";

const root = join(__dirname, "..");

/** The layers in the order in which data passes them; each may lean only on what stands before it. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
    // What several layers need and none of them is about.
    shared: ["fastest-levenshtein"],
    catalogue: ["croner"],
    config: ["shared", "catalogue", "zod", "yaml", "ipaddr.js"],
    apps: ["catalogue"],
    "components/infrastructure": [
        "catalogue",
        "config/schema",
        "components/node-address",
        "@pulumi/pulumi",
        "@muhlba91/pulumi-proxmoxve",
        "@pulumiverse/talos",
        "yaml",
    ],
    "components/cluster": [
        "catalogue",
        "config/schema",
        "components/node-address",
        "components/infrastructure/index",
        "@pulumi/pulumi",
        "@pulumiverse/talos",
        "yaml",
    ],
    "components/platform": [
        "catalogue",
        "config/schema",
        "@pulumi/pulumi",
        "@pulumi/kubernetes",
        "@pulumi/random",
        "@pulumi/tls",
        "@pulumi/cloudflare",
        "@pulumiverse/grafana",
        "@grafana/grafana-foundation-sdk",
        "bech32",
        "yaml",
    ],
    "components/workload": [
        "catalogue",
        "components/platform/index",
        "@pulumi/pulumi",
        "@pulumi/kubernetes",
        "@pulumi/random",
        "yaml",
    ],
    // The composition root and the providers.
    components: [
        "catalogue",
        "config/schema",
        "config/read",
        "components/infrastructure/index",
        "components/cluster/index",
        "components/platform/index",
        "components/workload/index",
        "@pulumi/pulumi",
        "@pulumi/kubernetes",
        "@pulumi/random",
        "@pulumi/tls",
        "@pulumi/cloudflare",
        "@muhlba91/pulumi-proxmoxve",
        "@pulumiverse/grafana",
        "@pulumiverse/talos",
    ],
    "index.ts": [
        "apps",
        "catalogue/running-apps",
        "components/homelab",
        "config/read",
        "policies/admission/policies",
    ],
    policies: ["shared", "catalogue", "apps", "rendering", "@pulumi/policy", "yaml"],
    sdks: ["@pulumi/pulumi"],
};

/** Things that are done in one file each. */
const doors: readonly { readonly what: string; readonly pattern: RegExp; readonly in: string }[] = [
    {
        what: "read the stack's configuration",
        pattern: /\bpulumi\.(Config\b|runtime\.allConfig)/,
        in: "config/read.ts",
    },
    {
        what: "install a Helm chart",
        pattern: /\bhelm\.v[34]\./,
        in: "components/platform/chart.ts",
    },
    {
        what: "make a provider",
        pattern: /new (k8s|proxmoxve|talos|random|tls|cloudflare|command|grafana)\.Provider\(/,
        in: "components/providers.ts",
    },
    { what: "make a policy pack", pattern: /new PolicyPack\(/, in: "policies/index.ts" },
    {
        what: "write a service's name in the cluster's DNS",
        pattern: /\.svc\.cluster\b/,
        in: "catalogue/service-address.ts",
    },
    {
        what: "seal a secret",
        pattern: /new Sealing\(/,
        in: "components/platform/secrets/sealed-secret.ts",
    },
];

/** Files outside the product that it shares a door with. */
const helpers = ["commands", "rehearsal", "rendering"];

/** Folders of the product; what stands outside serves it and is never imported by it. */
const product = ["shared", "catalogue", "config", "apps", "components", "policies", "sdks"];

function sources(path: string): string[] {
    return readdirSync(join(root, path)).flatMap((entry) => {
        const child = join(path, entry);
        if (entry === "node_modules") {
            return [];
        }
        if (statSync(join(root, child)).isDirectory()) {
            return sources(child);
        }
        return child.endsWith(".ts") ? [child] : [];
    });
}

const files = [...product.flatMap(sources), "index.ts"];
const text = (file: string) => readFileSync(join(root, file), "utf8");

/** What a file imports: packages by name, own files by path from the root, node's own left out. */
function imports(file: string): string[] {
    return ts
        .preProcessFile(text(file), true, true)
        .importedFiles.map(({ fileName }) => fileName)
        .filter((name) => !name.startsWith("node:"))
        .map((name) => (name.startsWith(".") ? resolveOwn(file, name) : packageOf(name)));
}

function resolveOwn(file: string, name: string): string {
    const target = normalize(join(dirname(file), name));
    const isFolder =
        statSync(join(root, target), { throwIfNoEntry: false })?.isDirectory() === true;
    return isFolder ? join(target, "index") : target;
}

function packageOf(name: string): string {
    return name
        .split("/")
        .slice(0, name.startsWith("@") ? 2 : 1)
        .join("/");
}

function layerOf(file: string): string {
    const layers = Object.keys(mayImport).sort((a, b) => b.length - a.length);
    return layers.find((layer) => file === layer || file.startsWith(`${layer}/`)) ?? "";
}

describe("who may import whom", () => {
    it.each(files)("%s", (file) => {
        const layer = layerOf(file);
        const allowed = mayImport[layer] ?? [];
        const strangers = imports(file).filter(
            (name) =>
                layerOf(`${name}.ts`) !== layer &&
                !allowed.some((door) => name === door || name.startsWith(`${door}/`)),
        );
        const readsPulumi = file === "config/read.ts";
        expect(strangers.filter((name) => !(readsPulumi && name === "@pulumi/pulumi"))).toEqual([]);
    });

    it("nothing imports what leads back to it, types included", () => {
        const all = [...files, ...helpers.flatMap(sources)].map((file) => file.slice(0, -3));
        const next = new Map(
            all.map((file) => [file, imports(`${file}.ts`).filter((one) => all.includes(one))]),
        );
        // What imports nothing that is left is on no circle, and neither is what then follows.
        for (let before = Infinity; next.size < before;) {
            before = next.size;
            for (const [file, targets] of next) {
                if (!targets.some((target) => next.has(target))) {
                    next.delete(file);
                }
            }
        }
        expect([...next.keys()]).toEqual([]);
    });

    it("no service of the platform reaches into a sibling, but to seal, to name hosts and to claim volumes", () => {
        const platform = "components/platform";
        const shared = ["secrets", "network", "storage"].map((door) => `${platform}/${door}/index`);
        const sibling = (path: string) => /^components\/platform\/([^/]+)\//.exec(path)?.[1];
        const crossings = files
            .filter((file) => file.startsWith(`${platform}/`) && sibling(file) !== undefined)
            .flatMap((file) =>
                imports(file)
                    .filter((name) => {
                        const other = sibling(name);
                        return (
                            other !== undefined && other !== sibling(file) && !shared.includes(name)
                        );
                    })
                    .map((name) => `${file} -> ${name}`),
            );
        expect(crossings).toEqual([]);
    });
});

describe("single doors", () => {
    it.each(doors)("only $in may $what", ({ pattern, in: door }) => {
        const own = files.filter((file) => !file.startsWith("sdks/"));
        expect(own.filter((file) => pattern.test(text(file)))).toEqual([door]);
    });

    it.each([
        [
            "know how Pulumi marks a secret",
            /4dabf18193072939515e|1b47061264138c4ac30d/,
            "secret-marker",
        ],
        ["guess what a word was meant to be", /fastest-levenshtein/, "nearest"],
        ["tell what day it is", /toISOString\(\)\.slice\(0, 10\)/, "day"],
    ])("only one file may %s, outside the product too", (_what, pattern, door) => {
        const all = [...files, ...helpers.flatMap(sources)];
        expect(all.filter((file) => pattern.test(text(file)))).toEqual([`shared/${door}.ts`]);
    });
});

describe("size", () => {
    it("index.ts has at most 40 lines", () => {
        expect(text("index.ts").trimEnd().split("\n").length).toBeLessThanOrEqual(40);
    });

    it("an app is one data-only file that imports nothing but the catalogue and its chart's values", () => {
        const apps = files.filter(
            (file) => /^apps\/[^/]+\.ts$/.test(file) && file !== "apps/index.ts",
        );
        expect(apps).not.toEqual([]);
        const foreign = apps.flatMap((file) =>
            imports(file).filter(
                (name) => !/^(catalogue|apps\/(chart-values|scripts))\//.test(name),
            ),
        );
        expect(foreign).toEqual([]);
    });
});

it("the map covers every source file of the product", () => {
    expect(files.filter((file) => layerOf(file) === "")).toEqual([]);
    expect(relative(root, join(root, "index.ts"))).toBe("index.ts");
});
