import { recordShipped, shippedConfig } from "../support/shipped-program";

type Tree = Record<string, unknown>;

const section = (key: string) => JSON.parse(shippedConfig()[key] ?? "") as Tree;

/** The shipped stack, whose first worker is passed two devices that two apps use. */
function withDevices() {
    const cluster = section("homelab:cluster") as { nodes: Tree[] } & Tree;
    const apps = section("homelab:apps") as Record<string, { options?: Tree } & Tree>;
    const using = (app: string, options: Tree) => ({
        [app]: { ...apps[app], options: { ...apps[app]?.options, ...options } },
    });
    const devices = {
        graphics: { mapping: "igpu", driver: "i915" },
        radio: { mapping: "zigbee" },
    };
    return recordShipped({
        config: {
            "homelab:cluster": JSON.stringify({
                ...cluster,
                nodes: cluster.nodes.map((node) =>
                    node["name"] === "homelab-worker-01" ? { ...node, devices } : node,
                ),
            }),
            "homelab:apps": JSON.stringify({
                ...apps,
                ...using("immich", { transcoding: "vaapi" }),
                ...using("home-assistant", { device: "/dev/ttyUSB0" }),
            }),
        },
        preview: true,
    });
}

let recorded: Awaited<ReturnType<typeof withDevices>>;
beforeAll(async () => {
    recorded = await withDevices();
});
const inputsOf = (type: string, name: string) =>
    recorded.find((one) => one.type.endsWith(`:${type}`) && one.name === name)?.inputs;

test("Proxmox passes devices on to the machine that they are named at, by their mappings", () => {
    expect(inputsOf("VmLegacy", "homelab-worker-01")).toMatchObject({
        hostpcis: [{ device: "hostpci0", mapping: "igpu", pcie: true }],
        usbs: [{ mapping: "zigbee" }],
    });
    for (const other of ["homelab-controlplane-01", "homelab-worker-02"]) {
        expect(inputsOf("VmLegacy", other)).not.toHaveProperty("hostpcis");
        expect(inputsOf("VmLegacy", other)).not.toHaveProperty("usbs");
    }
});

test("the node says that it has them, and the image can drive them", () => {
    const patches = (node: string) =>
        String((inputsOf("ConfigurationApply", `${node}-config`) as Tree)["configPatches"]);
    expect(patches("homelab-worker-01")).toContain('device.homelab/graphics: "true"');
    expect(patches("homelab-worker-01")).toContain('device.homelab/radio: "true"');
    expect(patches("homelab-worker-02")).not.toContain("device.homelab");
    const { schematic } = inputsOf("Schematic", "talos-image-schematic") as { schematic: string };
    expect(schematic).toContain("siderolabs/qemu-guest-agent");
    expect(schematic).toContain("siderolabs/i915");
    // A file of that name with other contents may be there from before.
    const { fileName } = inputsOf("File", "talos-image-pve1") as { fileName: string };
    expect(fileName).toMatch(/-i915\.iso$/);
});

test("what uses a device runs where it is, and nothing else is bound to a node", () => {
    const graphics = { "device.homelab/graphics": "true" };
    expect(inputsOf("Release", "immich")).toMatchObject({
        values: { server: { defaultPodOptions: { nodeSelector: graphics } } },
    });
    expect(inputsOf("Release", "home-assistant")).toMatchObject({
        values: { workloads: { main: { nodeSelector: { "device.homelab/radio": "true" } } } },
    });
    const bound = recorded
        .filter(({ inputs }) => JSON.stringify(inputs).includes("device.homelab"))
        .filter(({ type }) => type.endsWith(":Release"))
        .map(({ name }) => name);
    expect(bound.sort()).toEqual(["home-assistant", "immich"]);
});
