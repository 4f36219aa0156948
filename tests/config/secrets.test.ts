import { type AnyApp, defineApp } from "../../catalogue/app-spec";
import { checkStackFile } from "../../config/check-stack-file";
import { missingSecretText, secretKeys, secretProblem } from "../../config/secrets";
import { base, editedBase } from "./edit-base";
import { sampleApps } from "./sample-apps";

const [album, start] = sampleApps as [AnyApp, AnyApp];
const keys = secretKeys(sampleApps);
const config = checkStackFile(base, sampleApps);
const off = checkStackFile(editedBase({ set: { "apps.album.enabled": false } }), sampleApps);

test("the table has the platform's secrets and those that apps take from configuration", () => {
    const outermost = [keys[0], keys.at(-1)];
    expect(outermost.map((secret) => [secret?.key, secret?.title])).toEqual([
        ["proxmoxApiToken", "API token of Proxmox, user@realm!token=uuid"],
        ["albumMailPassword", "Mail account: password of Album"],
    ]);
    expect(outermost.map((secret) => secret?.neededBy(config))).toEqual([true, true]);
    expect(outermost.map((secret) => secret?.neededBy(off))).toEqual([true, false]);
});

test("a key that two apps share is one secret, needed by either", () => {
    const twin = defineApp({ ...start, data: album.data, options: {}, values: () => ({}) });
    const shared = secretKeys([album, twin]);
    expect(shared.map(({ key }) => key)).toEqual(keys.map(({ key }) => key));
    const password = shared.at(-1);
    const startOn = editedBase({
        set: { "apps.album.enabled": false, "apps.start": { enabled: true } },
    });
    expect(password?.neededBy(off)).toBe(false);
    expect(password?.neededBy(checkStackFile(startOn, sampleApps))).toBe(true);
});

test("the remedy names the command, and never asks for the value on the command line", () => {
    expect(keys.map(missingSecretText)[0]).toMatch(
        /, then run `pulumi config set --secret homelab:proxmoxApiToken`\.$/,
    );
});

const uuid = "12345678-1234-1234-1234-123456789abc";

test.each([
    [`root@pam!iac=${uuid}`, undefined],
    [`pulumi@pve!home-lab=${uuid.toUpperCase()}`, undefined],
    ["", "is empty"],
    [` root@pam!iac=${uuid}`, "has white space at an end"],
    [uuid, "is not of the form user@realm!token=uuid"],
    [`root!iac=${uuid}`, "is not of the form user@realm!token=uuid"],
    [`root@pam!iac=${uuid}0`, "is not of the form user@realm!token=uuid"],
    [`PVEAPIToken=root@pam!iac=${uuid}`, "is not of the form user@realm!token=uuid"],
])("a token of Proxmox like %p: %p", (value, problem) => {
    const [token] = keys;
    expect(token && secretProblem(token, value)).toBe(problem);
});

test.each([
    ["JSON object", '{"devices":[]}', undefined],
    ["JSON object", "[]", "is not of the form: JSON object"],
    ["JSON object", "{devices}", "is not of the form: JSON object"],
    ["https address", "https://hooks.example.com/x", undefined],
    ["https address", "http://hooks.example.com/x", "is not of the form: https address"],
    ["https address", "hooks.example.com", "is not of the form: https address"],
] as const)("a configured %s like %p: %p", (form, value, problem) => {
    const login = {
        kind: "secret",
        title: "Login",
        classification: "credentials",
        backup: "medium",
        retention: "indefinite",
        keys: { one: { config: "formed", form, make: "Ask the maker" }, two: { config: "free" } },
    } as const;
    const app = defineApp({ ...start, data: { login }, options: {}, values: () => ({}) });
    const [formed, free] = secretKeys([app]).slice(-2);
    expect(formed && secretProblem(formed, value)).toBe(problem);
    expect(formed?.make).toBe("Ask the maker");
    expect(free && secretProblem(free, value)).toBeUndefined();
});

test.each([
    ['{"tracking":false,"token":"abc"}', undefined],
    ['{"tracking":true,"token":"abc"}', 'must have "tracking": false'],
    ['{"token":"abc"}', 'must have "tracking": false'],
    ['{"tracking":"false"}', 'must have "tracking": false'],
    ["[]", "is not of the form: JSON object"],
])("settings like %p must hold a switch: %p", (value, problem) => {
    const settings = {
        kind: "secret",
        title: "Settings",
        classification: "credentials",
        backup: "medium",
        retention: "indefinite",
        keys: {
            one: { config: "switched", form: "JSON object", holds: { tracking: false } },
        },
    } as const;
    const app = defineApp({ ...start, data: { settings }, options: {}, values: () => ({}) });
    const [switched] = secretKeys([app]).slice(-1);
    expect(switched && secretProblem(switched, value)).toBe(problem);
});
