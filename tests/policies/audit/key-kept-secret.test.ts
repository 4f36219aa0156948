import { keyKeptSecret } from "../../../policies/audit/checks/key-kept-secret";
import { checked, secret } from "./state";

const password = "random:index/randomPassword:RandomPassword";
const talos = "talos:machine/secrets:Secrets";

const says = (type: string, outputs: object) =>
    checked(keyKeptSecret, [{ type, name: "key", outputs }]);

test.each<[string, string, object, readonly string[]]>([
    ["a password that is a secret", password, { result: secret("hunter2") }, []],
    [
        "one that is hidden in the export",
        password,
        { result: { ...secret(1), plaintext: undefined, ciphertext: "v1" } },
        [],
    ],
    [
        "one in plain sight",
        password,
        { result: "hunter2" },
        ["The output result of key must be kept as a secret."],
    ],
    ["one that is not there", password, {}, []],
    ["one that is empty", password, { result: "" }, []],
    [
        "two in plain sight",
        password,
        { result: "hunter2", bcryptHash: "$2a" },
        [
            "The output result of key must be kept as a secret.",
            "The output bcryptHash of key must be kept as a secret.",
        ],
    ],
    [
        "secrets of Talos",
        talos,
        { machineSecrets: secret({}), clientConfiguration: secret({ clientKey: "x" }) },
        [],
    ],
    [
        "a key in what is not a secret",
        talos,
        { machineSecrets: secret({}), clientConfiguration: { clientKey: "x" } },
        ["The output clientConfiguration.clientKey of key must be kept as a secret."],
    ],
    [
        "a key that is a secret of its own",
        talos,
        { machineSecrets: secret({}), clientConfiguration: { clientKey: secret("x") } },
        [],
    ],
])("%s", (_title, type, outputs, expected) => {
    expect(says(type, outputs)).toEqual({ judged: ["key"], says: expected });
});

test("what makes no key is none of its business", () => {
    expect(says("random:index/randomUuid:RandomUuid", { result: "x" }).judged).toEqual([]);
});
