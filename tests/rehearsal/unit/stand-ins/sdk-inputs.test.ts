import type { ResourceKind } from "../../../../rehearsal/provider/stand-in";
import { strict } from "../../../../rehearsal/stand-ins/sdk-inputs";
import { Stage } from "../stage";

const lenient: ResourceKind = {
    required: ["keepers"],
    problems: () => [{ property: "length", reason: "of its own" }],
    create: ({ inputs }) => ({ id: "x", outputs: inputs }),
};
const passwordType = "random:index/randomPassword:RandomPassword";
const stage = new Stage(
    strict("@pulumi/random", { name: "random", version: "1.0.0", kind: () => lenient }),
);

describe("a stand-in that is as strict as its SDK", () => {
    it("refuses an input of a name that the SDK does not declare", () => {
        expect(stage.problems(passwordType, { length: 1, keepers: {}, lenght: 1 })).toContain(
            `lenght: ${passwordType} has no input of this name`,
        );
    });

    it("demands what the SDK and what the kind requires, and asks the kind too", () => {
        expect(stage.problems(passwordType, {})).toEqual([
            "length: Missing required property 'length'",
            "keepers: Missing required property 'keepers'",
            "length: of its own",
        ]);
    });

    it("does not mind what the engine adds for itself", () => {
        expect(
            stage.problems(passwordType, { length: 1, keepers: {}, __defaults: [] }).join(),
        ).toBe("length: of its own");
    });

    it("fails for a type that the SDK does not have", () => {
        expect(() => stage.problems("random:index/randomPony:RandomPony", {})).toThrow(
            "declares nothing for index/randomPony",
        );
        expect(() => stage.problems("random:index/randomPassword:RandomPony", {})).toThrow(
            "declares no RandomPonyArgs",
        );
    });

    it.each([
        ["@pulumi/tls", "tls:index/privateKey:PrivateKey", "algorithm"],
        ["@pulumiverse/talos", "talos:imageFactory/schematic:Schematic", undefined],
        ["@pulumiverse/talos", "talos:machine/configurationApply:ConfigurationApply", "node"],
        ["@pulumi/cloudflare", "cloudflare:index/dnsRecord:DnsRecord", "zoneId"],
        ["@pulumi/cloudflare", "cloudflare:index/r2BucketLock:R2BucketLock", "bucketName"],
        ["@muhlba91/pulumi-proxmoxve", "proxmoxve:index/vmLegacy:VmLegacy", "nodeName"],
        ["@pulumi/command", "command:local:Command", undefined],
    ])("reads %s for %s", (sdk, type, demanded) => {
        const other = new Stage(
            strict(sdk, {
                name: "any",
                version: "1.0.0",
                kind: () => ({ create: ({ inputs }) => ({ id: "x", outputs: inputs }) }),
            }),
        );
        const problems = other.problems(type, { surely_not: 1 });
        expect(problems).toContain(`surely_not: ${type} has no input of this name`);
        expect(problems.length > 1).toBe(demanded !== undefined);
        if (demanded !== undefined) {
            expect(problems).toContain(`${demanded}: Missing required property '${demanded}'`);
        }
    });
});
