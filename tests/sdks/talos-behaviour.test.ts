import * as pulumi from "@pulumi/pulumi";
import { getResourceModule, getResourcePackage } from "@pulumi/pulumi/runtime/rpc";
import * as talos from "@pulumiverse/talos";

import { record, secretInputs, secretOf, valueOf } from "./record";

const plugin = { version: "0.8.1", pluginDownloadURL: "github://api.github.com/pulumiverse" };
const client = { caCertificate: "ca", clientCertificate: "crt", clientKey: "key" };
const machineSecrets = {
    certs: {
        etcd: { cert: "c1", key: "k1" },
        k8s: { cert: "c2", key: "k2" },
        k8sAggregator: { cert: "c3", key: "k3" },
        k8sServiceaccount: { key: "k4" },
        os: { cert: "c5", key: "k5" },
    },
    cluster: { id: "id", secret: "s" },
    secrets: { bootstrapToken: "b", secretboxEncryptionSecret: "e" },
    trustdinfo: { token: "t" },
};

/** A resource the engine holds already, of any type. */
class Existing extends pulumi.CustomResource {}

describe("the exports of @pulumiverse/talos", () => {
    test("are those of the published package", () => {
        expect(Object.keys(talos).sort()).toEqual([
            "Provider",
            "client",
            "cluster",
            "config",
            "imagefactory",
            "machine",
            "types",
        ]);
        expect(Object.keys(talos.client).sort()).toEqual([
            "getConfiguration",
            "getConfigurationOutput",
        ]);
        expect(Object.keys(talos.cluster).sort()).toEqual([
            "Kubeconfig",
            "getHealth",
            "getHealthOutput",
            "getKubeconfig",
            "getKubeconfigOutput",
        ]);
        expect(Object.keys(talos.imagefactory).sort()).toEqual([
            "Schematic",
            "getExtensionsVersions",
            "getExtensionsVersionsOutput",
            "getOverlaysVersions",
            "getOverlaysVersionsOutput",
            "getUrls",
            "getUrlsOutput",
            "getVersions",
            "getVersionsOutput",
        ]);
        expect(Object.keys(talos.machine).sort()).toEqual([
            "Bootstrap",
            "ConfigurationApply",
            "Secrets",
            "getConfiguration",
            "getConfigurationOutput",
            "getDisks",
            "getDisksOutput",
        ]);
    });
});

describe("a resource", () => {
    test("sends its token, its known inputs, its secrets and the plugin", async () => {
        const args = {
            node: "10.0.0.11",
            clientConfiguration: client,
            machineConfigurationInput: "config",
            configPatches: ["patch"],
            misspelt: "dropped",
        };
        const [sent] = await record(() => new talos.machine.ConfigurationApply("cp", args));
        expect(sent).toEqual({
            kind: "register",
            token: "talos:machine/configurationApply:ConfigurationApply",
            inputs: {
                node: "10.0.0.11",
                clientConfiguration: client,
                machineConfigurationInput: secretOf("config"),
                configPatches: ["patch"],
            },
            ...plugin,
            additionalSecretOutputs: [
                "clientConfigurationWo",
                "machineConfiguration",
                "machineConfigurationInput",
                "machineConfigurationInputWo",
            ],
        });
    });

    test("keeps the caller's options beside its own", async () => {
        const [sent] = await record(
            () =>
                new talos.cluster.Kubeconfig(
                    "lab",
                    { node: "n", clientConfiguration: client },
                    {
                        version: "9.9.9",
                        additionalSecretOutputs: ["kubernetesClientConfiguration"],
                    },
                ),
        );
        expect(sent?.version).toBe("9.9.9");
        expect(sent?.pluginDownloadURL).toBe(plugin.pluginDownloadURL);
        expect(sent?.additionalSecretOutputs).toEqual([
            "kubernetesClientConfiguration",
            "kubeconfigRaw",
        ]);
    });

    test("has the outputs the provider answers with", async () => {
        const token = "talos:machine/secrets:Secrets";
        const seen: unknown[] = [];
        await record(
            async () => {
                const secrets = new talos.machine.Secrets("lab", { talosVersion: "v1.13" });
                seen.push(await valueOf(secrets.machineSecrets));
                seen.push(await valueOf(secrets.clientConfiguration.clientKey));
                seen.push(await valueOf(secrets.talosVersion));
            },
            { [token]: { machineSecrets, clientConfiguration: client } },
        );
        expect(seen).toEqual([machineSecrets, "key", "v1.13"]);
    });

    test("refuses to be made without a required property", async () => {
        await record(() => {
            const none = {} as talos.machine.BootstrapArgs;
            expect(() => new talos.machine.Bootstrap("b", none)).toThrow(
                new Error("Missing required property 'node'"),
            );
            const half = { node: "n" } as talos.cluster.KubeconfigArgs;
            expect(() => new talos.cluster.Kubeconfig("k", half)).toThrow(
                new Error("Missing required property 'clientConfiguration'"),
            );
        });
    });

    test("can be read by id, with state instead of arguments", async () => {
        const [sent] = await record(() =>
            talos.machine.Secrets.get("old", "machine_secrets", { talosVersion: "v1.12" }),
        );
        expect(sent?.kind).toBe("read");
        expect(sent?.token).toBe("talos:machine/secrets:Secrets");
        expect(sent?.inputs).toEqual({ talosVersion: "v1.12" });
        expect(sent?.version).toBe("0.8.1");
    });

    test("is told apart by isInstance", async () => {
        await record(() => {
            const schematic = new talos.imagefactory.Schematic("vanilla");
            expect(talos.imagefactory.Schematic.isInstance(schematic)).toBe(true);
            expect(talos.machine.Secrets.isInstance(schematic)).toBe(false);
            expect(talos.machine.Secrets.isInstance(undefined)).toBe(false);
            expect(talos.machine.Secrets.isInstance(null)).toBe(false);
        });
    });

    test("write-only client credentials are secret", async () => {
        const [sent] = await record(
            () => new talos.machine.Bootstrap("b", { node: "n", clientConfigurationWo: client }),
        );
        expect(sent && secretInputs(sent)).toEqual(["clientConfigurationWo"]);
    });
});

