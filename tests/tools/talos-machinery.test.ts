import { createHash, X509Certificate } from "node:crypto";
import { parse, parseAllDocuments } from "yaml";

import { describeTalosMachinery, refusalOf, type TalosMachinery } from "./talos-machinery-process";

interface Client {
    readonly caCertificate: string;
    readonly clientCertificate: string;
    readonly clientKey: string;
}
interface Pair {
    readonly cert: string;
    readonly key: string;
}
interface MachineSecrets {
    readonly certs: Readonly<Record<string, Pair>>;
    readonly cluster: { readonly id: string; readonly secret: string };
    readonly secrets: Readonly<Record<string, string>>;
    readonly trustdinfo: { readonly token: string };
}
interface SecretsResult {
    readonly machineSecrets: MachineSecrets;
    readonly clientConfiguration: Client;
    readonly talosVersion: string;
}
interface Configuration {
    readonly machineConfiguration: string;
}
type Document = Readonly<Record<string, unknown>>;

const volumes = `apiVersion: v1alpha1
kind: VolumeConfig
name: STATE
encryption: { provider: luks2, keys: [{ slot: 0, tpm: {} }] }
---
apiVersion: v1alpha1
kind: VolumeConfig
name: EPHEMERAL
encryption: { provider: luks2, keys: [{ slot: 0, tpm: {}, lockToState: true }] }
`;
const cilium = `machine:
    nodeLabels: { topology.kubernetes.io/region: home }
cluster:
    network: { cni: { name: none } }
    proxy: { disabled: true }
`;

function pem(base64: string): string {
    return Buffer.from(base64, "base64").toString();
}

function documents(text: string): Document[] {
    return parseAllDocuments(text).map((document) => document.toJS() as Document);
}

