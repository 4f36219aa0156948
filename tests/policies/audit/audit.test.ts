import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { judgementOfAudit } from "../../../commands/judgement/audited";
import { markdownOf } from "../../../commands/judgement/markdown";
import { judgementText } from "../../../commands/judgement/print";
import { sarifOf } from "../../../commands/judgement/sarif";
import { audit } from "../../../policies/audit/audit";
import { stateChecks } from "../../../policies/audit/checks";
import { RenderedReleases } from "../../../policies/rendered/rendered-releases";
import { helmFolder } from "../../../rendering/helm";
import { readState } from "../../../policies/state/exported-state";
import { rules } from "../../../policies/rules";
import { repository } from "../../support/shipped-program";
import { context } from "../support";
import { secret, stateOf, type Stored } from "./state";

const now = new Date("2026-06-15T12:00:00Z");

describe("the checks of a state", () => {
    test("have a file each, and stand in the README", () => {
        const files = readdirSync(join(repository, "policies/audit/checks"));
        expect(files.sort()).toEqual(stateChecks.map(({ name }) => `${name}.ts`).sort());
        const readme = readFileSync(join(repository, "policies/README.md"), "utf8");
        const lines = readme.split("\n").map((line) => line.replace(/\s+/g, " "));
        const rows = stateChecks.map(
            ({ name, id, description }) => `| \`${name}\` | ${id} | ${description} |`,
        );
        expect(rows.filter((row) => !lines.includes(row))).toEqual([]);
    });

    test("share no name or number with a rule", () => {
        const all = [...rules, ...stateChecks];
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
        expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    });

    test("rest on a line of the section that they name", () => {
        const file = join(repository, "docs/seed/data-architecture.md");
        const lines = readFileSync(file, "utf8").split("\n");
        for (const { clause } of stateChecks) {
            const headings = lines
                .slice(0, clause.line)
                .flatMap((l) => /^#+ (.+)$/.exec(l)?.[1] ?? []);
            expect(lines[clause.line - 1]?.trim()).not.toBe("");
            expect(headings).toContain(clause.section);
        }
    });
});

const sealed = {
    type: "kubernetes:bitnami.com/v1alpha1:SealedSecret",
    name: "login",
    inputs: {
        metadata: { name: "login", namespace: "immich" },
        spec: { encryptedData: { a: "x" } },
    },
};

function root(...exemptions: readonly object[]) {
    return { type: "homelab:index:Homelab", name: "homelab", inputs: { exemptions } };
}

const exemption = {
    ...{ rule: "ciphertext-whole", resource: "SealedSecret::login" },
    ...{ reason: "It is sealed anew tonight.", until: "2026-06-15" },
};

const about = (name: string, ...args: readonly Stored[]) =>
    audit(stateOf(...args), rules, context, now).findings.filter(({ rule }) => rule === name);

test("exemptions count in an audit too, and are judged there", () => {
    expect(about("ciphertext-whole", sealed, root())).toHaveLength(1);
    expect(about("ciphertext-whole", sealed, root(exemption))).toEqual([]);
    const ended = root({ ...exemption, until: "2026-06-14" });
    expect(about("ciphertext-whole", sealed, ended)).toHaveLength(1);
    expect(about("exemption-holds", sealed, ended)).toMatchObject([
        { level: "mandatory", message: expect.stringContaining("ended on 2026-06-14") as string },
    ]);
});

test("a finding on what the export hides is doubtful, and no violation", () => {
    const hidden = {
        ...sealed,
        inputs: { ...sealed.inputs, spec: { ...secret(1), plaintext: undefined } },
    };
    const { findings, unseen } = audit(stateOf(hidden), rules, context, now);
    expect(findings.filter(({ urn }) => urn.endsWith("::login"))).toEqual([]);
    expect(unseen).toEqual([
        expect.stringMatching(/^1 resources have secrets that this export hides/),
    ]);
});

const bounded = { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "64Mi" } };
const glance = (image: string, chart = "./charts/app") => ({
    type: "kubernetes:helm.sh/v3:Release",
    name: "glance",
    inputs: {
        ...{ name: "glance", namespace: "glance", chart, version: "1.0.0" },
        values: {
            workloads: {
                main: {
                    ...{ image, user: 1000, resources: bounded },
                    probes: { liveness: { path: "/", port: 8080 } },
                },
            },
        },
    },
});

