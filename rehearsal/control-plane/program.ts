import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** How long a program may take to end before it is made to, in milliseconds. */
const patience = 10_000;
const linesShown = 5;

/** A server that runs beside this process, and ends with it. */
export class Program {
    readonly name: string;
    private readonly child: ChildProcess;
    private readonly log: string;
    private readonly ended: Promise<void>;
    private running = true;

    /** Starts it with an empty environment; all it prints goes to the file `log`. */
    constructor(name: string, path: string, args: readonly string[], options: ProgramOptions) {
        this.name = name;
        this.log = options.log;
        const output = openSync(options.log, "a", 0o600);
        this.child = spawn(path, args, {
            stdio: ["ignore", output, output],
            env: { HOME: options.folder, ...options.env },
            cwd: options.folder,
        });
        closeSync(output);
        const kill = () => this.child.kill("SIGKILL");
        process.once("exit", kill);
        this.ended = new Promise((resolve) => {
            const end = () => {
                this.running = false;
                process.removeListener("exit", kill);
                resolve();
            };
            this.child.once("error", end);
            this.child.once("exit", end);
        });
    }

    /**
     * Waits until the server does its work.
     *
     * @param isReady asked again until it says so; an error means not yet.
     * @throws Error with the last lines of the log when it ends or takes too long.
     */
    async becomesReady(isReady: () => Promise<boolean>, seconds = 90): Promise<void> {
        const due = performance.now() + seconds * 1000;
        while (!(await isReady().catch(() => false))) {
            if (!this.running || performance.now() > due) {
                const how = this.running ? `is not ready after ${seconds} s` : "ended at once";
                throw new Error(`${this.name} ${how}; its last words:\n${this.lastWords()}`);
            }
            await wait(100);
        }
    }

    async stop(): Promise<void> {
        if (!this.running) {
            return;
        }
        this.child.kill("SIGTERM");
        const late = new AbortController();
        const forced = wait(patience, undefined, { signal: late.signal }).then(
            () => this.child.kill("SIGKILL"),
            () => false,
        );
        await this.ended;
        late.abort();
        await forced;
    }

    private lastWords(): string {
        return readFileSync(this.log, "utf8").trim().split("\n").slice(-linesShown).join("\n");
    }
}

export interface ProgramOptions {
    /** Working directory and home. */
    readonly folder: string;
    readonly log: string;
    readonly env?: Readonly<Record<string, string>>;
}

/** Ports of the loopback address that are free now. */
export async function freePorts(count: number): Promise<number[]> {
    const servers = await Promise.all(
        Array.from({ length: count }, async () => {
            const server = createServer();
            await new Promise<void>((resolve, reject) => {
                server.once("error", reject);
                server.listen(0, "127.0.0.1", resolve);
            });
            return server;
        }),
    );
    const ports = servers.map((server) => {
        const address = server.address();
        return typeof address === "object" && address !== null ? address.port : 0;
    });
    await Promise.all(
        servers.map(
            (server) =>
                new Promise<void>((resolve) =>
                    server.close(() => {
                        resolve();
                    }),
                ),
        ),
    );
    return ports;
}
