/** @type {import("jest").Config} */
module.exports = {
    testMatch: ["<rootDir>/tests/**/*.test.ts"],
    transform: { "\\.ts$": ["ts-jest", { diagnostics: false }] },
    testEnvironmentOptions: { globalsCleanup: "off" },
    testTimeout: 30_000,
};
