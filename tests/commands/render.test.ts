import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allRender, renderReport } from "../../commands/render-report";
import type { Release } from "../../rendering/releases";
import { describeHelm } from "../charts/render";
import { writeChart } from "../rendering/made-up-chart";
import { repository } from "../support/shipped-program";

const release: Release = {
    name: "diary",
    namespace: "writing",
    chart: { chart: "oci://example.org/diary", version: "1.2.3" },
    values: {},
    by: "Pulumi",
};
const object = (kind: string) => ({ apiVersion: "v1", kind, metadata: { name: "a" } });
const rendered = { release, objects: [object("Service"), object("Pod"), object("Pod")] };
const failed = (failure: "absent" | "refused") => ({ release, failure, reason: "why\nnot" });

describe("the report of renderings", () => {
    const by = "Argo CD" as const;

    it("counts objects by kind, and says why others are missing", () => {
        const other = { ...failed("absent"), release: { ...release, name: "other", by } };
        const report = renderReport([rendered, other]);
        expect(report).toMatch(/diary +writing +diary 1\.2\.3 +3 +Pod 2, Service 1\n/);
        expect(report).toMatch(
            /Not rendered:[^]*other +writing +diary 1\.2\.3 by Argo CD +why not\n/,
        );
        expect(report).toMatch(/1 of 2 releases rendered, 3 objects\.$/);
    });

    it("fails for a chart that refuses its values, not for one that is not there", () => {
        expect(allRender([rendered, failed("absent")])).toBe(true);
        expect(allRender([rendered, failed("refused")])).toBe(false);
    });
});

describeHelm("make render", () => {
    let folder: string;
    beforeAll(() => {
        folder = mkdtempSync(join(tmpdir(), "homelab-charts-"));
    });
    afterAll(() => {
        rmSync(folder, { recursive: true });
    });

    const run = () =>
        spawnSync(
            process.execPath,
            ["-r", "ts-node/register/transpile-only", "commands/render.ts", "homelab", folder],
            { cwd: repository, encoding: "utf8" },
        );

    it("renders our own charts and those at hand, names the others, and fails on a broken one", () => {
        writeChart(folder, "traefik", "41.3.0");
        const { stdout, status } = run();
        expect(stdout).toMatch(/glance +glance +app 0\.1\.0 +4 /);
        expect(stdout).toMatch(/traefik +traefik +traefik 41\.3\.0 +1 +ConfigMap 1/);
        expect(stdout).toMatch(/cilium +kube-system +cilium [\d.]+ +.*has no cilium-/);
        expect(status).toBe(0);

        writeChart(folder, "traefik", "41.3.0", { "broken.yaml": '{{ fail "no ink" }}' });
        const broken = run();
        expect(broken.stdout).toMatch(/traefik .*no ink/);
        expect(broken.status).toBe(1);
    });
});
