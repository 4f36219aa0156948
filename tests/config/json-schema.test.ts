import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv, { type ValidateFunction } from "ajv";
import { parse } from "yaml";
import { apps } from "../../apps";
import { checkStackFile } from "../../config/check-stack-file";
import { stackFileSchema } from "../../config/json-schema";
import { base, editedBase, readCases } from "./edit-base";
import { sampleApps } from "./sample-apps";

const root = join(__dirname, "..", "..");
const shipped = readFileSync(join(root, "Pulumi.homelab.yaml"), "utf8");
const committed = readFileSync(join(root, "config", "homelab.schema.json"), "utf8");

function validator(schema: object): ValidateFunction {
    return new Ajv({ allErrors: true }).compile(schema);
}

const sample = validator(stackFileSchema(sampleApps));

describe("config/homelab.schema.json", () => {
    test("is what `npm run schema` writes", () => {
        expect(committed).toBe(`${JSON.stringify(stackFileSchema(apps), undefined, 2)}\n`);
    });

    test("accepts Pulumi.homelab.yaml, which names it for editors", () => {
        const validate = validator(JSON.parse(committed) as object);
        validate(parse(shipped));
        expect(validate.errors).toBeNull();
        expect(shipped.split("\n")[0]).toBe(
            "# yaml-language-server: $schema=config/homelab.schema.json",
        );
    });

    test("refuses an unknown app", () => {
        const validate = validator(JSON.parse(committed) as object);
        expect(validate(parse(shipped.replace("immich:", "imich:")))).toBe(false);
        expect(validate.errors?.map(({ message }) => message)).toEqual([
            "must NOT have additional properties",
        ]);
    });

    test("describes every field", () => {
        const bare: string[] = [];
        const visit = (schema: unknown, path: string): void => {
            if (typeof schema !== "object" || schema === null) {
                return;
            }
            const {
                properties,
                items,
                oneOf,
                description,
                const: word,
            } = schema as {
                [key: string]: unknown;
            };
            if (description === undefined && word === undefined && oneOf === undefined) {
                bare.push(path);
            }
            Object.entries(properties ?? {}).forEach(([key, each]) => {
                visit(each, `${path}.${key}`);
            });
            Object.entries(oneOf ?? {}).forEach(([key, each]) => {
                visit(each, `${path}|${key}`);
            });
            if (items !== undefined) {
                visit(items, `${path}[]`);
            }
        };
        visit(JSON.parse(committed), "");
        expect(bare).toEqual([]);
    });
});

describe("the schema made for the sample apps", () => {
    test.each(readCases("valid.yaml"))("accepts $title", (edit) => {
        sample(parse(editedBase(edit)));
        expect(sample.errors).toBeNull();
    });

    const files = ["shape", "names", "sizes", "urls", "secrets"];
    test.each(files.flatMap((file) => readCases("invalid", `${file}.yaml`)))(
        "refuses $title",
        (edit) => {
            expect(sample(parse(editedBase(edit)))).toBe(false);
        },
    );

    test("allows secrets only encrypted, and keys of other namespaces", () => {
        const other = base.replace("config:", "config:\n    talos:imageFactoryUrl: x");
        expect(sample(parse(other))).toBe(true);
        const plain = base.replace(
            /homelab:proxmoxApiToken:\s+secure: .*/,
            "homelab:proxmoxApiToken: x",
        );
        expect(plain).not.toBe(base);
        expect(sample(parse(plain))).toBe(false);
    });
});

describe("Pulumi.homelab.yaml", () => {
    const config = checkStackFile(shipped, apps);

    test("is a homelab of one host, one control plane and two workers with Immich on", () => {
        expect(config.proxmox.hosts.map(({ name }) => name)).toEqual(["pve1"]);
        expect(config.cluster.nodes.map(({ role }) => role)).toEqual([
            "controlplane",
            "worker",
            "worker",
        ]);
        expect(config.cluster).toMatchObject({
            talosVersion: "v1.13.9",
            kubernetesVersion: "1.36.3",
            diskEncryption: "tpm",
        });
        expect(config.apps["immich"]?.enabled).toBe(true);
        expect(config.protection).toBe("enforced");
    });

    test("keeps providers from being made without being asked for, and holds no secret", () => {
        const file = parse(shipped) as { config: Record<string, unknown> };
        expect(file.config["pulumi:disable-default-providers"]).toEqual([
            "kubernetes",
            "proxmoxve",
            "talos",
            "cloudflare",
            "grafana",
            "random",
            "tls",
            "command",
        ]);
        expect(Object.keys(file.config)).not.toContain("homelab:proxmoxApiToken");
        expect(shipped).not.toMatch(/\bsecure:|encryptionsalt/);
    });
});
