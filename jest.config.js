/** Published as an ES module only, which Jest has to be given as CommonJS. */
const esModules = "@marcbachmann/cel-js";

/** @type {import("jest").Config} */
module.exports = {
    testMatch: ["<rootDir>/tests/**/*.test.ts"],
    // Copies of this repository, with a changed condition in each.
    modulePathIgnorePatterns: ["<rootDir>/.stryker-tmp"],
    transform: {
        "\\.ts$": ["ts-jest", { diagnostics: false }],
        [`node_modules/${esModules}/.*\\.js$`]: [
            "ts-jest",
            {
                diagnostics: false,
                isolatedModules: true,
                tsconfig: { allowJs: true, module: "commonjs" },
            },
        ],
    },
    transformIgnorePatterns: [`/node_modules/(?!${esModules}/)`],
    testEnvironmentOptions: { globalsCleanup: "off" },
    testTimeout: 30_000,
};
