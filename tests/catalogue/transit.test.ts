import { apps } from "../../apps";
import { transit, wayOf } from "../../catalogue/transit";
import { bareApp } from "./bare-app";

const trifling = { classification: "internal", retention: "transient" } as const;
const app = bareApp({
    data: {
        index: {
            kind: "postgres",
            title: "Index",
            ...trifling,
            size: "1Gi",
            image: "example.org/postgres:18.1",
        },
        jobs: { kind: "cache", title: "Jobs", ...trifling, size: "1Gi" },
    },
});
const outside = { hosts: ["example.org"], port: 443, auth: "none", purpose: "News" } as const;

test.each([
    ["a host outside", outside, "outside"],
    ["a database", "index", "postgres"],
    ["a cache", "jobs", "cache"],
    ["another part", "server", "parts"],
    ["another app", { app: "other", workload: "server", auth: "none", purpose: "Pages" }, "apps"],
    ["a device", { devices: "printers", ports: [], auth: "none", purpose: "Printing" }, "devices"],
] as const)("the way to %s is told by what is there", (_what, to, kind) => {
    expect(wayOf(app, { from: "server", to })).toBe(kind);
});

test("the way from the gateway is one of its own", () => {
    expect(wayOf(app, { from: "edge", to: "server" })).toBe("gateway");
});

test("the way to a pod in the node's network is protected by nothing, and says so", () => {
    const way = { from: "edge", to: "server" };
    expect(wayOf({ ...app, inNodeNetwork: true }, way)).toBe("nodeNetwork");
    expect(transit.nodeNetwork.by).toBe("nothing");
    expect(wayOf({ ...app, inNodeNetwork: true }, { from: "server", to: "index" })).toBe(
        "postgres",
    );
});

test("every way that is no TLS is excused, and no other", () => {
    for (const { by, reason } of Object.values(transit)) {
        expect([by, reason === undefined]).toEqual([by, by === "tls"]);
    }
});

test("what leaves the house and what reaches a database is TLS", () => {
    const kinds = apps.flatMap((one) => one.connections.map((way) => wayOf(one, way)));
    expect(kinds).toEqual(expect.arrayContaining(["outside", "postgres"]));
    expect([transit.outside.by, transit.postgres.by]).toEqual(["tls", "tls"]);
});

test("hosts outside are called on ports that carry TLS", () => {
    const ports = apps.flatMap((one) =>
        one.connections.flatMap(({ to }) =>
            typeof to !== "string" && "hosts" in to ? [`${one.name}: ${to.port}`] : [],
        ),
    );
    expect(ports.length).toBeGreaterThan(0);
    // 465 and 993: mail over TLS from the first byte.
    expect(ports.filter((port) => !/: (443|465|993|8443)$/.test(port))).toEqual([]);
});
