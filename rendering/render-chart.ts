import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { helmFolder, helmTemplate, type TemplateRequest } from "./helm";
import type { RenderedObject } from "./rendered-object";
import { type RenderingStore, savedRenderings } from "./saved-renderings";

const rendered = new Map<string, readonly RenderedObject[]>();

/**
 * The objects that a chart makes of these values, rendered by real Helm: the same for the same
 * request, so each is rendered once and kept. Objects of charts' tests are left out.
 *
 * @throws Error with Helm's complaint, for instance when the chart's schema refuses the values.
 */
export function renderChart(
    request: TemplateRequest,
    saved: RenderingStore = savedRenderings,
): readonly RenderedObject[] {
    const key = keyOf(request);
    const known = rendered.get(key) ?? saved.load(key);
    const objects = known ?? objectsIn(helmTemplate(request));
    rendered.set(key, objects);
    // What is secret is never written down; and a chart that makes a secret up makes a new one each time.
    if (known === undefined && !objects.some(({ kind }) => kind === "Secret")) {
        saved.save(key, objects);
    }
    return objects;
}

/** Objects in Helm's output, those in lists included. */
export function objectsIn(yaml: string): readonly RenderedObject[] {
    return parseAllDocuments(yaml).flatMap((document) => {
        if (document.errors.length > 0) {
            throw new Error(
                `The chart makes YAML that cannot be read: ${String(document.errors[0])}`,
            );
        }
        const object = document.toJS() as (RenderedObject & { items?: RenderedObject[] }) | null;
        if (object === null) {
            return [];
        }
        return object.kind === "List" ? (object.items ?? []) : [object];
    });
}

/** Changes with anything that the result depends on: Helm, the chart's files, the request. */
function keyOf({ path, ...request }: TemplateRequest): string {
    return createHash("sha256")
        .update(JSON.stringify([helmFolder(), chartDigest(path), request]))
        .digest("hex");
}

function chartDigest(path: string): string {
    const hash = createHash("sha256");
    for (const file of filesBelow(path)) {
        hash.update(`${file.slice(path.length)}\0`)
            .update(readFileSync(file))
            .update("\0");
    }
    return hash.digest("hex");
}

function filesBelow(path: string): string[] {
    return statSync(path).isDirectory()
        ? readdirSync(path)
              .sort()
              .flatMap((entry) => filesBelow(join(path, entry)))
        : [path];
}
