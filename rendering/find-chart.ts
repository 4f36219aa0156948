import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { ChartRef } from "../catalogue/chart";

const repository = join(__dirname, "..");

/** Where a chart lies, or why it cannot be had. */
export type FoundChart = { readonly path: string } | { readonly reason: string };

/** What is looked for, by chart: the last part of its name, without the way to its repository. */
export function chartName({ chart }: Pick<ChartRef, "chart">): string {
    return chart.split("/").at(-1) ?? chart;
}

/**
 * A chart on this computer: one of this repository's own, or `<name>-<version>.tgz`,
 * `<name>-<version>/` or `<name>/` in the folder given, at exactly the version asked for.
 */
export function findChart(ref: ChartRef, folder: string | undefined): FoundChart {
    if (ref.chart.startsWith("./")) {
        // Whatever lies there is what is installed; Helm asks for no version of a folder.
        return { path: join(repository, ref.chart) };
    }
    if (folder === undefined) {
        return { reason: `no folder of charts is given; it needs ${fileNames(ref)[0] ?? ""}` };
    }
    const found = [...fileNames(ref), chartName(ref)]
        .map((name) => join(folder, name))
        .find((path) => existsSync(path));
    return found === undefined
        ? { reason: `${folder} has no ${fileNames(ref)[0] ?? ""} and no such folder` }
        : checked(found, ref);
}

/** Charts are filed with and without the v that some makers put before a version. */
function fileNames(ref: ChartRef): string[] {
    const bare = bareVersion(ref.version);
    const names = [...new Set([ref.version, bare, `v${bare}`])].map(
        (version) => `${chartName(ref)}-${version}`,
    );
    return [...names.map((name) => `${name}.tgz`), ...names];
}

/** An archive's name says its version; of a folder its own word is taken. */
function checked(path: string, ref: ChartRef): FoundChart {
    if (path.endsWith(".tgz")) {
        return { path };
    }
    const file = join(path, "Chart.yaml");
    if (!existsSync(file)) {
        return { reason: `${path} has no Chart.yaml` };
    }
    const { version } = (parse(readFileSync(file, "utf8")) ?? {}) as { version?: unknown };
    return bareVersion(String(version)) === bareVersion(ref.version)
        ? { path }
        : { reason: `${path} is version ${String(version)}, and ${ref.version} is installed` };
}

function bareVersion(version: string): string {
    return version.replace(/^v/, "");
}
