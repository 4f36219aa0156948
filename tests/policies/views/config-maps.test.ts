import { stackOf } from "../../../policies/engine/resource";
import { faultsInConfigMap } from "../../../policies/views/config-map-credentials";
import { objectsIn } from "../../../policies/views/kube-object";
import { kube, unknown } from "../support";

const faults = (body: object) =>
    objectsIn(stackOf([kube("core/v1:ConfigMap", "app", body)]), "core", "ConfigMap").flatMap(
        faultsInConfigMap,
    );
const base64 = (text: string) => Buffer.from(text).toString("base64");

test.each([
    ["nothing", {}],
    ["harmless texts", { data: { MODE: "x", "a.ini": "[a]\nmode = fast\n" } }],
    ["numbers of tokens", { data: { "a.ini": "max_token = 5\n" } }],
    ["what is no text", { data: { PASSWORD: 5, OTHER: null }, binaryData: { PASSWORD: 5 } }],
    ["a setting without a value", { data: { "a.ini": "password =\n" } }],
])("a config map of %s holds no credential", (_title, body) => {
    expect(faults(body)).toEqual([]);
});

test.each([
    ["a key", { data: { PASSWORD: "hunter22" } }, "PASSWORD (data.PASSWORD)"],
    [
        "a key in base64",
        { binaryData: { PASSWORD: base64("hunter22") } },
        "PASSWORD (binaryData.PASSWORD)",
    ],
    ["a line", { data: { "a.ini": "x = 1\n  password = hunter22\n" } }, "password (data.a.ini)"],
    [
        "a line in base64",
        { binaryData: { a: base64("password: hunter22\n") } },
        "password (binaryData.a)",
    ],
    ["a quoted line", { data: { a: '"password": "hunter22",' } }, "password (data.a)"],
    [
        "a line with spaces before a comma",
        { data: { a: "x\npassword: hunter22 ,\n" } },
        "password (data.a)",
    ],
    ["a password in figures", { data: { a: "password: 12345678\n" } }, "password (data.a)"],
    [
        "an exported variable",
        { data: { a: "export API_TOKEN=abcdefgh12\n" } },
        "API_TOKEN (data.a)",
    ],
])("a config map with a credential in %s is told", (_title, body, what) => {
    expect(faults(body)).toEqual([
        `The config map immich/app must not contain the credential ${what}: move it to a SealedSecret.`,
    ]);
});

test("a config map that is unknown cannot be judged", () => {
    const title = "The config map immich/app must have data that is known at preview";
    expect(faults({ data: unknown.object })).toEqual([`${title} (data).`]);
    expect(faults({ data: { a: unknown.text } })).toEqual([
        `${title} (data.a); move credentials to a SealedSecret.`,
    ]);
    expect(faults({ data: { "not a name": unknown.text } })).toEqual([
        `${title} (data.(unprintable name)); move credentials to a SealedSecret.`,
    ]);
});
