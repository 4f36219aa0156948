import { generateKeyPairSync } from "node:crypto";
import { parse } from "yaml";
import { unseal } from "../../../../components/platform/secrets/seal";
import { type Fields, UNKNOWN } from "../../../../rehearsal/provider/value";
import { dynamic } from "../../../../rehearsal/stand-ins/dynamic";
import { gatewayApiManifest } from "../../../../rehearsal/stand-ins/gateway-api-manifest";
import { recordShipped } from "../../../support/shipped-program";
import { Stage } from "../stage";

const sealingType = "pulumi-nodejs:dynamic/homelab:Sealing";
const manifestType = "pulumi-nodejs:dynamic/homelab:PinnedManifest";
const url = (plural: string) =>
    // Nobody answers here, so that a download shows.
    `http://127.0.0.1:9/gateway.networking.k8s.io_${plural}.yaml`;

const pair = () =>
    generateKeyPairSync("rsa", {
        modulusLength: 2048,
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });

/** The code that the shipped program sends along for a type of dynamic resource. */
let codeOf: (type: string) => string;
beforeAll(async () => {
    const shipped = await recordShipped();
    codeOf = (type) => {
        const code = shipped.find((resource) => resource.type === type)?.inputs["__provider"];
        const { value } = code as { value?: string };
        return value ?? (code as string);
    };
});

describe("the program's own sealing", () => {
    const stage = new Stage(dynamic({}));
    const { publicKey, privateKey } = pair();
    const scope = { namespace: "immich", name: "login" };
    const inputs = (values: Fields, certificate = publicKey): Fields => ({
        ...scope,
        certificate,
        values,
        __provider: codeOf(sealingType),
    });
    const sealedOf = (made: { outputs: { fields: Fields } }) =>
        made.outputs.fields["sealed"] as Record<string, string>;

    it("is run as it is written, and seals what opens again", async () => {
        const made = await stage.create(sealingType, inputs({ password: "p" }));
        expect(made.id).toBe("immich/login");
        expect(unseal(privateKey, scope, sealedOf(made)["password"] ?? "")).toBe("p");
        expect(made.outputs.fields["__provider"]).toBe(codeOf(sealingType));
    });

    it("judges changes itself", async () => {
        const made = await stage.create(sealingType, inputs({ password: "p" }));
        const withOtherCode = {
            ...inputs({ password: "p" }),
            __provider: `${codeOf(sealingType)} `,
        };
        expect(await stage.diff(made, withOtherCode)).toMatchObject({
            changed: false,
            differences: [],
        });
        expect(await stage.diff(made, inputs({ password: "q" }))).toMatchObject({ changed: true });
        const moved = await stage.verdict(made, inputs({ password: "p" }, pair().publicKey));
        expect(moved.replaced).toEqual(["certificate"]);
    });

    it("may change by what is not known yet", async () => {
        const made = await stage.create(sealingType, inputs({ password: "p" }));
        const news = inputs({ password: UNKNOWN });
        expect(await stage.diff(made, news)).toMatchObject({ changed: true });
        expect((await stage.verdict(made, news)).replaced).toEqual([]);
    });

    it("seals anew only what changed", async () => {
        const made = await stage.create(sealingType, inputs({ a: "1", b: "2" }));
        const changed = sealedOf(await stage.update(made, inputs({ a: "1", b: "3" })));
        expect(changed["a"]).toBe(sealedOf(made)["a"]);
        expect(unseal(privateKey, scope, changed["b"] ?? "")).toBe("3");
    });

    it("cannot be done without its code", async () => {
        await expect(stage.create(sealingType, { ...scope, values: {} })).rejects.toThrow(
            "the program sent no code",
        );
    });
});

describe("the program's own downloads", () => {
    const stage = new Stage(dynamic({ [manifestType]: gatewayApiManifest() }));
    const inputs = (plural: string, sha256: string): Fields => ({
        url: url(plural),
        sha256,
        __provider: codeOf(manifestType),
    });

    it("are done by the substitute, on creation and on change", async () => {
        const made = await stage.create(manifestType, inputs("gateways", "aa"));
        expect(made.id).toBe("aa");
        expect(made.outputs.fields["content"]).toContain("kind: Gateway\n");
        const changed = await stage.update(made, inputs("httproutes", "bb"));
        expect(changed.outputs.fields["content"]).toContain("kind: HTTPRoute\n");
    });

    it("are judged by the program's code all the same", async () => {
        const made = await stage.create(manifestType, inputs("gateways", "aa"));
        expect(await stage.diff(made, inputs("gateways", "aa"))).toMatchObject({ changed: false });
        expect(await stage.diff(made, inputs("gateways", "bb"))).toMatchObject({ changed: true });
    });

    it("would ask the network without it", async () => {
        const bare = new Stage(dynamic({}));
        await expect(bare.create(manifestType, inputs("gateways", "aa"))).rejects.toThrow(
            "fetch failed",
        );
    });
});

describe("the manifest in place of a downloaded one", () => {
    it.each([
        ["gatewayclasses", "GatewayClass", "Cluster"],
        ["httproutes", "HTTPRoute", "Namespaced"],
        ["tlsroutes", "TLSRoute", "Namespaced"],
    ])("defines %s", (plural, kind, scope) => {
        const { outs, id } = gatewayApiManifest()({ url: url(plural), sha256: "s" });
        expect(id).toBe("s");
        expect(parse(outs["content"] as string)).toMatchObject({
            kind: "CustomResourceDefinition",
            metadata: { name: `${plural}.gateway.networking.k8s.io` },
            spec: { group: "gateway.networking.k8s.io", names: { kind, plural }, scope },
        });
    });

    it("is made for the Gateway API's kinds only", () => {
        for (const unknown of [url("ponies"), "https://example.org/install.yaml"]) {
            expect(() => gatewayApiManifest()({ url: unknown })).toThrow("knows no such manifest");
        }
    });
});
