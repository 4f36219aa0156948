const { join } = require("node:path");
const shared = require("../../jest.config");

/** Each rule's own tests; those of the pack as a whole would notice a flipped condition by chance. */
module.exports = {
    ...shared,
    rootDir: join(__dirname, "..", ".."),
    // Stryker wraps it in its own, and finds it by its name only.
    testEnvironment: "node",
    testMatch: ["<rootDir>/tests/policies/*.test.ts", "<rootDir>/tests/policies/views/*.test.ts"],
    testPathIgnorePatterns: [
        "/(pack|mutant|unpack-once|once|malformed-program|messages)\\.test\\.ts$",
    ],
};
