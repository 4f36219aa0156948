import type { AnyApp } from "../catalogue/app-spec";
import { checks } from "./checks";
import { describeIssue } from "./describe-issue";
import { ConfigError } from "./errors";
import { pathText, type Problem } from "./problem";
import { unsafeKeys } from "./unsafe-keys";
import { type Draft, salvage } from "./salvage";
import { type HomelabConfig, homelabSchema } from "./schema";

/** A configuration, or all that is wrong with it. */
export type Inspection =
    | { readonly config: HomelabConfig; readonly problems: readonly [] }
    | { readonly config: undefined; readonly problems: readonly Problem[] };

function inOrderOfSections(problems: readonly Problem[], sections: readonly string[]): Problem[] {
    const rank = ({ path }: Problem) => {
        const index = sections.indexOf(String(path[0]));
        return index < 0 ? sections.length : index;
    };
    return problems.toSorted((a, b) => rank(a) - rank(b));
}

/** One problem for each place: of several findings about one value the last is the narrowest. */
function onePerPlace(problems: readonly Problem[]): Problem[] {
    return [...new Map(problems.map((problem) => [pathText(problem.path), problem])).values()];
}

/**
 * Judges the sections of a configuration: each field by itself, then what must agree across fields.
 *
 * @param raw section name to content, as YAML or JSON gives it.
 */
export function inspectConfig(raw: Record<string, unknown>, apps: readonly AnyApp[]): Inspection {
    const unsafe = unsafeKeys(raw);
    if (unsafe.length > 0) {
        return { config: undefined, problems: unsafe };
    }
    const schema = homelabSchema(apps);
    const result = schema.safeParse(raw);
    const own = result.success
        ? []
        : onePerPlace(result.error.issues.flatMap((issue) => describeIssue(schema, raw, issue)));
    const draft = result.success ? result.data : (salvage(schema, raw) as Draft);
    const across = checks.flatMap((check) => check(draft, apps));
    const problems = inOrderOfSections([...own, ...across], Object.keys(schema.shape));
    return result.success && problems.length === 0
        ? { config: result.data, problems: [] }
        : { config: undefined, problems };
}

/**
 * The configuration that a stack's sections stand for.
 *
 * @param raw section name (without `homelab:`) to content.
 * @throws ConfigError that names every problem, with path, value and remedy.
 */
export function parseConfig(raw: Record<string, unknown>, apps: readonly AnyApp[]): HomelabConfig {
    const { config, problems } = inspectConfig(raw, apps);
    if (config === undefined) {
        throw new ConfigError(problems);
    }
    return config;
}