describe("Helm releases of a state", () => {
    const told = (...stored: readonly Stored[]) => {
        const state = stateOf(...stored);
        const found = audit(state, rules, context, now, new RenderedReleases(undefined));
        const judgement = judgementOfAudit(state, found, []);
        const pinned = judgement.violations.filter(({ rule }) => rule === "image-pinned");
        return { judgement, text: judgementText(judgement), pinned };
    };

    (helmFolder() === "" ? test.skip : test)("are looked into where their chart is here", () => {
        const { judgement, pinned, text } = told(
            glance("registry.example.org/glanceapp/glance:v0.8.4"),
        );
        expect(judgement.reach).toEqual({ all: 1, unseen: [] });
        expect(text).toContain("The rules looked into 1 of 1 Helm releases.");
        expect(pinned).toMatchObject([
            {
                resource: "Release::glance",
                message: expect.stringContaining("The Deployment glance/glance must") as string,
            },
        ]);
        expect(told(glance("docker.io/glanceapp/glance:v0.8.4")).pinned).toEqual([]);
    });

    test("are counted and named where it is not, in all that is written", () => {
        const { judgement, text } = told(glance("x", "oci://registry.example.org/glance"));
        const sarif = sarifOf(judgement, rules, { repository, version: "1" });
        for (const one of [text, markdownOf(judgement), JSON.stringify(sarif)]) {
            expect(one).toContain("The rules looked into 0 of 1 Helm releases.");
            expect(one).toMatch(/Not into Release::glance: .*chart/);
        }
        expect(judgement.problems).toEqual([]);
    });

    test("are not spoken of where there are none", () => {
        expect(told(sealed).text).not.toContain("Helm");
    });
});

test("an operation that never ended is said", () => {
    const state = readState({
        deployment: { pending_operations: [{ resource: { urn: "urn:a" } }] },
    });
    expect(audit(state, rules, context, now).unseen).toEqual([
        "An operation on urn:a never ended: run `pulumi refresh`.",
    ]);
});

test("what was made by half is said", () => {
    const state = readState({
        deployment: { resources: [{ urn: "urn:a", type: "x:y:Thing", initErrors: ["timeout"] }] },
    });
    expect(audit(state, rules, context, now).unseen).toEqual([
        "urn:a was made, replaced or deleted in part only: run `pulumi up` again.",
    ]);
});

test("any state gets an audit, and every sentence says what must be", () => {
    const types = [
        ...["random:index/randomPassword:RandomPassword", "talos:machine/secrets:Secrets"],
        ...["talos:machine/configurationApply:ConfigurationApply", "homelab:index:Homelab"],
        ...["kubernetes:bitnami.com/v1alpha1:SealedSecret", "cloudflare:index/dnsRecord:DnsRecord"],
        "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig",
    ];
    const resource = fc.record({
        type: fc.constantFrom(...types),
        name: fc.string(),
        inputs: fc.object({ key: fc.constantFrom("spec", "config", "content", "exemptions", "a") }),
        outputs: fc.object({ key: fc.constantFrom("result", "machineConfiguration", "a") }),
    });
    fc.assert(
        fc.property(fc.array(resource, { maxLength: 4 }), (resources) => {
            const { findings } = audit(stateOf(...resources), rules, context, now);
            expect(findings.filter(({ message }) => !/^The .* must .*\.$/s.test(message))).toEqual(
                [],
            );
        }),
        { numRuns: 300 },
    );
});
