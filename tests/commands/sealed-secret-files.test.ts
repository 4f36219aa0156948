import { parse } from "yaml";
import { sealedSecretFiles } from "../../commands/sealed-secret-files";

const object = {
    apiVersion: "bitnami.com/v1alpha1",
    kind: "SealedSecret",
    metadata: { name: "login", namespace: "immich", labels: { "data.homelab/asset": "immich.x" } },
    spec: {
        encryptedData: { password: "QUJD".repeat(60) },
        template: { metadata: { name: "login", namespace: "immich" }, type: "Opaque" },
    },
};
const type = "kubernetes:bitnami.com/v1alpha1:SealedSecret";

describe("the SealedSecrets of an exported stack", () => {
    it("become one file each, by namespace and name, and nothing else does", () => {
        const other = { ...object, metadata: { ...object.metadata, namespace: "csi-proxmox" } };
        const files = sealedSecretFiles({
            version: 3,
            deployment: {
                resources: [
                    { type: "kubernetes:core/v1:Secret", inputs: { stringData: { a: "b" } } },
                    { type, inputs: object },
                    { type, inputs: other },
                    { type: "pulumi:pulumi:Stack" },
                ],
            },
        });
        expect(Object.keys(files)).toEqual(["csi-proxmox/login.yaml", "immich/login.yaml"]);
        expect(parse(files["immich/login.yaml"] ?? "")).toEqual(object);
    });

    it("refuse a ciphertext that Pulumi hides", () => {
        const hidden = { ...object, spec: { ...object.spec, encryptedData: { password: {} } } };
        expect(() =>
            sealedSecretFiles({ deployment: { resources: [{ type, inputs: hidden }] } }),
        ).toThrow(
            "A SealedSecret of the export cannot be read:\n✖ Invalid input: expected string, received object\n  → at spec.encryptedData.password",
        );
    });

    it("are none in an empty stack", () => {
        expect(sealedSecretFiles({ version: 3, deployment: {} })).toEqual({});
    });

    it.each([null, [], {}, { deployment: 1 }])("refuse %j as an export", (input) => {
        expect(() => sealedSecretFiles(input)).toThrow(
            "This is no stack export. Pipe in the output of `pulumi stack export`.",
        );
    });
});