describeTalosMachinery("talos-machinery", (helper) => {
    let talos: TalosMachinery;
    let secrets: SecretsResult;
    let base: Readonly<Record<string, unknown>>;

    beforeAll(async () => {
        talos = helper();
        secrets = await talos.call<SecretsResult>("secrets", { talosVersion: "v1.13" });
        base = {
            clusterName: "home",
            clusterEndpoint: "https://10.0.0.10:6443",
            machineType: "controlplane",
            machineSecrets: secrets.machineSecrets,
            talosVersion: "v1.13",
            kubernetesVersion: "1.36.0",
        };
    });

    const configure = async (configPatches: string[], machineType = "controlplane") => {
        const params = { ...base, configPatches, machineType };

        return (await talos.call<Configuration>("configuration", params)).machineConfiguration;
    };

    test("makes secrets in the shape of the Pulumi package", () => {
        const { machineSecrets, clientConfiguration, talosVersion } = secrets;
        expect(talosVersion).toBe("v1.13");
        expect(Object.keys(machineSecrets).sort()).toEqual([
            "certs",
            "cluster",
            "secrets",
            "trustdinfo",
        ]);
        expect(Object.keys(machineSecrets.secrets).sort()).toEqual([
            "bootstrapToken",
            "secretboxEncryptionSecret",
        ]);
        const { k8sServiceaccount, ...authorities } = machineSecrets.certs;
        expect(Object.keys(k8sServiceaccount ?? {})).toEqual(["key"]);
        expect(Object.keys(authorities).sort()).toEqual(["etcd", "k8s", "k8sAggregator", "os"]);
        for (const { cert, key } of Object.values(authorities)) {
            expect(new X509Certificate(pem(cert)).ca).toBe(true);
            expect(pem(key)).toMatch(/^-----BEGIN .*PRIVATE KEY-----\n/);
        }
        expect(machineSecrets.secrets["bootstrapToken"]).toMatch(/^[a-z0-9]{6}\.[a-z0-9]{16}$/);
        expect(machineSecrets.trustdinfo.token).toMatch(/^[a-z0-9]{6}\.[a-z0-9]{16}$/);
        const client = new X509Certificate(pem(clientConfiguration.clientCertificate));
        expect(client.subject).toBe("O=os:admin");
        const ca = new X509Certificate(pem(clientConfiguration.caCertificate));
        expect(client.verify(ca.publicKey)).toBe(true);
        expect(clientConfiguration.caCertificate).toBe(machineSecrets.certs["os"]?.cert);
    });

    test("makes other secrets each time, and the old kind for an old Talos", async () => {
        const other = await talos.call<SecretsResult>("secrets");
        expect(other.talosVersion).toBe("v1.13");
        expect(other.machineSecrets.cluster.id).not.toBe(secrets.machineSecrets.cluster.id);
        const old = await talos.call<SecretsResult>("secrets", { talosVersion: "1.2" });
        expect(old.machineSecrets.secrets["aescbcEncryptionSecret"]).toMatch(/^.{43}=$/);
        expect(old.machineSecrets.secrets["secretboxEncryptionSecret"]).toBe("");
    });

    test("generates a control plane with its patches, which Talos accepts", async () => {
        const generated = await configure([cilium, volumes]);
        const [machine, ...others] = documents(generated);
        expect(machine).toMatchObject({
            machine: {
                type: "controlplane",
                token: secrets.machineSecrets.trustdinfo.token,
                install: { disk: "/dev/sda" },
                kubelet: { image: "ghcr.io/siderolabs/kubelet:v1.36.0" },
                nodeLabels: { "topology.kubernetes.io/region": "home" },
            },
            cluster: {
                id: secrets.machineSecrets.cluster.id,
                clusterName: "home",
                controlPlane: { endpoint: "https://10.0.0.10:6443" },
                network: { cni: { name: "none" } },
                proxy: { disabled: true },
                secretboxEncryptionSecret:
                    secrets.machineSecrets.secrets["secretboxEncryptionSecret"],
            },
        });
        expect(others.map(({ kind, name }) => [kind, name])).toEqual([
            ["HostnameConfig", undefined],
            ["VolumeConfig", "STATE"],
            ["VolumeConfig", "EPHEMERAL"],
        ]);
        expect(generated).not.toContain("#");
        const applied = await talos.call("apply", { machineConfiguration: generated });
        expect(applied).toEqual({
            machineConfiguration: generated,
            hash: createHash("sha256").update(generated).digest("hex"),
        });
    });

    test("generates a worker, which holds no key of a certificate authority", async () => {
        const generated = await configure([], "worker");
        const [machine] = documents(generated);
        expect(machine).toMatchObject({ machine: { type: "worker", ca: { key: "" } } });
        expect(generated).not.toContain(secrets.machineSecrets.certs["k8s"]?.key);
        await talos.call("apply", { machineConfiguration: generated });
    });

    test("apply patches what it is given", async () => {
        const machineConfiguration = await configure([]);
        const applied = await talos.call<Configuration & { hash: string }>("apply", {
            machineConfiguration,
            configPatches: ["machine:\n    sysctls: { vm.nr_hugepages: '512' }\n"],
        });
        const [machine] = documents(applied.machineConfiguration);
        expect(machine).toMatchObject({ machine: { sysctls: { "vm.nr_hugepages": "512" } } });
        const text = applied.machineConfiguration;
        expect(applied.hash).toBe(createHash("sha256").update(text).digest("hex"));
    });

    test("refuses a configuration with an unknown key, without its value", async () => {
        const good = await configure([]);
        const machineConfiguration = good.replace("machine:\n", "machine:\n    tokn: hunter2\n");
        expect(await refusalOf(talos, "apply", { machineConfiguration })).toBe(
            "apply: Talos refuses the machine configuration: error decoding document /v1alpha1/ " +
                "(line 1): unknown keys: machine.tokn",
        );
    });

    test.each([
        [
            "an unknown key",
            "machine:\n  nodeLabls: { a: hunter2 }\n",
            "apply: configPatches[0] is no patch Talos can read: error decoding document " +
                "/v1alpha1/ (line 1): unknown keys: machine.nodeLabls.a",
        ],
        [
            "a value of a wrong type",
            volumes.replace("slot: 0", "slot: hunter2"),
            "apply: configPatches[0] is no patch Talos can read: error decoding document " +
                "v1alpha1/VolumeConfig/STATE (line 1): error decoding VolumeConfig to " +
                "*block.VolumeConfigV1Alpha1: yaml: construct errors:\n  line 4: cannot construct " +
                "!!str a value into int",
        ],
        [
            "a key of STATE locked to STATE",
            volumes.replace("tpm: {} }", "tpm: {}, lockToState: true }"),
            "apply: Talos refuses the machine configuration: 1 error occurred:\n\t* " +
                'VolumeConfig/STATE: state-locked key is not allowed for the "STATE" volume',
        ],
        [
            "the name of a file",
            "/etc/hostname",
            "apply: configPatches[0] is no patch Talos can read: expected a YAML document at line 1",
        ],
        ["no patch at all", " \n", "apply: configPatches[0] is empty"],
        [
            "a JSON patch, for a configuration of several documents",
            '[{"op": "remove", "path": "/machine/install"}]',
            "apply: Talos cannot apply configPatches: JSON6902 patches are not supported for " +
                "multi-document machine configuration",
        ],
    ])("refuses as a patch %s", async (_what, patch, error) => {
        const machineConfiguration = await configure([]);
        const params = { machineConfiguration, configPatches: [patch] };
        expect(await refusalOf(talos, "apply", params)).toBe(error);
    });

    test.each([
        [{ machineType: "init" }, 'machineType "init" must be controlplane or worker'],
        [{ clusterName: "" }, "clusterName must not be empty"],
        [
            { clusterEndpoint: "10.0.0.10:6443" },
            'clusterEndpoint "10.0.0.10:6443" must be a URL like https://10.0.0.10:6443',
        ],
        [
            { clusterEndpoint: "https://10.0.0.10:99999" },
            'clusterEndpoint "https://10.0.0.10:99999": port number must be between 1 and 65535',
        ],
        [
            { kubernetesVersion: "1.20.0" },
            "version of Kubernetes 1.20.0 is too old to be used with Talos 1.13.0",
        ],
        [{ talosVersion: "newest" }, 'talosVersion: error parsing version "vnewest"'],
        [{ clusterNam: "x" }, 'params: json: unknown field "clusterNam"'],
    ])("refuses to generate from %j", async (change, error) => {
        const refusal = await refusalOf(talos, "configuration", { ...base, ...change });
        expect(refusal).toBe(`configuration: ${error}`);
    });

    test("refuses secrets that lack a part", async () => {
        const machineSecrets = { ...secrets.machineSecrets, trustdinfo: { token: "" } };
        expect(await refusalOf(talos, "configuration", { ...base, machineSecrets })).toBe(
            "configuration: machineSecrets are incomplete\n1 error occurred:\n\t* " +
                "trustdinfo.token is required",
        );
    });

    test("writes a client configuration file", async () => {
        const { caCertificate, clientCertificate, clientKey } = secrets.clientConfiguration;
        const { talosConfig } = await talos.call<{ talosConfig: string }>("clientConfiguration", {
            clusterName: "home",
            clientConfiguration: secrets.clientConfiguration,
            endpoints: ["10.0.0.11"],
            nodes: ["10.0.0.11", "10.0.0.21"],
        });
        expect(parse(talosConfig)).toEqual({
            context: "home",
            contexts: {
                home: {
                    endpoints: ["10.0.0.11"],
                    nodes: ["10.0.0.11", "10.0.0.21"],
                    ca: caCertificate,
                    crt: clientCertificate,
                    key: clientKey,
                },
            },
        });
    });

    test("signs an administrator's certificate with the Kubernetes CA", async () => {
        const { kubeconfigRaw, kubernetesClientConfiguration } = await talos.call<{
            kubeconfigRaw: string;
            kubernetesClientConfiguration: Client & { host: string };
        }>("kubeconfig", {
            machineSecrets: secrets.machineSecrets,
            clusterName: "home",
            endpoint: "https://10.0.0.10:6443",
        });
        const { host, caCertificate, clientCertificate, clientKey } = kubernetesClientConfiguration;
        expect(host).toBe("https://10.0.0.10:6443");
        expect(caCertificate).toBe(secrets.machineSecrets.certs["k8s"]?.cert);
        const client = new X509Certificate(pem(clientCertificate));
        expect(client.subject).toBe("O=system:masters\nCN=admin");
        expect(client.verify(new X509Certificate(pem(caCertificate)).publicKey)).toBe(true);
        const days = (Date.parse(client.validTo) - Date.now()) / 86_400_000;
        expect(Math.round(days)).toBe(365);
        expect(parse(kubeconfigRaw)).toEqual({
            apiVersion: "v1",
            kind: "Config",
            clusters: [
                {
                    name: "home",
                    cluster: { server: host, "certificate-authority-data": caCertificate },
                },
            ],
            users: [
                {
                    name: "admin@home",
                    user: {
                        "client-certificate-data": clientCertificate,
                        "client-key-data": clientKey,
                    },
                },
            ],
            contexts: [
                {
                    name: "admin@home",
                    context: { cluster: "home", namespace: "default", user: "admin@home" },
                },
            ],
            "current-context": "admin@home",
        });
    });
});
