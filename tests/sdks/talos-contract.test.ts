import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

import * as talos from "@pulumiverse/talos";

import { readSchema, sampleOf, secretsOf, shapeOf, type SchemaResource } from "./package-schema";
import { record, secretInputs } from "./record";
import { TypeReader } from "./type-reader";

const root = resolve(__dirname, "../..");
const schemaPath = resolve(root, "../shared/schemas/talos-schema-0.8.1.json");
const title = "the contract with the schema of talos 0.8.1";

type Resource = new (name: string, args: object, opts?: object) => object;
type Call = (args: object) => unknown;

/** "talos:imageFactory/getUrls:getUrls" lives in talos.imagefactory as getUrls. */
function place(token: string): { module: string; name: string } {
    const [, path = "", name = ""] = token.split(":");

    return { module: (path.split("/")[0] ?? "").toLowerCase(), name };
}

function exported(token: string): unknown {
    const { module, name } = place(token);
    const modules = talos as unknown as Record<string, Record<string, unknown>>;

    return modules[module]?.[name];
}

function capital(name: string): string {
    return name.charAt(0).toUpperCase() + name.slice(1);
}

if (existsSync(schemaPath)) describe(title, contract);
else test.skip(`${title} (it needs ../shared/schemas, which is not here)`, () => undefined);

function contract() {
    const schema = readSchema(schemaPath);
    const types = new TypeReader(resolve(root, "sdks/talos/index.ts"));
    const resources = Object.entries(schema.resources);
    const invokes = Object.entries(schema.functions).filter(([token]) =>
        token.startsWith("talos:"),
    );

    const inputsOf = (resource: SchemaResource) => ({
        properties: resource.inputProperties ?? {},
        required: resource.requiredInputs ?? [],
    });

    test("covers every resource and function, and no more", () => {
        const modules = [talos.client, talos.cluster, talos.imagefactory, talos.machine];
        const names = modules.flatMap((module) => Object.keys(module));
        const expected = [
            ...resources.map(([token]) => place(token).name),
            ...invokes.flatMap(([token]) => [place(token).name, `${place(token).name}Output`]),
        ];
        expect(names.sort()).toEqual(expected.sort());
        expect(resources).toHaveLength(5);
        expect(invokes).toHaveLength(9);
    });

    test("has the package's version and address", async () => {
        const read = readFileSync(resolve(root, "sdks/talos/package.json"), "utf8");
        const manifest = JSON.parse(read) as { version: string; pulumi: unknown };
        expect(manifest.version).toBe("0.8.1");
        expect(manifest.pulumi).toEqual({
            resource: true,
            name: schema.name,
            version: "0.8.1",
            server: schema.pluginDownloadURL,
        });
        const [sent] = await record(() => new talos.imagefactory.Schematic("s"));
        expect(sent?.version).toBe("0.8.1");
        expect(sent?.pluginDownloadURL).toBe(schema.pluginDownloadURL);
    });

    describe.each(resources)("%s", (token, resource) => {
        const { module, name } = place(token);
        const inputs = shapeOf(schema, inputsOf(resource), "input");

        test("takes the schema's inputs", () => {
            expect(types.describe(`${module}.${name}Args`)).toEqual(inputs);
        });

        test("is looked up by the schema's state", () => {
            expect(types.describe(`${module}.${name}State`)).toEqual(
                shapeOf(schema, resource.stateInputs ?? {}, "input"),
            );
        });

        test("has the schema's outputs", () => {
            expect(types.describe(`${module}.${name}`)).toEqual(
                shapeOf(schema, resource, "result"),
            );
        });

        test("sends the token, every input, and the secrets as secrets", async () => {
            const args = sampleOf(inputs);
            const [sent] = await record(() => new (exported(token) as Resource)("x", args));
            expect(sent?.token).toBe(token);
            expect(Object.keys(sent?.inputs ?? {}).sort()).toEqual(Object.keys(inputs).sort());
            expect(sent && secretInputs(sent)).toEqual(secretsOf(resource.inputProperties));
            expect([...(sent?.additionalSecretOutputs ?? [])].sort()).toEqual(
                secretsOf(resource.properties),
            );
        });

        test("cannot be made without a required input", async () => {
            await record(() => {
                for (const required of resource.requiredInputs ?? []) {
                    const { [required]: left, ...args } = sampleOf(inputs);
                    expect(left).toBeDefined();
                    expect(() => new (exported(token) as Resource)("x", args)).toThrow(
                        new Error(`Missing required property '${required}'`),
                    );
                }
            });
        });
    });

    describe.each(invokes)("%s", (token, { inputs = {}, outputs = {} }) => {
        const { module, name } = place(token);

        test("takes the schema's inputs, plain and as outputs", () => {
            const type = `${module}.${capital(name)}`;
            expect(types.describe(`${type}Args`)).toEqual(shapeOf(schema, inputs, "plain"));
            expect(types.describe(`${type}OutputArgs`)).toEqual(shapeOf(schema, inputs, "input"));
        });

        test("answers the schema's outputs", () => {
            expect(types.describe(`${module}.${capital(name)}Result`)).toEqual(
                shapeOf(schema, outputs, "result"),
            );
        });

        test.each([name, `${name}Output`])("%s sends the token and every input", async (form) => {
            const args = sampleOf(shapeOf(schema, inputs, "plain"));
            const call = exported(token.replace(/[^:]+$/, form)) as Call;
            const [sent] = await record(() => call(args));
            expect(sent?.token).toBe(token);
            expect(sent?.inputs).toEqual(args);
            expect([sent?.version, sent?.pluginDownloadURL]).toEqual([
                "0.8.1",
                schema.pluginDownloadURL,
            ]);
        });
    });

    test("the provider has the schema's settings and its one method", async () => {
        expect(types.describe("ProviderArgs")).toEqual(
            shapeOf(schema, inputsOf(schema.provider), "input"),
        );
        expect(types.describe("Provider")).toEqual(shapeOf(schema, schema.provider, "result"));
        const sent = await record(() => new talos.Provider("p").terraformConfig());
        expect(sent.map(({ kind, token }) => [kind, token])).toEqual([
            ["register", "pulumi:providers:talos"],
            ["call", "pulumi:providers:talos/terraformConfig"],
        ]);
    });
}
