import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { parse, parseAllDocuments } from "yaml";
import { immich } from "../../apps/immich";
import { optionsOf, sampleBindings } from "./sample-bindings";

// Checked against the chart itself, which is reference material outside this repository.
const shared = join(__dirname, "../../../shared");
const chartFolder = join(shared, "charts/immich-0.12.0");
const schemaFile = join(shared, "charts/app-template-5.0.1/values.schema.json");
const renderedFile = join(shared, "rendered/immich-0.12.0.yaml");
const withChart = existsSync(chartFolder) ? test : test.skip;
const withSchema = existsSync(schemaFile) ? test : test.skip;
const withRendered = existsSync(renderedFile) ? test : test.skip;

type Tree = Record<string, unknown>;
const isTree = (value: unknown): value is Tree =>
    typeof value === "object" && value !== null && !Array.isArray(value);
const readYaml = (path: string) => parse(readFileSync(path, "utf8")) as Tree;

const values = immich.values(sampleBindings(immich, optionsOf(immich))) as unknown as Tree;
const components = ["server", "machine-learning"] as const;
const ownKeys = ["immich", "valkey", ...components];

/** As Helm merges: the second wins, objects are merged deeply. */
function merged(first: Tree, second: Tree): Tree {
    const result: Tree = { ...first };
    for (const [key, value] of Object.entries(second)) {
        const before = result[key];
        result[key] = isTree(before) && isTree(value) ? merged(before, value) : value;
    }
    return result;
}

/** Values of a component as its templates see them: the shared keys, then its own over them. */
function seenBy(component: (typeof components)[number]): Tree {
    const common = Object.entries(values).filter(([key]) => !ownKeys.includes(key));
    return merged(Object.fromEntries(common), values[component] as Tree);
}

withChart("chart and version are the ones looked at (needs the chart)", () => {
    const { name, version, appVersion } = readYaml(join(chartFolder, "Chart.yaml"));
    expect(immich.chart.chart).toBe(`oci://ghcr.io/immich-app/immich-charts/${String(name)}`);
    expect(immich.chart.version).toBe(version);
    expect(values).toHaveProperty("controllers.main.containers.main.image.tag", appVersion);
});

withChart("keys of the chart's own are ones it knows (needs the chart)", () => {
    const known = readYaml(join(chartFolder, "values.yaml"));
    const unknown = ownKeys
        .filter((key) => !(components as readonly string[]).includes(key))
        .flatMap((key) => unknownKeys(values[key], known[key], key));
    expect(unknown).toEqual([]);
    expect(ownKeys.filter((key) => !(key in known))).toEqual([]);
});

/** Paths in `set` that `known` lacks; below an empty or free object anything goes. */
function unknownKeys(set: unknown, known: unknown, path: string): string[] {
    if (!isTree(set) || (isTree(known) && Object.keys(known).length === 0)) {
        return [];
    }
    return Object.entries(set).flatMap(([key, value]) =>
        isTree(known) && key in known
            ? unknownKeys(value, known[key], `${path}.${key}`)
            : [`${path}.${key}`],
    );
}

test("the check for unknown keys finds one", () => {
    expect(unknownKeys({ a: { b: 1, c: 2 }, d: {} }, { a: { b: 0 } }, "x")).toEqual([
        "x.a.c",
        "x.d",
    ]);
});

withSchema.each(components)(
    "what %s sees conforms to the common library's schema (needs the schema)",
    (component) => {
        const schema = JSON.parse(readFileSync(schemaFile, "utf8")) as Tree;
        const validate = addFormats(new Ajv2020({ strict: false, logger: false })).compile(schema);
        const defaults = existsSync(chartFolder) ? readYaml(join(chartFolder, "values.yaml")) : {};
        const { controllers } = (defaults[component] ?? {}) as Tree;
        const seen = merged({ controllers: controllers ?? {} }, seenBy(component));
        const conforming = withoutAccessMode(seen);
        validate(conforming);
        expect(validate.errors ?? []).toEqual([]);

        const misspelt = merged(conforming, { controllers: { main: { stratgy: "Recreate" } } });
        expect(validate(misspelt)).toBe(false);
    },
);

/** The schema wants no access mode beside an existing claim; ours replaces the chart's ReadWriteMany. */
function withoutAccessMode(seen: Tree): Tree {
    const persistence = Object.entries(seen["persistence"] as Record<string, Tree>).map(
        ([name, { accessMode, ...item }]) =>
            [name, "existingClaim" in item ? item : { accessMode, ...item }] as const,
    );
    return {
        ...seen,
        persistence: Object.fromEntries(
            persistence.map(([name, item]) => [
                name,
                Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)),
            ]),
        ),
    };
}

withRendered("service, ports and labels are the ones the chart renders (needs its render)", () => {
    interface Rendered {
        kind: string;
        metadata: { name: string };
        spec: {
            ports?: { port: number }[];
            template?: { metadata: { labels: Record<string, string> } };
        };
    }
    const objects = parseAllDocuments(readFileSync(renderedFile, "utf8"))
        .map((document) => document.toJS() as Rendered | null)
        .filter((object) => object !== null);
    const find = (kind: string, name: string) =>
        objects.find((object) => object.kind === kind && object.metadata.name === name);
    // The reference was rendered as the release `rel`; ours is called as the app.
    const release = (name: string) => name.replace(/^immich/, "rel");

    const service = find("Service", release(immich.reach?.service ?? ""));
    expect(service?.spec.ports?.map(({ port }) => port)).toEqual([immich.reach?.port]);

    for (const [name, workload] of Object.entries(immich.workloads)) {
        const labels = find("Deployment", `rel-${name}`)?.spec.template?.metadata.labels;
        expect(labels).toMatchObject({
            ...workload.podLabels,
            "app.kubernetes.io/instance": release(immich.name),
        });
        const ports = find("Service", `rel-${name}`)?.spec.ports?.map(({ port }) => port);
        expect(ports).toEqual(workload.ports);
    }
});
