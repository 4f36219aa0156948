import { apps } from "../../apps";
import { appChart } from "../../apps/chart-values/app";
import type { AnyApp } from "../../catalogue/app-spec";
import type { AppOption } from "../../catalogue/app-options";
import { effectiveApp } from "../../catalogue/effective-app";
import { describeHelm, render, type Rendered } from "../charts/render";
import { sampleBindings } from "./sample-bindings";

type Options = Record<string, boolean | number | string>;

interface Container {
    readonly env?: readonly { name: string; value?: string }[];
    readonly ports?: readonly { containerPort: number }[];
    readonly volumeMounts?: readonly { name: string }[];
}
interface PodTemplate {
    readonly metadata: { readonly labels: Record<string, string> };
    readonly spec: {
        readonly containers: readonly Container[];
        readonly initContainers?: readonly Container[];
        readonly volumes?: readonly {
            readonly persistentVolumeClaim?: { readonly claimName: string };
        }[];
        readonly securityContext: { readonly runAsNonRoot: boolean };
        readonly hostNetwork?: boolean;
    };
}

const defaults = (app: AnyApp): Options =>
    Object.fromEntries(
        Object.entries(app.options).map(([name, { default: value }]) => [name, value]),
    );

function valuesOf(option: AppOption): readonly (boolean | number | string)[] {
    switch (option.type) {
        case "boolean":
            return [true, false];
        case "number":
            return [option.default];
        case "choice":
            return option.choices;
    }
}

/** The defaults, and each option on its own at each other value. */
function variants(app: AnyApp): Options[] {
    const start = defaults(app);
    const others = Object.entries(app.options).flatMap(([name, option]) =>
        valuesOf(option)
            .filter((value) => value !== start[name])
            .map((value) => ({ ...start, [name]: value })),
    );
    return [start, ...others];
}

const cases = apps
    .filter(({ chart }) => chart === appChart)
    .flatMap((app) =>
        variants(app).map((options) => ({
            title: `${app.name} with ${JSON.stringify(options)}`,
            app: effectiveApp(app, options),
            values: app.values(sampleBindings(app, options)),
        })),
    );

const pods = (objects: readonly Rendered[]) =>
    objects
        .filter(({ kind }) => kind === "Deployment")
        .map(({ metadata, spec }) => ({
            name: metadata.name,
            ...(spec as { template: PodTemplate }).template,
        }));

describeHelm("apps on this repository's chart", () => {
    test.each(cases)("$title: is what its file says", ({ app, values }) => {
        const objects = render("charts/app", app.name, values);
        const found = pods(objects);
        const declared = Object.entries(app.workloads);
        expect(found).toHaveLength(declared.length);
        for (const [workload, { podLabels, ports, mounts = [] }] of declared) {
            const pod = found.find(({ metadata }) =>
                Object.entries(podLabels).every(([key, value]) => metadata.labels[key] === value),
            );
            expect([
                workload,
                pod?.spec.containers[0]?.ports?.map((one) => one.containerPort) ?? [],
            ]).toEqual([workload, ports]);
            const claims = (pod?.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) =>
                persistentVolumeClaim ? [persistentVolumeClaim.claimName] : [],
            );
            expect(claims.sort()).toEqual(mounts.map((mount) => `claim-of-${mount}`).sort());
        }
        if (app.reach) {
            const service = objects.find(
                ({ kind, metadata }) => kind === "Service" && metadata.name === app.reach?.service,
            );
            const { ports = [] } = (service?.spec ?? {}) as { ports?: { port: number }[] };
            expect(ports.map(({ port }) => port)).toContain(app.reach.port);
        }
    });

    test.each(cases)("$title: refers only to credentials that are there", ({ app, values }) => {
        const rendered = JSON.stringify(render("charts/app", app.name, values));
        const named = [...rendered.matchAll(/(secret|login|authority)-of-([a-z0-9-]+)/g)];
        const kinds = { secret: ["secret"], login: ["postgres", "cache"], authority: ["postgres"] };
        for (const [, what = "secret", data = ""] of named) {
            expect([data, kinds[what as keyof typeof kinds]]).toEqual([
                data,
                expect.arrayContaining([app.data[data]?.kind]),
            ]);
        }
    });

    test.each(cases.filter(({ app }) => app.podSecurity === "restricted"))(
        "$title: runs unprivileged, and names no variable before the one it refers to",
        ({ app, values }) => {
            for (const { spec } of pods(render("charts/app", app.name, values))) {
                expect(spec.securityContext.runAsNonRoot).toBe(true);
                expect(spec.hostNetwork).toBeUndefined();
                for (const { env = [] } of [...spec.containers, ...(spec.initContainers ?? [])]) {
                    env.forEach(({ value = "" }, at) => {
                        const before = env.slice(0, at).map(({ name }) => name);
                        const named = [...value.matchAll(/\$\(([A-Z_]+)\)/g)].map(([, n]) => n);
                        expect(before).toEqual(expect.arrayContaining(named));
                    });
                }
            }
        },
    );
});
