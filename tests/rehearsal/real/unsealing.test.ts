import { generateKeyPairSync } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { seal } from "../../../components/platform/secrets/seal";
import { startUnsealing } from "../../../rehearsal/real/unsealer";
import { selfSigned } from "../../../rehearsal/stand-ins/tls/certificates";
import type { RealCluster } from "../../../rehearsal/real/cluster";
import { describeReal, realStage } from "./real-cluster";

const sealedKind = { apiVersion: "bitnami.com/v1alpha1", kind: "SealedSecret" };

describeReal("the real controller of Sealed Secrets", () => {
    let cluster: RealCluster;
    let certificate: string;

    beforeAll(async () => {
        ({ cluster } = await realStage());
        const { api } = cluster;
        const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
        const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
        const { outputs } = await selfSigned({
            privateKeyPem: key,
            subject: { commonName: "sealed-secret" },
            validityPeriodHours: 24,
            allowedUses: ["key_encipherment"],
        });
        certificate = outputs.certPem;
        for (const name of ["app", "sealed-secrets"]) {
            await api.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
        }
        await api.apply({
            ...{ apiVersion: "v1", kind: "Secret", type: "kubernetes.io/tls" },
            metadata: {
                name: "key",
                namespace: "sealed-secrets",
                labels: { "sealedsecrets.bitnami.com/sealed-secrets-key": "active" },
            },
            stringData: { "tls.crt": certificate, "tls.key": key },
        });
        await cluster.definitions.teachOpen({ ...sealedKind, namespaced: true });
        const { programs, controlPlane } = cluster;
        startUnsealing(programs.sealedSecrets, controlPlane, "sealed-secrets");
    });

    afterAll(() => cluster.stop());

    const put = (name: string, encrypted: string) =>
        cluster.api.apply({
            ...sealedKind,
            metadata: { name, namespace: "app" },
            spec: {
                encryptedData: { password: encrypted },
                template: { metadata: { name, namespace: "app" } },
            },
        });
    const secret = (name: string) =>
        cluster.api.read({
            ...{ apiVersion: "v1", kind: "Secret" },
            metadata: { name, namespace: "app" },
        });

    const refusals = async () =>
        (await cluster.api.list("v1", "Event", "app")).filter(({ message }) =>
            String(message).includes("no key could decrypt secret"),
        );

    it("opens what this program seals, and nothing under another name", async () => {
        const value = "tell nobody, ñ included";
        const sealed = seal(certificate, { namespace: "app", name: "right" }, value);
        await put("wrong", sealed);
        await put("right", sealed);
        let found = await secret("right");
        while (found === undefined) {
            await wait(100);
            found = await secret("right");
        }
        const { password = "" } = found["data"] as Record<string, string>;
        expect(Buffer.from(password, "base64").toString("utf8")).toBe(value);
        // The controller tells of each in its own time.
        let events = await refusals();
        while (events.length === 0) {
            await wait(100);
            events = await refusals();
        }
        expect(events[0]).toMatchObject({ involvedObject: { name: "wrong" } });
        expect(await secret("wrong")).toBeUndefined();
    });
});