describe("a function", () => {
    const token = "talos:machine/getConfiguration:getConfiguration";
    const args = {
        clusterName: "lab",
        clusterEndpoint: "https://10.0.0.10:6443",
        machineType: "worker",
    };

    test("sends plain arguments and answers a promise", async () => {
        let answer: talos.machine.GetConfigurationResult | undefined;
        const [sent] = await record(
            async () => {
                answer = await talos.machine.getConfiguration({ ...args, machineSecrets });
            },
            { [token]: { machineConfiguration: "yaml", id: "lab" } },
        );
        expect(sent).toEqual({
            kind: "invoke",
            token,
            inputs: { ...args, machineSecrets },
            ...plugin,
            additionalSecretOutputs: [],
        });
        expect(answer?.machineConfiguration).toBe("yaml");
    });

    test("takes outputs in its Output form, and what it makes of a secret is secret", async () => {
        let secret: boolean | undefined;
        let known: boolean | undefined;
        const [sent] = await record(async () => {
            const fromSecret = talos.machine.getConfigurationOutput({
                ...args,
                machineSecrets: pulumi.secret(machineSecrets),
            });
            const fromPlain = talos.machine.getConfigurationOutput({ ...args, machineSecrets });
            secret = await pulumi.isSecret(fromSecret);
            known = !(await pulumi.isSecret(fromPlain));
        });
        expect(sent?.inputs["machineSecrets"]).toEqual(machineSecrets);
        expect([secret, known]).toEqual([true, true]);
    });

    test("needs no arguments where all are optional", async () => {
        const sent = await record(() => talos.imagefactory.getVersions());
        expect(sent.map(({ inputs }) => inputs)).toEqual([{}]);
    });
});

describe("the provider", () => {
    test("is a resource of the package with its one setting", async () => {
        const [sent] = await record(() => {
            const provider = new talos.Provider("factory", { imageFactoryUrl: "https://f.lan" });
            expect(talos.Provider.isInstance(provider)).toBe(true);
            expect(talos.Provider.isInstance({})).toBe(false);
        });
        expect(sent).toEqual({
            kind: "register",
            token: "pulumi:providers:talos",
            inputs: { imageFactoryUrl: "https://f.lan" },
            ...plugin,
            additionalSecretOutputs: [],
        });
    });

    test("default settings come from the stack's configuration", () => {
        expect(talos.config.imageFactoryUrl).toBeUndefined();
        pulumi.runtime.setConfig("talos:imageFactoryUrl", "https://f.lan");
        expect(talos.config.imageFactoryUrl).toBe("https://f.lan");
    });
});

describe("the runtime registrations", () => {
    const modules = [
        ["cluster/kubeconfig", "Kubeconfig"],
        ["imageFactory/schematic", "Schematic"],
        ["machine/bootstrap", "Bootstrap"],
        ["machine/configurationApply", "ConfigurationApply"],
        ["machine/secrets", "Secrets"],
    ] as const;

    test.each(modules)("make a resource of a reference to %s", async (module, name) => {
        const token = `talos:${module}:${name}`;
        const made = getResourceModule("talos", module, "0.8.1");
        expect(made?.version).toBe("0.8.1");
        expect(() => made?.construct("x", "talos:other:Other", "urn")).toThrow(
            new Error("unknown resource type talos:other:Other"),
        );
        await record(async () => {
            const urn = await valueOf(new Existing(token, "x").urn);
            const resource = made?.construct("x", token, urn);
            expect(resource?.constructor.name).toBe(name);
            expect(await valueOf(resource?.urn as pulumi.Output<string>)).toBe(urn);
        });
    });

    test("make a provider of a reference to one", async () => {
        const made = getResourcePackage("talos", "0.8.1");
        expect(() => made?.constructProvider("x", "pulumi:providers:other", "urn")).toThrow(
            new Error("unknown provider type pulumi:providers:other"),
        );
        await record(async () => {
            const urn = await valueOf(new talos.Provider("x").urn);
            const provider = made?.constructProvider("x", "pulumi:providers:talos", urn);
            expect(talos.Provider.isInstance(provider)).toBe(true);
        });
    });
});
