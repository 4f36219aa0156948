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
    testEnvironment: "<rootDir>/tests/support/environment.ts",
    testEnvironmentOptions: { globalsCleanup: "off" },
    // Ends a test that hangs; a slow machine alone should not fail one.
    testTimeout: 600_000,
    // Jest leaves one processor to itself, which of two is half of the machine. A worker that ran
    // the program some times is slowed by what it remembers, and is begun anew.
    maxWorkers: "100%",
    workerIdleMemoryLimit: "1500MB",
};
