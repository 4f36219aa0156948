/**
 * Flips each condition of each rule and of each view, one at a time, and runs the tests that reach it: `make soak`.
 * @type {import("@stryker-mutator/api/core").PartialStrykerOptions}
 */
export default {
    mutate: ["policies/rules/*.ts", "policies/views/*.ts"],
    testRunner: "jest",
    jest: { configFile: "tests/mutation/jest.config.js" },
    coverageAnalysis: "perTest",
    // Conditions only: what is said, and in which shape, is the exact messages' business.
    mutator: {
        excludedMutations: [
            "ArithmeticOperator",
            "ArrayDeclaration",
            "ArrowFunction",
            "AssignmentOperator",
            "BlockStatement",
            "ObjectLiteral",
            "OptionalChaining",
            "Regex",
            "StringLiteral",
            "UnaryOperator",
            "UpdateOperator",
        ],
    },
    thresholds: { high: 95, low: 90, break: 90 },
    reporters: ["clear-text", "progress"],
    clearTextReporter: { reportTests: false, reportScoreTable: true, logTests: false },
    tempDirName: ".stryker-tmp",
    concurrency: 2,
    timeoutMS: 20_000,
    allowEmpty: false,
};
