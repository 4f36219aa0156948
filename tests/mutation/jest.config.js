const shared = require("../../jest.config");

/** The tests of rules alone: what flips a condition is to be noticed by them. */
module.exports = {
    ...shared,
    rootDir: "../..",
    testMatch: ["<rootDir>/tests/policies/*.test.ts"],
};
