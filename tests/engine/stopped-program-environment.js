const { TestEnvironment } = require("jest-environment-node");

/**
 * Jest fails a suite for every promise that is rejected unseen. A program that the engine stops in
 * the middle leaves many behind, and Pulumi's own hosts take no notice of them either.
 */
class StoppedProgramEnvironment extends TestEnvironment {
    handleTestEvent(event) {
        if (event.name === "run_start") {
            process.removeAllListeners("unhandledRejection");
            process.on("unhandledRejection", () => undefined);
        }
    }
}

module.exports = StoppedProgramEnvironment;
