import { apps } from "../../../apps";
import type { ContainerResources } from "../../../catalogue/container";
import { jobsOfApp, podsIn, podsOfApp } from "../../../catalogue/requests/app-pods";
import { demandOf, roomOf, unplaced } from "../../../catalogue/requests/demand";
import { platformPods, storeContainers } from "../../../catalogue/requests/platform-pods";
import { shareOf } from "../../../catalogue/requests/share";
import { isTree, objectsOf, releasesOf, type Tree } from "../../components/recorded";
import type { Recorded } from "../../support/record";
import { recordShipped } from "../../support/shipped-program";
import { bareApp } from "../bare-app";

const requests = (cpu: string, memory: string) => ({
    resources: { requests: { cpu, memory }, limits: { memory: "4Gi" } },
});
const choice = { options: {}, databases: {}, archived: false };
const none = bareApp({ values: () => ({}) });

describe("what a container requests", () => {
    test.each([
        ["100m", "64Mi", { cpu: 100, memory: 64 }],
        ["2", "1Gi", { cpu: 2000, memory: 1024 }],
        ["1.5", "1.5Gi", { cpu: 1500, memory: 1536 }],
    ])("is read from %s and %s", (cpu, memory, share) => {
        expect(shareOf(requests(cpu, memory).resources)).toEqual(share);
    });

    test.each([
        ["a lot", "64Mi"],
        ["100m", "64"],
    ])("is refused as %s and %s", (cpu, memory) => {
        expect(() => shareOf(requests(cpu, memory).resources)).toThrow(/write/);
    });
});

describe("the pods of an app", () => {
    it("are found in the values, with what runs beside them", () => {
        const main = { ...requests("100m", "64Mi"), beside: [requests("10m", "16Mi")] };
        expect(podsIn({ workloads: { main, other: requests("1", "1Gi") } })).toEqual([
            { cpu: 110, memory: 80 },
            { cpu: 1000, memory: 1024 },
        ]);
    });

    it("include each server of a database, what carries its journal, its pool and the caches", () => {
        const data = {
            records: { kind: "postgres", title: "Records" },
            queue: { kind: "cache", title: "Queue" },
            files: { kind: "volume", title: "Files" },
        };
        const app = { ...none, data: data as never };
        const sizes = (chosen: Partial<Parameters<typeof podsOfApp>[1]>) =>
            podsOfApp(app, { ...choice, ...chosen }).map(({ memory }) => memory);
        expect(sizes({})).toEqual([512, 64]);
        expect(sizes({ archived: true })).toEqual([640, 64]);
        expect(sizes({ databases: { records: { instances: 3, pooler: true } } })).toEqual([
            512, 512, 512, 32, 64,
        ]);
    });

    it("are for a time those of its jobs, whose steps follow each other", () => {
        const steps = () => [requests("100m", "64Mi"), requests("10m", "128Mi")] as never;
        const jobs = { export: { steps, schedule: "", purpose: "", user: 1 } };
        expect(jobsOfApp({ ...none, jobs }, choice)).toEqual([{ cpu: 100, memory: 128 }]);
        const { perWorker } = demandOf([{ app: { ...none, jobs }, choice }], []);
        expect(perWorker).toEqual({ cpu: 100, memory: 128 });
    });

    it.each(apps.map((app) => [app.name, app] as const))("are there for %s", (_, app) => {
        const options = Object.fromEntries(
            Object.entries(app.options).map(([name, option]) => [name, option.default]),
        );
        expect(podsOfApp(app, { ...choice, options })).not.toEqual([]);
    });
});

describe("nodes", () => {
    const pod = (cpu: number, memory: number) => ({ title: `${cpu}/${memory}`, cpu, memory });

    it("keep some memory and cores for themselves", () => {
        expect(roomOf("worker", 4, 8)).toEqual({ cpu: 3950, memory: 7380 });
        expect(roomOf("controlplane", 2, 4)).toEqual({ cpu: 1950, memory: 3320 });
    });

    it("take pods as long as both memory and cores last", () => {
        const rooms = [pod(100, 100), pod(100, 50)];
        expect(unplaced([pod(60, 50), pod(50, 50), pod(40, 50)], rooms)).toBeUndefined();
        expect(unplaced([pod(10, 60), pod(10, 60)], rooms)).toEqual(pod(10, 60));
        expect(unplaced([pod(60, 10), pod(60, 10), pod(60, 10)], rooms)).toEqual(pod(60, 10));
        // Its room is there in sum, but on no single node.
        expect(unplaced([pod(10, 120)], rooms)).toEqual(pod(10, 120));
    });

    it("that control planes are have their own parts too", () => {
        const { perControlPlane } = demandOf([], ["network"]);
        expect(perControlPlane).toEqual({ cpu: 260 + 125, memory: 832 + 320 });
    });
});

describe("the table of what the platform requests", () => {
    const written = (value: unknown): string => {
        const { requests, limits } = value as ContainerResources;
        return [requests.cpu, requests.memory, limits.memory].join(" ");
    };
    /** Of containers that run at all: those that start a pod request less and are gone. */
    const found = (value: unknown): string[] => {
        if (Array.isArray(value)) {
            return value.flatMap(found);
        }
        return isTree(value)
            ? Object.entries(value).flatMap(([key, item]) =>
                  /^init/i.test(key)
                      ? []
                      : isTree(item) && isTree(item["requests"]) && "cpu" in item["requests"]
                        ? [written(item)]
                        : found(item),
              )
            : [];
    };

    it("is all that the shipped stack's own containers request", async () => {
        const recorded: readonly Recorded[] = await recordShipped();
        const own = apps.map(({ name }) => name);
        const isPlatform = ({ namespace }: { namespace: string }) => !own.includes(namespace);
        const platform = [
            ...releasesOf(recorded)
                .filter(isPlatform)
                .map(({ values }) => values),
            ...objectsOf(recorded)
                .filter(isPlatform)
                .map(({ spec }) => spec),
        ].flatMap((tree: Tree) => found(tree));
        const { mesh, volumeCopies, ...others } = platformPods;
        expect(mesh).toBeDefined();
        // Movers and drills run beside the apps whose data they copy; one setting of the driver's
        // chart serves the probe of both its pods.
        const parts = { ...others, volumeCopies: { volsync: volumeCopies.volsync } };
        const table = Object.values(parts)
            .flatMap((part) => Object.values<{ containers: object }>(part))
            .flatMap(({ containers }) => Object.values(containers).map(written));
        const probe = written(platformPods.storage.node.containers.livenessprobe);
        expect([...platform, probe].sort()).toEqual(table.sort());
    });

    it("is all that databases, caches and copies beside apps request", async () => {
        const recorded: readonly Recorded[] = await recordShipped();
        const kinds = ["Cluster", "ObjectStore", "ReplicationSource"];
        const stores = objectsOf(recorded)
            .filter(({ kind }) => kinds.includes(kind))
            .flatMap(({ spec }) => found(spec));
        const mover = written(platformPods.volumeCopies.mover.containers.mover);
        expect(new Set(stores)).toEqual(
            new Set([written(storeContainers.database), written(storeContainers.archive), mover]),
        );
    });
});
