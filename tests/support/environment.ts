import { TestEnvironment } from "jest-environment-node";

type Frames = readonly { getFunctionName(): string | null }[];

/**
 * Node's environment, in which Pulumi's promises are cheap. Its SDK notes the call stack of every
 * promise it makes, in case one is never settled: a hundred thousand for one run of the program.
 * Jest maps each frame of such a stack to its source, which took more than half of the time of a
 * test that runs the program. Nobody reads these stacks, so they are left empty; those of errors
 * stay as they were.
 */
export default class CheapPromises extends TestEnvironment {
    override async setup(): Promise<void> {
        await super.setup();
        const inTests = this.global.Error;
        inTests.prepareStackTrace = (error, frames): unknown =>
            (frames as Frames)[0]?.getFunctionName() === "debuggablePromise"
                ? ""
                : Error.prepareStackTrace(error, frames);
    }
}
