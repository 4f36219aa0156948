import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { recordShipped } from "../support/shipped-program";
import {
    chartsFolder,
    folderOf,
    knowledgeOf,
    schemaProblems,
    unknownKeys,
} from "./chart-knowledge";
import { type Release, releasesOf } from "./recorded";

const withCharts = existsSync(chartsFolder) ? describe : describe.skip;

withCharts("the values of every release (needs the charts beside the repository)", () => {
    let releases: readonly Release[];
    beforeAll(async () => {
        releases = releasesOf(await recordShipped());
    });

    /** Complaints about all releases, each with the name of its release. */
    const all = (complaints: (release: Release) => readonly string[]) =>
        releases.flatMap((release) =>
            complaints(release).map((complaint) => `${release.name}: ${complaint}`),
        );

    it("are of a chart that can be looked at, at the version that is installed", () => {
        expect(releases.length).toBeGreaterThan(5);
        expect(
            all((release) => (existsSync(folderOf(release)) ? [] : [folderOf(release)])),
        ).toEqual([]);
        for (const release of releases) {
            const chart = readFileSync(join(folderOf(release), "Chart.yaml"), "utf8");
            const { version } = parse(chart) as { version: string };
            expect(version.replace(/^v/, "")).toBe(release.version.replace(/^v/, ""));
        }
    });

    it("are accepted by the chart's schema", () => {
        expect(all((release) => schemaProblems(knowledgeOf(release), release.values))).toEqual([]);
    });

    it("are ones the chart knows", () => {
        expect(all((release) => unknownKeys(knowledgeOf(release), release.values))).toEqual([]);
    });

    it("would be refused with a misspelt key, at the top and further down", () => {
        for (const release of releases) {
            const chart = knowledgeOf(release);
            expect(unknownKeys(chart, { ...release.values, resorces: {} })).toEqual(["resorces"]);
        }
        const cilium = releases.find(({ name }) => name === "cilium");
        if (cilium === undefined) {
            throw new Error("there is no release called cilium");
        }
        const chart = knowledgeOf(cilium);
        expect(unknownKeys(chart, { encryption: { wiregaurd: {} } })).toEqual([
            "encryption.wiregaurd",
        ]);
        expect(schemaProblems(chart, { encryption: { enabled: "yes" } })).not.toEqual([]);
    });
});
