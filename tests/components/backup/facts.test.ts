import { recordShipped, shippedConfig } from "../../support/shipped-program";

const key = "homelab:backup";

/** What the component of all copies says of the shipped section, changed. */
async function said(change: object = {}): Promise<Readonly<Record<string, unknown>>> {
    const section = JSON.parse(shippedConfig()[key] ?? "") as object;
    const recorded = await recordShipped({
        config: { [key]: JSON.stringify({ ...section, ...change }) },
    });
    const [component] = recorded.filter(({ type }) => type === "homelab:platform:Backup");
    return component?.inputs ?? {};
}

describe("the component of all copies", () => {
    it("says when a person last tried a restore, and until when gaps are accepted", async () => {
        const incomplete = { reason: "Tried in a test", until: "2999-12-31" };
        expect(await said({ drilled: "2026-01-31", incomplete })).toMatchObject({
            drilled: "2026-01-31",
            incomplete,
        });
    });

    it("says neither where the owner does not", async () => {
        const facts = await said();
        expect(facts["first"]).toBe("cloudflare");
        expect(Object.keys(facts)).not.toEqual(expect.arrayContaining(["drilled"]));
        expect(Object.keys(facts)).not.toEqual(expect.arrayContaining(["incomplete"]));
    });
});
