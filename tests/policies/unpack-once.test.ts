import * as sdk from "@pulumi/policy/deserialize";
import { unpackOnce } from "../../policies/engine/unpack-once";

/** A module like the SDK's that counts how often it is asked. */
function counted() {
    const asked: [object, boolean][] = [];
    return {
        asked,
        deserializeProperties: (message: object, keepSecrets: boolean) => {
            asked.push([message, keepSecrets]);
            return { unpacked: message };
        },
    };
}

describe("unpacking once", () => {
    it("finds the function of the SDK where it expects it", () => {
        expect(sdk).toHaveProperty("deserializeProperties", expect.any(Function));
    });

    it("unpacks a message once however many rules look at it", () => {
        const module = counted();
        unpackOnce(module);
        const message = {};
        const first = module.deserializeProperties(message, false);
        expect(module.deserializeProperties(message, false)).toBe(first);
        expect(module.deserializeProperties({}, false)).not.toBe(first);
        expect(module.asked).toHaveLength(2);
    });

    it("never hands marked secrets to a rule that asked without them", () => {
        const module = counted();
        unpackOnce(module);
        const message = {};
        module.deserializeProperties(message, true);
        module.deserializeProperties(message, false);
        module.deserializeProperties(message, true);
        expect(module.asked.map(([, keepSecrets]) => keepSecrets)).toEqual([true, false, true]);
    });

    it("leaves a module alone that has no such function", () => {
        const module = {};
        unpackOnce(module);
        expect(module).toEqual({});
    });
});
