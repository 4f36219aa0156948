import { dotted } from "./read";
import type { Path } from "./value";

/** By these keys the policy SDK's proxies say what they are and give out what they wrap. */
const isProxyKey = "__isSpecialProxy";
const proxyTargetKey = "__getSpecialProxyTarget";

/**
 * Paths of the properties that are marked secret.
 *
 * When it validates, the engine shows secrets unwrapped. Only at the remediation stage are they
 * wrapped, below two proxies whose keys are internal to the SDK; a test fails when they change.
 *
 * @param props the properties given to `remediateResource`
 * @param isSecret recognises the SDK's wrapper of a secret
 */
export function secretPathsOf(
    props: unknown,
    isSecret: (value: unknown) => boolean,
): ReadonlySet<string> {
    const found = new Set<string>();
    collect(unwrapped(props), [], isSecret, found);
    return found;
}

/** Tells whether the value at a path, or something around it, is among the secret paths. */
export function isSecretPath(secretPaths: ReadonlySet<string>, path: Path): boolean {
    return path.some((_, index) => secretPaths.has(dotted(path.slice(0, index + 1))));
}

function unwrapped(value: unknown): unknown {
    let here = value;
    while (isObject(here) && here[isProxyKey] === true) {
        here = here[proxyTargetKey];
    }
    return here;
}

function collect(
    value: unknown,
    path: Path,
    isSecret: (value: unknown) => boolean,
    found: Set<string>,
): void {
    if (isSecret(value)) {
        found.add(dotted(path));
    } else if (Array.isArray(value)) {
        value.forEach((item, index) => {
            collect(item, [...path, index], isSecret, found);
        });
    } else if (isObject(value)) {
        for (const [key, item] of Object.entries(value)) {
            collect(item, [...path, key], isSecret, found);
        }
    }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null;
}
