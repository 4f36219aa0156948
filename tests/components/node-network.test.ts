import { recordShipped, shippedConfig } from "../support/shipped-program";

type Tree = Record<string, unknown>;
type Recording = Awaited<ReturnType<typeof recordShipped>>;

const nodes = ["192.168.10.21/32", "192.168.10.31/32", "192.168.10.32/32"];
const fromNodes = nodes.map((cidr) => ({ ipBlock: { cidr } }));
const onPort = (port: number) => [{ port, protocol: "TCP" }];

let shipped: Recording;
let changed: Recording;
beforeAll(async () => {
    const apps = JSON.parse(shippedConfig()["homelab:apps"] ?? "") as Record<
        string,
        { options?: Tree } & Tree
    >;
    const house = apps["home-assistant"];
    const options = { ...house?.options, hostNetwork: true };
    shipped = await recordShipped({ preview: true });
    changed = await recordShipped({
        config: {
            "homelab:apps": JSON.stringify({ ...apps, "home-assistant": { ...house, options } }),
        },
        preview: true,
    });
});

const inputsOf = (recorded: Recording, type: string, name: string) =>
    recorded.find((one) => one.type.endsWith(`:${type}`) && one.name === name)?.inputs;
const ways = (recorded: Recording, name: string, direction: "ingress" | "egress") => {
    const { spec } = inputsOf(recorded, "NetworkPolicy", name) as { spec: Record<string, Tree[]> };
    return spec[direction] ?? [];
};

test("the gateway and n8n reach Home Assistant where it is then: at the nodes", () => {
    const toNodes = { to: fromNodes, ports: onPort(8123) };
    for (const policy of ["traefik-gateway", "n8n-main"]) {
        expect(ways(changed, policy, "egress")).toContainEqual(toNodes);
        expect(ways(shipped, policy, "egress")).not.toContainEqual(toNodes);
    }
});

test("n8n is called from the nodes then, and no more by pods that are not there", () => {
    const called = { from: fromNodes, ports: onPort(5678) };
    expect(ways(changed, "n8n-main", "ingress")).toContainEqual(called);
    expect(JSON.stringify(ways(changed, "n8n-main", "ingress"))).not.toContain("home-assistant");
    expect(JSON.stringify(ways(shipped, "n8n-main", "ingress"))).toContain("home-assistant");
});

test("devices of the house are heard through the machines' firewall, by their addresses alone", () => {
    const heard = (recorded: Recording) => {
        const { rules } = inputsOf(recorded, "GroupLegacy", "node-firewall-group") as {
            rules: Tree[];
        };
        return rules.filter(({ proto }) => proto === "udp");
    };
    expect(heard(shipped)).toEqual([]);
    expect(heard(changed)).toMatchObject([
        { type: "in", action: "ACCEPT", source: "192.168.10.64/27" },
    ]);
    expect(heard(changed)[0]).not.toHaveProperty("dport");
});
