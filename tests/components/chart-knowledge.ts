import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import { repository } from "../support/shipped-program";
import { isTree, type Release, type Tree } from "./recorded";

/** Charts to look at, kept beside the repository; elsewhere they may be absent. */
export const chartsFolder = join(repository, "../shared/charts");

/** What a chart says about its values. */
export interface ChartKnowledge {
    readonly defaults: Tree;
    readonly schema: Tree | undefined;
    /** Keys of the library a chart stands on, which its own values do not repeat. */
    readonly library: ReadonlySet<string>;
    /** Paths of maps that the chart copies whole, whatever their keys. */
    readonly open: ReadonlySet<string>;
}

/** By chart: maps that become a ConfigMap as they are, with only some keys among the defaults. */
const openMaps: Readonly<Record<string, readonly string[]>> = {
    "argo-cd": ["configs.cm", "configs.params"],
    // Requests alone are among its defaults, and Kubernetes takes limits beside them.
    "proxmox-csi-plugin": [
        ...["plugin", "attacher", "provisioner", "resizer"].map(
            (part) => `controller.${part}.resources`,
        ),
        "node.driverRegistrar.resources",
        "livenessprobe.resources",
    ],
};

/** Folder of a release's chart: in this repository, or beside it by name and version. */
export function folderOf({ chart, version }: Release): string {
    return chart.startsWith("./")
        ? join(repository, chart)
        : join(chartsFolder, `${chart.split("/").at(-1) ?? ""}-${version}`);
}

/** Reads what a chart says about its values. */
export function knowledgeOf(release: Release): ChartKnowledge {
    const folder = folderOf(release);
    const { dependencies = [] } = readYaml(join(folder, "Chart.yaml")) as {
        dependencies?: readonly { readonly name: string }[];
    };
    const onLibrary = dependencies.some(({ name }) => name === "common");
    return {
        defaults: readYaml(join(folder, "values.yaml")),
        schema: schemaIn(folder),
        library: new Set(
            onLibrary
                ? Object.keys(
                      propertiesOf(schemaIn(join(chartsFolder, "app-template-5.0.1")), undefined),
                  )
                : [],
        ),
        open: new Set(openMaps[release.chart.split("/").at(-1) ?? ""]),
    };
}

/** What a chart's schema complains of; values are looked at as Helm does, defaults beneath. */
export function schemaProblems({ defaults, schema }: ChartKnowledge, values: Tree): string[] {
    if (schema === undefined) {
        return [];
    }
    const Validator = String(schema["$schema"]).includes("2020-12") ? Ajv2020 : Ajv;
    const ajv = new Validator({ strict: false, allErrors: true });
    addFormats(ajv);
    const validate = ajv.compile(schema);
    return validate(merged(defaults, values))
        ? []
        : (validate.errors ?? []).map(
              ({ instancePath, message }) => `${instancePath} ${message ?? ""}`,
          );
}

/** Paths of values that neither the chart's own values nor its schema know. */
export function unknownKeys(chart: ChartKnowledge, values: Tree): string[] {
    return unknownBelow(values, { known: chart.defaults, schema: chart.schema, chart }, []);
}

interface Place {
    readonly known: unknown;
    readonly schema: Tree | undefined;
    readonly chart: ChartKnowledge;
}

/** Below an empty map, which a chart fills in from outside, anything goes. */
function unknownBelow(set: unknown, { known, schema, chart }: Place, path: string[]): string[] {
    const properties = propertiesOf(schema, chart.schema);
    const names = new Set([
        ...(isTree(known) ? Object.keys(known) : []),
        ...Object.keys(properties),
    ]);
    if (!isTree(set) || names.size === 0 || chart.open.has(path.join("."))) {
        return [];
    }
    return Object.entries(set).flatMap(([key, value]) => {
        const here = [...path, key];
        if (path.length < 2 && chart.library.has(key)) {
            return [];
        }
        const below = properties[key] ?? entriesOf(schema);
        if (!names.has(key) && below === undefined) {
            return [here.join(".")];
        }
        return unknownBelow(
            value,
            {
                known: isTree(known) ? known[key] : undefined,
                schema: isTree(below) ? below : undefined,
                chart,
            },
            here,
        );
    });
}

/** What a schema says about entries under names of one's own choice, where it says which keys they have. */
function entriesOf(schema: Tree | undefined): Tree | undefined {
    const entries = schema?.["additionalProperties"];
    return isTree(entries) && isTree(entries["properties"]) ? entries : undefined;
}

/** Properties that a schema names, through one reference within the same file. */
function propertiesOf(schema: Tree | undefined, root: Tree | undefined): Tree {
    const reference = schema?.["$ref"];
    const target =
        typeof reference === "string" && reference.startsWith("#/")
            ? reference
                  .slice(2)
                  .split("/")
                  .reduce<unknown>((at, key) => (isTree(at) ? at[key] : undefined), root)
            : schema;
    const properties = isTree(target) ? target["properties"] : undefined;
    return isTree(properties) ? properties : {};
}

/** As Helm merges: the second wins, maps are merged deeply, null takes a default away. */
function merged(first: Tree, second: Tree): Tree {
    const result: Record<string, unknown> = { ...first };
    for (const [key, value] of Object.entries(second)) {
        const before = result[key];
        result[key] = isTree(before) && isTree(value) ? merged(before, value) : value;
    }
    return result;
}

function schemaIn(folder: string): Tree | undefined {
    const file = join(folder, "values.schema.json");
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Tree) : undefined;
}

function readYaml(file: string): Tree {
    return (parse(readFileSync(file, "utf8")) ?? {}) as Tree;
}
