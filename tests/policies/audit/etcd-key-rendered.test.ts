import { etcdKeyRendered } from "../../../policies/audit/checks/etcd-key-rendered";
import { checked, secret } from "./state";

const key = Buffer.alloc(32, 1).toString("base64");
const type = "talos:machine/configurationApply:ConfigurationApply";

const says = (machineConfiguration: unknown, configPatches: unknown = []) =>
    checked(etcdKeyRendered, [
        {
            ...{ type, name: "cp" },
            inputs: { node: "192.168.10.21", configPatches },
            outputs: { machineConfiguration },
        },
    ]);
const controlplane = (cluster: object) =>
    secret(JSON.stringify({ machine: { type: "controlplane" }, cluster }));
const faulty = ["The machine configuration cp must hold a secretbox key of 32 bytes."];

test.each<[string, object, readonly string[]]>([
    ["a key", controlplane({ secretboxEncryptionSecret: key }), []],
    ["no key", controlplane({}), faulty],
    ["an empty one", controlplane({ secretboxEncryptionSecret: "" }), faulty],
    ["a shorter one", controlplane({ secretboxEncryptionSecret: "QUJD" }), faulty],
    ["one of the older cipher", controlplane({ aescbcEncryptionSecret: key }), faulty],
    ["no text", controlplane({ secretboxEncryptionSecret: 5 }), faulty],
])("a control plane with %s", (_title, configuration, expected) => {
    expect(says(configuration)).toEqual({ judged: ["cp"], says: expected });
});

test("a worker has no etcd", () => {
    expect(says(secret("machine:\n  type: worker\n")).judged).toEqual([]);
});

test.each([
    ["hidden", { ...secret(1), plaintext: undefined }],
    ["absent", undefined],
    ["no YAML", secret("machine: [")],
])("nothing is judged of a configuration that is %s", (_title, configuration) => {
    expect(says(configuration)).toEqual({ judged: [], says: [] });
});
