import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from "node:child_process";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

/** An answer of the helper: one of the two. */
export interface Answer {
    readonly id: unknown;
    readonly result?: Readonly<Record<string, unknown>>;
    readonly error?: string;
}

/** The helper as a process: a line in, a line out, in order. */
export class TalosMachinery {
    private readonly child: ChildProcessWithoutNullStreams;
    private readonly waiting: ((answer: Answer) => void)[] = [];
    private last = 0;

    constructor(program: string) {
        this.child = spawn(program);
        createInterface({ input: this.child.stdout }).on("line", (line) => {
            this.waiting.shift()?.(JSON.parse(line) as Answer);
        });
    }

    /** Sends a line as it is. */
    send(line: string): Promise<Answer> {
        this.child.stdin.write(`${line}\n`);

        return new Promise((resolve) => this.waiting.push(resolve));
    }

    /** Calls a method and returns the whole answer. */
    ask(method: string, params?: object): Promise<Answer> {
        return this.send(JSON.stringify({ id: ++this.last, method, params }));
    }

    /** Calls a method that must succeed. */
    async call<T>(method: string, params?: object): Promise<T> {
        const { result, error } = await this.ask(method, params);
        if (error !== undefined) throw new Error(error);

        return result as T;
    }

    /** Calls a method that must fail, and returns the error. */
    async refusal(method: string, params?: object): Promise<string> {
        const { error } = await this.ask(method, params);
        if (error === undefined) throw new Error(`${method} did not fail`);

        return error;
    }

    /** Ends the input and resolves to the exit code. */
    stop(): Promise<number | null> {
        this.child.stdin.end();

        return new Promise((resolve) => this.child.on("close", resolve));
    }
}

/** describe() for a suite about the helper; where it can be neither found nor built, a skip. */
export function describeTalosMachinery(
    title: string,
    suite: (talos: () => TalosMachinery) => void,
): void {
    const script = resolve(__dirname, "../../tools/build.sh");
    const run = (...args: string[]) => spawnSync("bash", [script, ...args], { encoding: "utf8" });
    const built = run("--print", "talos-machinery").status === 0;
    if (!built && spawnSync("go", ["version"]).status !== 0) {
        test.skip(`${title} (the helper is not built, and there is no Go)`, () => undefined);

        return;
    }
    describe(title, () => {
        let talos: TalosMachinery;
        beforeAll(() => {
            const { status, stdout, stderr } = run("talos-machinery");
            if (status !== 0) throw new Error(stderr);
            talos = new TalosMachinery(join(stdout.trim(), "talos-machinery"));
        }, 600_000);
        afterAll(async () => {
            expect(await talos.stop()).toBe(0);
        });
        suite(() => talos);
    });
}
