import { apps } from "../../apps";
import { collect } from "../../catalogue/catalogue";
import { judgementOfAudit } from "../../commands/judgement/audited";
import { markdownOf } from "../../commands/judgement/markdown";
import { judgementText } from "../../commands/judgement/print";
import { sarifOf } from "../../commands/judgement/sarif";
import { audit } from "../../policies/audit/audit";
import { stateChecks } from "../../policies/audit/checks";
import { rulesOfMachines } from "../../policies/audit/rendered-machines";
import { ruleContext } from "../../policies/engine/context";
import { rules } from "../../policies/rules";
import { readState } from "../../policies/state/exported-state";
import { secretValues } from "../../rehearsal/leaks/secret-values";
import { dayOf } from "../../shared/day";
import { repository } from "../support/shipped-program";
import { describeEngine, openShipped } from "./support";

const catalogue = collect(apps);
const context = ruleContext(catalogue, apps);
const secretKey = "4dabf18193072939515e22adb298388d";

interface Stored {
    readonly urn: string;
    readonly type: string;
    protect?: boolean;
    inputs: Record<string, unknown>;
    outputs: Record<string, unknown>;
}

describeEngine("an audit of what was really built", () => {
    let exported: string;

    beforeAll(async () => {
        const rehearsal = await openShipped();
        expect(await rehearsal.stack.up()).toMatchObject({ succeeded: true, error: "" });
        exported = JSON.stringify(await rehearsal.stack.exportState());
        await rehearsal.close();
    });

    const content = () =>
        JSON.parse(exported) as { version: number; deployment: { resources: Stored[] } };

    function judged(change: (resources: Stored[]) => void = () => undefined, now = new Date()) {
        const state = content();
        change(state.deployment.resources);
        const read = readState(state);
        return judgementOfAudit(read, audit(read, rules, context, now), catalogue.assets);
    }

    /** Changes the first resource of a type, or the one of a name. */
    const edited =
        (type: string, edit: (resource: Stored) => void, name = "") =>
        (resources: Stored[]) => {
            const found = resources.find(
                (one) => one.type.endsWith(type) && one.urn.endsWith(name),
            );
            if (found === undefined) {
                throw new Error(`There is no ${type} ${name}.`);
            }
            edit(found);
        };

    const said = (...args: Parameters<typeof judged>) =>
        judged(...args).violations.map(({ rule, resource }) => `${rule} ${resource}`);

    test("finds nothing to stop at, and has looked into everything", () => {
        const { violations, problems, exitCode } = judged();
        expect({ violations, problems, exitCode }).toEqual({
            ...{ violations: [], problems: [], exitCode: 0 },
        });
    });

    test("looks into the releases of this repository's own chart, and names the others", () => {
        const { reach } = judged();
        const releases = content().deployment.resources.filter(
            ({ type, inputs }) =>
                type === "kubernetes:helm.sh/v3:Release" ||
                (type.endsWith(":Application") && inputs["spec"] !== undefined),
        );
        expect(reach?.all).toBe(releases.length);
        expect(reach?.unseen.length).toBeLessThanOrEqual(releases.length - 6);
    });

    test("asks every rule and every check something", () => {
        const mandatory = rules.filter(({ level }) => level === "mandatory");
        const state = readState(content());
        const asked = audit(state, rules, context, new Date()).verdicts.filter(
            ({ passed }) => passed > 0,
        );
        expect(asked.map(({ rule }) => rule)).toEqual(
            expect.arrayContaining([...mandatory, ...stateChecks].map(({ name }) => name)),
        );
        expect(rules.map(({ name }) => name)).toEqual(expect.arrayContaining([...rulesOfMachines]));
    });

    test("sees what the configuration of a machine became", () => {
        const rendered = (change: (text: string) => string) =>
            edited(
                "ConfigurationApply",
                ({ outputs }) => {
                    const marked = outputs["machineConfiguration"] as { plaintext: string };
                    const text = JSON.parse(marked.plaintext) as string;
                    expect(change(text)).not.toBe(text);
                    marked.plaintext = JSON.stringify(change(text));
                },
                "homelab-controlplane-01-config",
            );
        const config = "ConfigurationApply::homelab-controlplane-01-config";
        expect(said(rendered((text) => text.replace("name: EPHEMERAL", "name: u-other")))).toEqual([
            `machine-disk-encrypted ${config}`,
        ]);
        expect(
            said(rendered((text) => text.replace("secretboxEncryptionSecret", "aescbcSecret"))),
        ).toEqual([`etcd-key-rendered ${config}`]);
    });

    test("sees ciphertexts, keys, records and protection that are not as they were made", () => {
        const cut = edited("v1alpha1:SealedSecret", ({ inputs }) => {
            const { encryptedData } = inputs["spec"] as { encryptedData: Record<string, string> };
            const [key = ""] = Object.keys(encryptedData);
            encryptedData[key] = (encryptedData[key] ?? "").slice(0, 400);
        });
        const shown = edited("RandomPassword", ({ outputs }) => (outputs["result"] = "plain"));
        const led = edited("DnsRecord", ({ inputs }) => {
            inputs["content"] = "41518b9e-0000-0000-0000-000000000000.cfargotunnel.com";
        });
        const loose = edited("VmLegacy", (machine) => (machine.protect = false));
        expect(
            said((all) => {
                for (const edit of [cut, shown, led, loose]) {
                    edit(all);
                }
            }),
        ).toEqual([
            expect.stringMatching(/^irreplaceable-protected VmLegacy::/),
            expect.stringMatching(/^ciphertext-whole SealedSecret::/),
            expect.stringMatching(/^key-kept-secret RandomPassword::/),
            expect.stringMatching(/^tunnel-leads-home DnsRecord::/),
        ]);
    });

    test("sees certificates come to their end", () => {
        const later = new Date(Date.now() + 11 * 365 * 24 * 60 * 60 * 1000);
        expect(said(undefined, later)).toEqual(
            expect.arrayContaining([
                "certificate-in-date SelfSignedCert::sealing-key-certificate",
                "certificate-in-date Secrets::homelab-secrets",
            ]),
        );
    });

    test("sees a drill that is due, counted from the day that the homelab was begun", () => {
        const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000);
        const due = "drill-within-quarter Backup::backup";
        expect(said(undefined, inDays(91))).not.toContain(due);
        expect(said(undefined, inDays(94))).toContain(due);
        const drilled = edited("platform:Backup", ({ inputs }) => {
            inputs["drilled"] = dayOf(inDays(90));
        });
        expect(said(drilled, inDays(94))).not.toContain(due);
    });

    test("says what it could not look into, and takes nothing hidden for wrong", () => {
        const hide = (value: unknown): unknown =>
            typeof value !== "object" || value === null
                ? value
                : Array.isArray(value)
                  ? value.map(hide)
                  : secretKey in value
                    ? { [secretKey]: value[secretKey], ciphertext: "v1:x" }
                    : Object.fromEntries(Object.entries(value).map(([k, v]) => [k, hide(v)]));
        const { violations, problems, exitCode } = judged((resources) => {
            for (const resource of resources) {
                Object.assign(resource, hide(resource));
            }
        });
        expect(violations).toEqual([]);
        expect(problems).toEqual([
            expect.stringMatching(/^\d+ resources have secrets that this export hides/),
        ]);
        expect(exitCode).toBe(3);
    });

    test("prints no secret in any form", () => {
        const values = secretValues(content()).map(({ value }) => value);
        expect(values.length).toBeGreaterThan(50);
        const wrong = judged(
            (all) => {
                for (const resource of all) {
                    resource.protect = false;
                }
            },
            new Date(Date.now() + 20 * 365 * 24 * 60 * 60 * 1000),
        );
        const text = [
            judgementText(wrong),
            markdownOf(wrong),
            JSON.stringify(sarifOf(wrong, rules, { repository, version: "1" })),
        ].join("\n");
        expect(wrong.violations.length).toBeGreaterThan(50);
        expect(values.filter((value) => text.includes(value))).toEqual([]);
    });
});
