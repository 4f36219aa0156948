import type { AnyApp } from "../../catalogue/app-spec";
import {
    allowedIn,
    allowedOut,
    inNamespace,
    line,
    onPorts,
    partsOf,
    type Peer,
    type Rule,
    type Surroundings,
} from "./declared-traffic";
import { type Built, fullHomelab, shippedHomelab } from "./homelabs";
import { type ClusterObject, objectsOf, releasesOf } from "./recorded";

describe.each([
    ["the shipped homelab", shippedHomelab],
    ["a homelab that uses all there is", fullHomelab],
])("in %s", (_which, homelab) => {
    let built: Built;
    let policies: readonly ClusterObject[];
    let byHost: readonly ClusterObject[];
    let namespaces: readonly string[];
    let running: readonly AnyApp[];
    let surroundings: Surroundings;
    beforeAll(async () => {
        built = await homelab();
        policies = objectsOf(built.recorded, "NetworkPolicy");
        byHost = objectsOf(built.recorded, "CiliumNetworkPolicy");
        namespaces = objectsOf(built.recorded, "Namespace").map(({ name }) => name);
        running = built.running;
        const { cluster, network } = built.config;
        surroundings = {
            running,
            devices: network.devices,
            apiServer: cluster.nodes
                .filter(({ role }) => role === "controlplane")
                .map(({ ip }) => `${ip}/32`),
        };
    });

    const named = (namespace: string, name: string) =>
        policies.filter((one) => one.namespace === namespace && one.name === name);
    const rules = ({ spec }: ClusterObject, side: "ingress" | "egress") =>
        (spec[side] ?? []) as readonly Rule[];
    describe("a namespace", () => {
        it("denies everything, in both directions, for every pod", () => {
            expect(namespaces.length).toBeGreaterThan(5);
            for (const namespace of namespaces) {
                expect(named(namespace, "default-deny").map(({ spec }) => spec)).toEqual([
                    { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
                ]);
            }
        });

        it("lets every pod look up names, and nothing else in that policy", () => {
            const dns: Peer = {
                podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
                namespaceSelector: inNamespace("kube-system"),
            };
            for (const namespace of namespaces) {
                const [policy, ...more] = named(namespace, "allow-dns");
                expect(more).toEqual([]);
                expect(policy?.spec["podSelector"]).toEqual({});
                expect(policy?.spec["policyTypes"]).toEqual(["Egress"]);
                expect(policy && rules(policy, "egress").map(line)).toEqual([
                    onPorts(dns, [53], "UDP"),
                    onPorts(dns, [53]),
                ]);
            }
        });

        it("with a release has its policies, but for the system's own, which has the network itself", () => {
            const homes = releasesOf(built.recorded).map(({ namespace }) => namespace);
            expect([...new Set(homes)].filter((home) => !namespaces.includes(home))).toEqual([
                "kube-system",
            ]);
        });
    });

    describe("an app", () => {
        /** Parts that may reach or be reached inside the house; hosts outside have policies of their own. */
        const spoken = (app: AnyApp) =>
            Object.entries(partsOf(app)).filter(
                ([role]) =>
                    allowedIn(app, role, surroundings).length > 0 ||
                    allowedOut(app, role, surroundings).length > 0,
            );

        const databasesOf = (app: AnyApp) =>
            Object.keys(app.data).filter((data) => app.data[data]?.kind === "postgres");

        it("has one policy for each of its parts that has a way, and none but for housekeeping besides", () => {
            expect(running.length).toBeGreaterThan(1);
            for (const app of running) {
                const names = policies
                    .filter(({ namespace }) => namespace === app.name)
                    .map(({ name }) => name);
                expect(names.sort()).toEqual(
                    [
                        "default-deny",
                        "allow-dns",
                        ...spoken(app).map(([role]) => role),
                        ...databasesOf(app).flatMap((data) => [
                            `${data}-vacuum`,
                            `${data}-from-vacuum`,
                        ]),
                    ].sort(),
                );
            }
        });

        it("is reached on exactly the ways that files of apps name", () => {
            for (const app of running) {
                for (const [role, { pods }] of spoken(app)) {
                    const [policy] = named(app.name, role);
                    expect(policy?.spec["podSelector"]).toEqual({ matchLabels: pods });
                    expect(policy && rules(policy, "ingress").map(line).sort()).toEqual(
                        allowedIn(app, role, surroundings),
                    );
                }
            }
        });

        it("calls its own parts, other apps and devices on exactly the ways that its file names", () => {
            for (const app of running) {
                for (const [role] of spoken(app)) {
                    const [policy] = named(app.name, role);
                    expect(policy && rules(policy, "egress").map(line).sort()).toEqual(
                        allowedOut(app, role, surroundings),
                    );
                }
            }
        });

        it("calls exactly the hosts outside that its file names, by name and port", () => {
            const wanted = running.flatMap((app) =>
                app.connections.flatMap(({ from, to }) =>
                    typeof to !== "string" && "hosts" in to
                        ? to.hosts.map((host) => `${app.name} ${from}-hosts ${host}:${to.port}`)
                        : [],
                ),
            );
            const ofBackups = /^(backup|.*-archive)-hosts$/;
            const ofApps = byHost.filter(
                ({ namespace, name }) =>
                    running.some((app) => app.name === namespace) && !ofBackups.test(name),
            );
            const found = ofApps.flatMap(({ namespace, name, spec }) =>
                (
                    spec["egress"] as {
                        toFQDNs?: Record<string, string>[];
                        toPorts: { ports: { port: string }[] }[];
                    }[]
                ).flatMap(({ toFQDNs = [], toPorts }) =>
                    toFQDNs.map(
                        (host) =>
                            `${namespace} ${name} ${host["matchName"] ?? host["matchPattern"]?.replace(/^\*\*\./, "*.") ?? ""}:${toPorts[0]?.ports[0]?.port ?? ""}`,
                    ),
                ),
            );
            expect(wanted.length).toBeGreaterThan(0);
            expect(found.sort()).toEqual(wanted.sort());
        });
    });

    describe("no policy", () => {
        const everything = () =>
            policies.flatMap((policy) =>
                (["ingress", "egress"] as const).flatMap((side) =>
                    rules(policy, side).map((rule) => ({ policy, side, rule })),
                ),
            );
        const where = ({ policy, side }: { policy: ClusterObject; side: string }) =>
            `${policy.namespace}/${policy.name} ${side}`;

        it("allows every address or every pod of every namespace", () => {
            const open = everything().filter(({ rule: { from, to } }) =>
                (from ?? to ?? []).some(({ ipBlock, podSelector, namespaceSelector }) => {
                    const labelled = [podSelector, namespaceSelector].some(
                        (selector) =>
                            Object.keys(selector?.matchLabels ?? {}).length > 0 ||
                            selector?.matchExpressions !== undefined,
                    );
                    return ipBlock === undefined ? !labelled : ipBlock.cidr.endsWith("/0");
                }),
            );
            expect(open.map(where)).toEqual([]);
        });

        it("allows any peer, but the one of the gateway's own ports", () => {
            const anybody = everything().filter(
                ({ rule: { from, to } }) => (from ?? to) === undefined,
            );
            expect(anybody.map(where)).toEqual(["traefik/gateway ingress"]);
            expect(anybody[0]?.rule.ports?.map(({ port }) => port)).toEqual([8000, 8443]);
        });

        it("has a side without rules that it does not mean to close", () => {
            for (const { name, spec } of policies.filter((one) => one.name !== "default-deny")) {
                const sides = spec["policyTypes"] as string[];
                expect([name, sides.includes("Ingress")]).toEqual([name, "ingress" in spec]);
                expect([name, sides.includes("Egress")]).toEqual([name, "egress" in spec]);
                expect(sides.length).toBeGreaterThan(0);
            }
        });

        it("by host name allows a whole address range or every name", () => {
            for (const { spec } of byHost) {
                const text = JSON.stringify(spec["egress"] ?? []);
                expect(text).not.toMatch(/toCIDR|toEntities/);
                expect(text).not.toContain('"matchName":"*"');
                expect(text).not.toMatch(/toFQDNs":\[[^\]]*"matchPattern":"\*{1,2}"/);
            }
        });
    });
});
