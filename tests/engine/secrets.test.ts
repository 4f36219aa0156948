import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Deployment } from "@pulumi/pulumi/automation";
import { parse } from "yaml";
import { unseal } from "../../components/platform/secrets/seal";
import type { Rehearsal } from "../../rehearsal/rehearsal";
import { repository, sampleToken } from "../support/shipped-program";
import { describeEngine, openShipped } from "./support";

interface StateResource {
    readonly urn: string;
    readonly type: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly outputs: Readonly<Record<string, unknown>>;
}

interface SealedSecret {
    readonly metadata: { readonly name: string; readonly namespace: string };
    readonly spec: { readonly encryptedData: Readonly<Record<string, string>> };
}

describeEngine("the secrets of a running homelab", () => {
    let rehearsal: Rehearsal;
    let state: Deployment;
    let resources: readonly StateResource[];

    beforeAll(async () => {
        rehearsal = await openShipped();
        expect(await rehearsal.stack.up()).toMatchObject({ succeeded: true, error: "" });
        state = await rehearsal.stack.exportState();
        resources = (state.deployment as { resources: StateResource[] }).resources;
    });

    afterAll(async () => {
        await rehearsal.close();
    });

    test("can be read nowhere", async () => {
        expect(await rehearsal.findLeaks()).toEqual([]);
    });

    test("are looked for with every kind of key that the homelab has", async () => {
        const sources = (await rehearsal.knownSecrets()).map(({ source }) => source);
        for (const kind of [
            "homelab:proxmoxApiToken",
            "talos:machine/secrets:Secrets",
            "tls:index/privateKey:PrivateKey::sealing-key",
            "RandomPassword::luks-passphrase",
            "proxmoxve:user/token:Token",
            "talos:cluster/kubeconfig:Kubeconfig",
        ]) {
            expect(sources).toContainEqual(expect.stringContaining(kind));
        }
    });

    test.each([
        ["raw", (text: string) => text],
        ["base64", (text: string) => Buffer.from(text).toString("base64")],
        ["base64", (text: string) => Buffer.from(`x: ${text}`).toString("base64")],
        ["url", (text: string) => encodeURIComponent(text)],
    ])("a token planted in the world as %s is found", async (form, write) => {
        const { datacenter } = rehearsal;
        datacenter.put("planted", "leak", { note: write(sampleToken) });
        const leaks = await rehearsal.findLeaks();
        datacenter.remove("planted", "leak");
        expect(leaks).toContainEqual(
            expect.objectContaining({ source: "homelab:proxmoxApiToken", place: "world.json" }),
        );
        expect(leaks.map((leak) => leak.form)).toContain(form);
    });

    test("a token in the output of a command is found", async () => {
        const { transcript } = rehearsal.stack;
        transcript.push(`error: cannot log in as ${sampleToken}`);
        const leaks = await rehearsal.findLeaks();
        transcript.pop();
        const places = new Set(leaks.map(({ place }) => place));
        expect([...places]).toEqual([`output ${transcript.length + 1}`]);
    });

    test("are sealed for exactly their Secret, and open with the key in the state", () => {
        const key = plaintext(
            named("tls:index/privateKey:PrivateKey", "sealing-key"),
            "privateKeyPem",
        );
        const sealings = ofType("pulumi-nodejs:dynamic/homelab:Sealing");
        const objects = ofType("kubernetes:bitnami.com/v1alpha1:SealedSecret");
        expect(objects).toHaveLength(sealings.length);
        expect(sealings.length).toBeGreaterThanOrEqual(5);
        for (const { inputs } of objects) {
            const { metadata, spec } = inputs as unknown as SealedSecret;
            const sealing = sealings.find(
                ({ outputs }) =>
                    outputs["name"] === metadata.name &&
                    outputs["namespace"] === metadata.namespace,
            );
            const values = plaintext(sealing, "values") as unknown as Record<string, unknown>;
            expect(Object.keys(spec.encryptedData).sort()).toEqual(Object.keys(values).sort());
            for (const [name, sealed] of Object.entries(spec.encryptedData)) {
                expect(unseal(key, metadata, sealed)).toBe(unwrapped(values[name]));
                const elsewhere = { ...metadata, namespace: "default" };
                expect(() => unseal(key, elsewhere, sealed)).toThrow();
            }
        }
    });

    test("are written to Git's files as the program has them", () => {
        const folder = mkdtempSync(join(tmpdir(), "homelab-seal-"));
        try {
            const { status, stdout, stderr } = spawnSync(
                process.execPath,
                [
                    "-r",
                    join(repository, "node_modules/ts-node/register/transpile-only"),
                    join(repository, "commands/seal.ts"),
                ],
                {
                    cwd: folder,
                    input: JSON.stringify(state),
                    encoding: "utf8",
                    env: { ...process.env, TS_NODE_PROJECT: join(repository, "tsconfig.json") },
                },
            );
            expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
            const files = stdout.trim().split("\n");
            const objects = ofType("kubernetes:bitnami.com/v1alpha1:SealedSecret");
            const written = files.map(
                (file) => parse(readFileSync(join(folder, file), "utf8")) as unknown,
            );
            expect(written).toHaveLength(objects.length);
            expect(written).toEqual(expect.arrayContaining(objects.map(({ inputs }) => inputs)));
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    function ofType(type: string): readonly StateResource[] {
        return resources.filter((resource) => resource.type === type);
    }

    function named(type: string, name: string): StateResource | undefined {
        return ofType(type).find(({ urn }) => urn.endsWith(`::${name}`));
    }
});

/** A secret output, as `pulumi stack export --show-secrets` writes it. */
function plaintext(resource: StateResource | undefined, output: string): string {
    return unwrapped(resource?.outputs[output]);
}

function unwrapped(value: unknown): string {
    if (typeof value === "object" && value !== null && "plaintext" in value) {
        return JSON.parse(String(value.plaintext)) as string;
    }
    return value as string;
}
