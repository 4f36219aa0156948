import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChart } from "../../rendering/find-chart";
import { repository } from "../support/shipped-program";
import { writeChart } from "./made-up-chart";

const ref = { chart: "oci://example.org/charts/diary", version: "1.2.3" };

describe("finding a chart", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "homelab-charts-"));
    });
    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    it("takes one of our own from this repository", () => {
        expect(findChart({ chart: "./charts/app", version: "main" }, undefined)).toEqual({
            path: join(repository, "charts/app"),
        });
    });

    it.each(["diary-1.2.3", "diary-v1.2.3", "diary"])("takes the folder %s", (name) => {
        const path = writeChart(folder, name, "1.2.3");
        expect(findChart(ref, folder)).toEqual({ path });
    });

    it("takes an archive before a folder", () => {
        writeChart(folder, "diary-1.2.3", "1.2.3");
        writeFileSync(join(folder, "diary-1.2.3.tgz"), "");
        expect(findChart(ref, folder)).toEqual({ path: join(folder, "diary-1.2.3.tgz") });
    });

    it("takes a version with and without its v for the same", () => {
        const path = writeChart(folder, "diary", "1.2.3");
        expect(findChart({ ...ref, version: "v1.2.3" }, folder)).toEqual({ path });
    });

    it("refuses another version", () => {
        writeChart(folder, "diary", "1.2.4");
        expect(findChart(ref, folder)).toEqual({
            reason: `${join(folder, "diary")} is version 1.2.4, and 1.2.3 is installed`,
        });
    });

    it("says what is missing", () => {
        expect(findChart(ref, folder)).toEqual({
            reason: `${folder} has no diary-1.2.3.tgz and no such folder`,
        });
        expect(findChart(ref, undefined)).toEqual({
            reason: "no folder of charts is given; it needs diary-1.2.3.tgz",
        });
        rmSync(join(writeChart(folder, "diary", "1.2.3"), "Chart.yaml"));
        expect(findChart(ref, folder)).toEqual({
            reason: `${join(folder, "diary")} has no Chart.yaml`,
        });
    });
});
