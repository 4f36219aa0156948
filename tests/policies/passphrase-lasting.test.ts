import { passphraseLasting } from "../../policies/rules/passphrase-lasting";
import { kube, resource, unknown, verdictOf } from "./support";

const password = "random:index/randomPassword:RandomPassword";
const sealing = resource(
    "pulumi-nodejs:dynamic/homelab:Sealing",
    "sealing",
    {},
    { dependsOn: ["passphrase"] },
);

describe("passphrase-lasting", () => {
    const sealed = (encryptedData: unknown, dependsOn: string[], metadata: object = {}) =>
        kube(
            "bitnami.com/v1alpha1:SealedSecret",
            "luks",
            { spec: { encryptedData } },
            { name: "luks", namespace: "csi", ...metadata },
            { dependsOn },
        );
    const passphraseOnly = { "encryption-passphrase": "AgB" };
    const lasting = resource(password, "passphrase", { length: 64 }, { protect: true });
    const certificate = resource("tls:index/selfSignedCert:SelfSignedCert", "certificate", {});
    const naming = (parameters: object) =>
        kube("storage.k8s.io/v1:StorageClass", "encrypted-g1", { parameters });
    const by = (name: unknown, namespace: unknown) =>
        naming({
            "csi.storage.k8s.io/node-stage-secret-name": name,
            "csi.storage.k8s.io/node-stage-secret-namespace": namespace,
        });
    const refusal = [
        {
            urn: "urn:luks",
            message:
                "The SealedSecret csi/luks must be made from a RandomPassword of this stack, which its passphrase does not come from.",
        },
    ];
    const findings = (...stack: Parameters<typeof verdictOf>[1]) =>
        verdictOf(passphraseLasting, stack).findings;

    test("passes a passphrase that comes from a lasting password", () => {
        expect(findings(sealed(passphraseOnly, ["passphrase"]), lasting)).toEqual([]);
        expect(findings(sealed(passphraseOnly, ["sealing"]), sealing, lasting)).toEqual([]);
    });
    test.each([
        ["from nowhere", sealed(passphraseOnly, [])],
        ["from what is absent", sealed(passphraseOnly, ["absent"])],
        ["from another sort of resource", sealed(passphraseOnly, ["certificate"])],
        ["that is not known", sealed({ "encryption-passphrase": unknown.text }, [])],
    ])("refuses a passphrase %s", (_, secret) => {
        expect(findings(secret, certificate, lasting)).toEqual(refusal);
    });
    test.each([{}, undefined, null, "malformed", unknown.object])(
        "refuses one that a class names and that holds %j",
        (encryptedData) => {
            expect(findings(sealed(encryptedData, []), by("luks", "csi"))).toEqual(refusal);
        },
    );
    test("takes a class that tells no namespace for one that means it", () => {
        for (const namespace of [undefined, unknown.text, 7]) {
            expect(findings(sealed({ other: "AgB" }, []), by("luks", namespace))).toEqual(refusal);
        }
    });
    test("leaves secrets alone that hold no passphrase and that no class names", () => {
        const other = sealed({ other: "AgB" }, []);
        const classes = [by("luks", "elsewhere"), by("other", "csi"), by(unknown.text, "csi")];
        for (const one of [...classes, naming({})]) {
            expect(findings(other, one)).toEqual([]);
        }
    });
});
