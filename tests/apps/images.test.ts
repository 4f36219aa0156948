import { apps } from "../../apps";
import type { AnyApp } from "../../catalogue/app-spec";
import { immichRelease } from "../../apps/chart-values/immich-components";
import { namedImages } from "../../commands/images/named-images";
import { repository } from "../support/shipped-program";
import { optionsOf, sampleBindings } from "./sample-bindings";

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

/** A release, or the commit that a build is of, and a digest. */
const exact = /:(v?\d[\w.-]*|[0-9a-f]{7})@sha256:[0-9a-f]{64}$/;

test.each(apps)("$name names its images by an exact tag and a digest", (app) => {
    const images = imagesOf(app);
    expect(images.length).toBeGreaterThan(0);
    expect(images.filter((image) => !exact.test(image))).toEqual([]);
});

test("whatever names an image in the program does so by tag and digest, and each in one way only", () => {
    const images = namedImages(repository, ["apps", "catalogue", "components"]);
    expect(images.length).toBeGreaterThan(15);
    expect(images.filter(({ reference }) => !exact.test(reference))).toEqual([]);
    const repositories = images.map((image) => image.repository);
    expect(repositories).toEqual([...new Set(repositories)]);
});

test("the images of Immich are of one release", () => {
    const images = namedImages(repository, ["apps"]);
    const immich = images.filter((image) => image.repository.includes("/immich-app/"));
    expect(immich.map(({ tag }) => tag)).toEqual([immichRelease, immichRelease]);
});
