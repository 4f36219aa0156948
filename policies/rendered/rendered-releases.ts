import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Rendering, renderRelease } from "../../rendering/render-release";
import { releasesOf } from "../../rendering/releases";
import { cacheFolder, nothingSaved } from "../../rendering/saved-renderings";
import { allowedCharts } from "../allowances";
import { leaves } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import { unknownValue } from "../engine/value";
import { shortName } from "../exemptions/resource-pattern";
import { declaredKubernetesVersion } from "../views/protection";
import { type Release, releaseOf } from "../views/releases";
import { asResource } from "./as-resource";
import type { Reach, UnseenRelease } from "./reach";

/** What a release becomes, or why that cannot be seen. */
type Inside = { readonly objects: readonly Resource[] } | UnseenRelease;

/** The oldest that this program sets up; for stacks that do not say. */
const oldestKubernetes = "1.30.0";

/**
 * Folder of others' charts: what HOMELAB_CHARTS names, or `charts` in the cache. Those of this
 * repository need none.
 */
function chartsFolder(): string | undefined {
    const cached = join(cacheFolder(), "charts");
    return process.env["HOMELAB_CHARTS"] ?? (existsSync(cached) ? cached : undefined);
}

/**
 * The objects inside Helm releases, rendered by real Helm so that rules can judge them: a release
 * alone says little of what it becomes. Each is rendered once, and kept on this computer.
 */
export class RenderedReleases {
    readonly #inside = new Map<string, Inside>();
    readonly #charts: string | undefined;
    readonly #stacks = new WeakMap<Stack, Map<string, Stack>>();
    #kubernetesVersion = oldestKubernetes;

    constructor(charts = chartsFolder()) {
        this.#charts = charts;
    }

    /** Takes in a resource that is registered. */
    note(resource: Resource): void {
        this.#kubernetesVersion = declaredKubernetesVersion(resource) ?? this.#kubernetesVersion;
        this.#inside.delete(resource.urn);
    }

    /** The objects inside a release that a rule is to judge; none for any other resource. */
    judgedBy(rule: string, resource: Resource): readonly Resource[] {
        const release = releaseOf(resource);
        if (release === undefined || isAllowed(release.chart, rule)) {
            return [];
        }
        let inside = this.#inside.get(resource.urn);
        if (inside === undefined) {
            inside = this.#render(resource, release);
            this.#inside.set(resource.urn, inside);
        }
        return "objects" in inside ? inside.objects : [];
    }

    /**
     * A stack with the objects inside its releases that a rule is to judge. Its own resources are still
     * what is found by URN.
     */
    stackFor(rule: string, stack: Stack): Stack {
        // Views are worked out once a stack, so rules that see the same share one.
        const seen = this.#stacks.get(stack) ?? new Map<string, Stack>();
        this.#stacks.set(stack, seen);
        const unseen = allowedCharts.filter(({ rules }) => rules.includes(rule));
        const key = unseen.map(({ chart }) => chart).join();
        let whole = seen.get(key);
        if (whole === undefined) {
            const inside = stack.resources.flatMap((one) => this.judgedBy(rule, one));
            whole =
                inside.length === 0
                    ? stack
                    : { resources: [...stack.resources, ...inside], find: stack.find };
            seen.set(key, whole);
        }
        return whole;
    }

    /** How many releases were looked into so far, and why the others were not. */
    reach(): Reach {
        return {
            all: this.#inside.size,
            unseen: [...this.#inside.values()].flatMap((inside) =>
                "reason" in inside ? [{ release: inside.release, reason: inside.reason }] : [],
            ),
        };
    }

    #render(resource: Resource, { unreadable }: Release): Inside {
        const unseen = (reason: string) => ({ release: shortName(resource), reason });
        const all = [...leaves(resource.props)];
        if (all.some(([, value]) => value === unknownValue)) {
            return unseen("some of its values are not known yet");
        }
        if (unreadable.length > 0) {
            return unseen("some of what it is made from lies where nobody can read it");
        }
        const hasSecret = all.some(([path]) => resource.isSecret(path));
        try {
            const inputs = resource.props as Readonly<Record<string, unknown>>;
            const [release] = releasesOf([{ type: resource.type, inputs }]);
            if (release === undefined) {
                return unseen("it is not a chart");
            }
            const rendering = renderRelease(release, {
                charts: this.#charts,
                kubernetesVersion: this.#kubernetesVersion.replace(/^v/, ""),
                apiVersions: [],
                // A chart may write a value into whatever it makes.
                ...(hasSecret && { saved: nothingSaved }),
            });
            return "objects" in rendering
                ? {
                      objects: rendering.objects.map((object) =>
                          asResource(object, release.namespace, resource),
                      ),
                  }
                : unseen(reasonOf(rendering));
        } catch {
            // Inputs of any shape may be registered; what is wrong with them other rules say.
            return unseen("its inputs cannot be read");
        }
    }
}

function isAllowed(chart: string, rule: string): boolean {
    return allowedCharts.some((one) => one.chart === chart && one.rules.includes(rule));
}

/** Helm's complaint may repeat a value, so it is not passed on. */
function reasonOf({ failure, reason }: Extract<Rendering, { readonly failure: string }>): string {
    return failure === "absent" ? reason : "Helm does not render it; `make render` says why";
}
