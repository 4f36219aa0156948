import { bareApp } from "../../catalogue/bare-app";
import { grafanaPlan, inventoryOf } from "../../../config/checks/grafana-plan";
import type { Draft } from "../../../config/salvage";

const app = (name: string) => bareApp({ name });
const many = Array.from({ length: 60 }, (_, at) => app(`app-${at}`));

/** A house of that many nodes in which all of the apps run. */
function house(nodes: number, apps: readonly { readonly name: string }[], cloud: object): Draft {
    return {
        proxmox: { hosts: [{ name: "pve1", storagePools: [{ id: "a" }, { id: "b" }] }] },
        cluster: {
            nodes: Array.from({ length: nodes }, (_, at) => ({
                name: `node-${at}`,
                host: "pve1",
                role: at === 0 ? ("controlplane" as const) : ("worker" as const),
            })),
        },
        apps: Object.fromEntries(
            apps.map(({ name }) => [name, { enabled: true, options: {} }] as const),
        ),
        observability: { grafanaCloud: { plan: "free", ...cloud } },
    };
}

const messages = (draft: Draft) => grafanaPlan(draft, many).map(({ message }) => message);
const grafanaUrl = "https://example.grafana.net";

describe("the free plan of Grafana Cloud", () => {
    it("takes a home", () => {
        expect(messages(house(3, many.slice(0, 3), { grafanaUrl }))).toEqual([]);
    });

    it("refuses more series than it has", () => {
        expect(messages(house(100, many.slice(0, 3), {}))).toEqual([
            expect.stringMatching(
                /^takes 10000 series, and metrics make about \d{5}\. Turn apps off, or write paid/,
            ),
        ]);
    });

    it("refuses more alert rules than it has, where there are any", () => {
        expect(messages(house(3, many, { grafanaUrl }))).toEqual([
            expect.stringMatching(/^takes 100 alert rules, and its data takes \d{3}\./),
        ]);
        expect(messages(house(3, many, {}))).toEqual([]);
    });

    it("is no matter with another one", () => {
        expect(messages(house(100, many, { grafanaUrl, plan: "paid" }))).toEqual([]);
    });
});

it("counts what makes series", () => {
    const running = many.slice(0, 2);
    expect(inventoryOf(house(3, running, {}), running)).toEqual({
        nodes: 3,
        controlPlanes: 1,
        proxmoxHosts: 1,
        pools: 2,
        volumes: 2,
        databases: 0,
        poolers: 0,
        containers: expect.any(Number) as number,
        routes: 2,
    });
});

describe("the containers that make series", () => {
    const counted = (draft: Draft, running = many.slice(0, 0)) =>
        inventoryOf(draft, running).containers;
    const bare: Draft = { ...house(3, [], {}), backup: { targets: [] }, observability: {} };

    it("are those of what is switched on, of each node and of the apps", () => {
        const observed: Draft = { ...bare, observability: { grafanaCloud: {} } };
        // Exporters and collector: three in the cluster, one on each node and control plane.
        expect(counted(observed) - counted(bare)).toBe(3 + 3 + 1);
        const workers: Draft = { ...house(4, [], {}), backup: { targets: [] }, observability: {} };
        // Cilium's agent and proxy, and the three of the storage driver.
        expect(counted(workers) - counted(bare)).toBe(2 + 3);
        expect(counted(bare, many.slice(0, 2)) - counted(bare)).toBe(2);
    });

    it("are counted with every part while nobody knows which there are", () => {
        const { backup: _targets, ...unknown } = bare;
        expect(counted(unknown)).toBeGreaterThan(counted(bare));
    });
});

it("counts the pools that the owner turned on", () => {
    const running = many.slice(0, 1);
    const draft = house(3, running, {});
    const chosen = { enabled: true, options: {}, databases: { rows: { pooler: true } } };
    expect(inventoryOf({ ...draft, apps: { "app-0": chosen } }, running).poolers).toBe(1);
});
