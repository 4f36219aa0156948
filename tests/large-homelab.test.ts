import { largeHomelab } from "./engine/large-homelab";
import { recordShipped } from "./support/shipped-program";

interface Patched {
    readonly node: string;
    readonly configPatches: readonly string[];
}

test("a homelab of many hosts differs from a small one by configuration alone", async () => {
    const { apps, config } = largeHomelab({ hosts: 5, nodes: 20, apps: 100 });
    const recorded = await recordShipped({ with: apps, config, preview: true });
    const inputsOf = (type: string) =>
        recorded.filter((one) => one.type.endsWith(`:${type}`)).map(({ inputs }) => inputs);

    // One image for each host, one VM and one configuration for each node.
    expect(inputsOf("File")).toHaveLength(5);
    expect(inputsOf("VmLegacy")).toHaveLength(20);
    const applied = (inputsOf("ConfigurationApply") as unknown as Patched[]).sort((a, b) =>
        a.node.localeCompare(b.node),
    );
    const shares = applied.filter(({ configPatches }) => /vip:/.test(configPatches.join("\n")));
    expect(shares.map(({ node }) => node)).toEqual([
        "192.168.10.100",
        "192.168.10.101",
        "192.168.10.102",
    ]);
    const zones = applied.map(
        ({ configPatches }) => /zone: (\S+)/.exec(configPatches.join("\n"))?.[1],
    );
    expect(zones.slice(0, 6)).toEqual(["pve01", "pve02", "pve03", "pve04", "pve05", "pve01"]);

    // With more than one host a disk is made where its pod runs.
    const modes = inputsOf("StorageClass").map(({ volumeBindingMode }) => volumeBindingMode);
    expect(new Set(modes)).toEqual(new Set(["WaitForFirstConsumer"]));
    const names = recorded.map(({ type, name }) => `${type} ${name}`);
    expect(new Set(names).size).toBe(names.length);
});
