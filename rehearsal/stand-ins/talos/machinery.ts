import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** An answer of the helper: one of the two. */
export interface Answer {
    readonly id: unknown;
    readonly result?: Readonly<Record<string, unknown>>;
    readonly error?: string;
}

/** Talos' own code in a process of its own: a line in, a line out, in order. Starts when first asked. */
export class TalosMachinery {
    readonly program: string;
    private child: ChildProcessWithoutNullStreams | undefined;
    private readonly waiting: ((answer: Answer) => void)[] = [];
    private last = 0;

    /** @param program path of `talos-machinery`, see tools/README.md. */
    constructor(program: string) {
        this.program = program;
    }

    /** Sends a line as it is. */
    send(line: string): Promise<Answer> {
        const child = (this.child ??= this.start());
        return new Promise((resolve) => {
            this.waiting.push(resolve);
            child.stdin.write(`${line}\n`);
        });
    }

    /** Calls a method and returns the whole answer. */
    ask(method: string, params?: object): Promise<Answer> {
        return this.send(JSON.stringify({ id: ++this.last, method, params }));
    }

    /** @throws Error with Talos' own complaint. */
    async call<T>(method: string, params?: object): Promise<T> {
        const { result, error } = await this.ask(method, params);
        if (error !== undefined) {
            throw new Error(error);
        }
        return result as T;
    }

    /** Ends the input and resolves to the exit code. */
    stop(): Promise<number | null> {
        const { child } = this;
        if (child === undefined) {
            return Promise.resolve(0);
        }
        child.stdin.end();
        return new Promise((resolve) => child.on("close", resolve));
    }

    private start(): ChildProcessWithoutNullStreams {
        const child = spawn(this.program);
        createInterface({ input: child.stdout }).on("line", (line) => {
            this.waiting.shift()?.(JSON.parse(line) as Answer);
        });
        child.on("close", (code) => {
            const error = `talos-machinery ended with exit code ${String(code)}`;
            for (const answer of this.waiting.splice(0)) {
                answer({ id: null, error });
            }
        });
        return child;
    }
}
