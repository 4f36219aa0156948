import { stackOf } from "../../../policies/engine/resource";
import { documentsOfKind, machineConfigs, patched } from "../../../policies/views/machine-configs";
import { machine, secondMachine } from "../machine-samples";
import { resource, unknown } from "../support";

function configOf(configPatches: readonly unknown[], node: unknown = "192.168.10.22") {
    const type = "talos:machine/configurationApply:ConfigurationApply";
    const stack = stackOf([
        machine(),
        secondMachine(),
        resource(type, "config", { node, configPatches }),
    ]);
    const [config] = machineConfigs(stack);
    if (config === undefined) {
        throw new Error("No machine configuration.");
    }
    return config;
}

test("a configuration goes to the machine that has its address", () => {
    expect(configOf([]).machine?.name).toBe("node-2");
    expect(configOf([], "192.168.10.2").machine).toBeUndefined();
    expect(configOf([], null).machine).toBeUndefined();
    expect(configOf([], unknown.text).machine).toBeUndefined();
});

test("a machine may have several addresses, and some that are unknown", () => {
    const ipConfigs = [unknown.text, "192.168.10.21/24", "10.0.0.5/24", undefined].map(
        (address) => ({ ipv4: { address } }),
    );
    const type = "talos:machine/configurationApply:ConfigurationApply";
    const stack = stackOf([
        machine({ initialization: { ipConfigs } }),
        resource(type, "config", { node: "10.0.0.5", configPatches: [] }),
    ]);
    expect(machineConfigs(stack).map((config) => config.machine?.name)).toEqual(["node-1"]);
});

test("patches that are no YAML are counted, and unknown ones passed over", () => {
    const { documents, malformed } = configOf([
        "a: 1\n---\nkind: X\n",
        "a: [",
        "ok: 1\n---\na: {",
        5,
        null,
        unknown.text,
        "",
    ]);
    expect(documents).toEqual([{ a: 1 }, { kind: "X" }]);
    expect(malformed).toBe(4);
});

test("fields are those of the main document, last one last", () => {
    const config = configOf([
        "machine: {a: 1}",
        "kind: X\nmachine: {a: 2}",
        "machine: {a: 3}",
        "cluster: {}",
    ]);
    expect(patched(config, "machine", "a")).toEqual([1, 3]);
});

test("documents are found by kind, and by name where one is given", () => {
    const config = configOf([
        "kind: VolumeConfig\nname: STATE",
        "kind: VolumeConfig\nname: EPHEMERAL",
        "kind: Other\nname: STATE",
        "machine: {}",
        "- kind: VolumeConfig",
    ]);
    expect(documentsOfKind(config, "VolumeConfig")).toEqual([
        { kind: "VolumeConfig", name: "STATE" },
        { kind: "VolumeConfig", name: "EPHEMERAL" },
    ]);
    expect(documentsOfKind(config, "VolumeConfig", "STATE")).toEqual([
        { kind: "VolumeConfig", name: "STATE" },
    ]);
});
