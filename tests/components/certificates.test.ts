import { recordShipped } from "../support/shipped-program";
import { objectsOf } from "./recorded";

test("the certificate is for the domain and every name below it, proved by an entry in its zone", async () => {
    const recorded = await recordShipped();
    const [certificate] = objectsOf(recorded, "Certificate");
    expect(certificate?.spec).toMatchObject({
        dnsNames: ["example.org", "*.example.org"],
        issuerRef: { kind: "ClusterIssuer", name: "letsencrypt" },
        renewBefore: "720h",
    });
    const [issuer] = objectsOf(recorded, "ClusterIssuer");
    expect(issuer?.spec).toMatchObject({
        acme: {
            solvers: [
                {
                    dns01: {
                        cloudflare: {
                            apiTokenSecretRef: { name: "letsencrypt-dns-token", key: "api-token" },
                        },
                    },
                    selector: { dnsZones: ["example.org"] },
                },
            ],
        },
    });
    expect(objectsOf(recorded, "SealedSecret").map(({ name }) => name)).toContain(
        "letsencrypt-dns-token",
    );
});
