import { describeTalosMachinery, refusalOf } from "./talos-machinery-process";

describeTalosMachinery("the protocol of talos-machinery", (talos) => {
    test("answers each request under its own id", async () => {
        const schematic = '"method":"schematic","params":{}';
        const answers = await Promise.all([
            talos().send(`{"id":"first",${schematic}}`),
            talos().send(`{"id":2,${schematic}}`),
        ]);
        expect(answers.map(({ id }) => id)).toEqual(["first", 2]);
    });

    test("names the methods there are when asked for another", async () => {
        expect(await talos().send('{"id":7,"method":"shematic"}')).toEqual({
            id: 7,
            error:
                'unknown method "shematic"; known methods: apply, clientConfiguration, ' +
                "configuration, kubeconfig, schematic, secrets",
        });
    });

    test("refuses a parameter it does not know", async () => {
        expect(await refusalOf(talos(), "secrets", { talosVerson: "v1.13" })).toBe(
            'secrets: params: json: unknown field "talosVerson"',
        );
    });

    test("goes on after a line that is no request", async () => {
        expect(await talos().send("schematic please")).toEqual({
            id: null,
            error: "a request must be one JSON object on one line",
        });
        expect(await talos().call("schematic")).toHaveProperty("id");
    });
});

describeTalosMachinery("a schematic's id", (talos) => {
    // From the tests of Image Factory and of the Talos provider; the guest agent's is the SHA-256
    // of its canonical text.
    test.each([
        ["", "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba"],
        [
            "customization: { systemExtensions: { officialExtensions: [siderolabs/qemu-guest-agent] } }",
            "ce4c980550dd2ab1b17bbf2b08801c7eb59418eafe8f279833297925d67c7515",
        ],
        [
            "customization: { extraKernelArgs: [noapic, nolapic] }",
            "9cba8e32753f91a16c1837ab8abf356af021706ef284aef07380780177d9a06c",
        ],
        [
            "customization: { meta: [{ key: 10, value: foo }] }",
            "d308a2a5ee2277bed5fbaa104fcbc8d59122abfa737df987a95b4ca763459a7f",
        ],
        [
            "customization: { secureboot: { includeWellKnownCertificates: true } }",
            "fa8e05f142a851d3ee568eb0a8e5841eaf6b0ebc8df9a63df16ac5ed2c04f3e6",
        ],
        [
            "customization: { diskImage: { sectorSize: 4096 } }",
            "92833e9ddd9bb9e11b2464fa5525429f01866306d52ebd882ee08d7918f6d1ea",
        ],
        [
            "overlay: { name: rpi_generic, image: siderolabs/sbc-raspberrypi }",
            "ee21ef4a5ef808a9b7484cc0dda0f25075021691c8c09a276591eedb638ea1f9",
        ],
        [
            "customization: { bootloader: None }",
            "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba",
        ],
    ])("of %j", async (schematic, id) => {
        expect(await talos().call("schematic", { schematic })).toEqual({ id });
    });

    test.each([
        [
            "custom: {}",
            "yaml: construct errors:\n  line 1: field custom not found in type main.schematic",
        ],
        [
            "customization: { bootloader: lilo }",
            'bootloader "lilo" must be one of none, dual-boot, sd-boot, grub',
        ],
    ])("does not exist for %j", async (schematic, error) => {
        const refusal = await refusalOf(talos(), "schematic", { schematic });
        expect(refusal).toContain(`schematic: Image Factory refuses the schematic: `);
        expect(refusal).toContain(error);
    });
});
