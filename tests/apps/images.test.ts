import { apps } from "../../apps";
import type { AnyApp } from "../../catalogue/app-spec";
import { optionsOf, sampleBindings } from "./sample-bindings";

/** Images whose digest is not known here; see docs/decisions/0066. */
const byTagAlone = [
    "ghcr.io/dmunozv04/isponsorblocktv:v2.11.0",
    "ghcr.io/elie222/inbox-zero:2.30.0",
    "ghcr.io/tensorchord/cloudnative-vectorchord:18.3-1.1.1",
];

/** Every image that is named below a value: a text, or the digest to a chart's repository. */
function imagesIn(value: unknown): string[] {
    if (typeof value !== "object" || value === null) {
        return [];
    }
    return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
        if (key !== "image") {
            return imagesIn(inner);
        }
        if (typeof inner === "string") {
            return [inner];
        }
        const { digest } = inner as { digest?: string };
        return digest === undefined ? [] : [`chart:0@${digest}`];
    });
}

function imagesOf(app: AnyApp): string[] {
    const bindings = sampleBindings(app, optionsOf(app));
    return [
        ...imagesIn(app.values(bindings)),
        ...imagesIn(app.data),
        ...Object.values(app.jobs ?? {}).flatMap(({ steps }) => imagesIn(steps(bindings))),
    ];
}

test.each(apps)("$name names its images by an exact tag and a digest", (app) => {
    const images = imagesOf(app);
    expect(images.length).toBeGreaterThan(0);
    expect(
        images
            .filter((image) => !byTagAlone.includes(image))
            .filter((image) => !/:v?\d[\w.-]*@sha256:[0-9a-f]{64}$/.test(image)),
    ).toEqual([]);
});

test("an image whose digest became known is no exception any more", () => {
    const all = apps.flatMap(imagesOf);
    expect(byTagAlone.filter((image) => !all.includes(image))).toEqual([]);
});
