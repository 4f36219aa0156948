import {
    freeTier,
    type Inventory,
    lineRate,
    longestLine,
    metricJobs,
    metricsOf,
    seriesBudget,
} from "../../catalogue/metric-jobs";
import { platformAsset } from "../../catalogue/platform-assets";

const house: Inventory = {
    nodes: 3,
    controlPlanes: 1,
    proxmoxHosts: 1,
    pools: 2,
    volumes: 12,
    databases: 3,
    poolers: 1,
    containers: 60,
    routes: 8,
};

describe("the metrics that leave the house", () => {
    it("fit the free tier for the house that is shipped, and not for one of a hundred nodes", () => {
        expect(seriesBudget(house).total).toBeLessThan(freeTier.series / 2);
        expect(seriesBudget({ ...house, nodes: 100 }).total).toBeGreaterThan(freeTier.series);
    });

    it("are counted for each job, and apps' own beside them", () => {
        const { byJob, total } = seriesBudget(house, 25);
        expect(Object.keys(byJob)).toEqual([...Object.keys(metricJobs), "up", "apps"]);
        expect(byJob["kubelet"]).toBe(4 * house.volumes + house.nodes);
        expect(total).toBe(seriesBudget(house).total + 25);
    });

    it("have names of Prometheus, each in one job only", () => {
        const names = (Object.keys(metricJobs) as (keyof typeof metricJobs)[]).flatMap(metricsOf);
        expect(names.filter((name) => !/^[a-z_][A-Za-z0-9_]*$/.test(name))).toEqual([]);
        expect(new Set(names).size).toBe(names.length);
    });
});

describe("the logs that leave the house", () => {
    it("fit the free tier even if every line were the longest", () => {
        const month = freeTier.days * 24 * 60 * 60;
        expect(lineRate(1) * longestLine * month).toBeLessThanOrEqual(freeTier.logBytes);
        expect(lineRate(1)).toBeGreaterThan(18);
    });
});

it("are kept by Grafana Cloud as long as the catalogue says", () => {
    expect(platformAsset("metrics").retention).toBe(`${freeTier.days} days`);
    expect(platformAsset("logs").retention).toBe("14 days");
});
