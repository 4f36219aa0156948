import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import * as automation from "@pulumi/pulumi/automation";
import { EventReader } from "./event-reader";
import type { Outcome } from "./outcome";
import type { Scratch } from "./scratch";

export interface StackArgs {
    readonly scratch: Scratch;
    readonly project: string;
    readonly name: string;
    readonly program: PulumiFn;
    /** Folder of the policy pack; without it nothing is judged. */
    readonly policyPack?: string;
    /** The pack's configuration by policy. */
    readonly policyConfig?: Readonly<Record<string, object>>;
}

const execute = promisify(execFile);

/** Larger than any state of a homelab; bytes. */
const largestOutput = 1 << 29;

type Command = (options: {
    onOutput: (text: string) => void;
    onError: (text: string) => void;
    onEvent: (event: automation.EngineEvent) => void;
    color: "never";
}) => Promise<unknown>;

/** A stack on the real engine, whose state lives in a scratch directory. */
export class RehearsedStack {
    private readonly stack: automation.Stack;
    private readonly args: StackArgs;
    private readonly judged: {
        readonly policyPacks?: string[];
        readonly policyPackConfigs?: string[];
    };
    /** All that was printed so far, for the search for leaks. */
    readonly transcript: string[] = [];

    private constructor(stack: automation.Stack, args: StackArgs) {
        this.stack = stack;
        this.args = args;
        this.judged = judgedBy(args);
    }

    /** Folder in which the backend keeps the state. */
    get backend(): string {
        return this.args.scratch.state;
    }

    static async create(args: StackArgs): Promise<RehearsedStack> {
        const stack = await automation.LocalWorkspace.createStack(
            { projectName: args.project, stackName: args.name, program: args.program },
            {
                workDir: args.scratch.project,
                pulumiHome: args.scratch.home,
                // The one on PATH; its version was checked when it was put there.
                pulumiCommand: await automation.PulumiCommand.get({ skipVersionCheck: true }),
                projectSettings: {
                    name: args.project,
                    runtime: "nodejs",
                    backend: { url: `file://${args.scratch.state}` },
                },
            },
        );
        return new RehearsedStack(stack, args);
    }

    async configure(values: automation.ConfigMap): Promise<void> {
        await this.stack.setAllConfig(values);
    }

    /** Gives the stack these values and no others. */
    async reconfigure(values: automation.ConfigMap): Promise<void> {
        const gone = Object.keys(await this.stack.getAllConfig()).filter((key) => !(key in values));
        if (gone.length > 0) {
            await this.stack.removeAllConfig(gone);
        }
        await this.stack.setAllConfig(values);
    }

    preview(): Promise<Outcome> {
        return this.run((options) => this.stack.preview({ ...options, ...this.judged }));
    }

    /**
     * @param regardless goes on with the other resources where one fails.
     * @param unjudged leaves the policy pack out.
     */
    up({ regardless = false, unjudged = false } = {}): Promise<Outcome> {
        const judged = unjudged ? {} : this.judged;
        return this.run((options) =>
            this.stack.up({ ...options, ...judged, continueOnError: regardless }),
        );
    }

    /** Compares state with the world and takes the world's word for it. */
    refresh(): Promise<Outcome> {
        return this.run((options) => this.stack.refresh(options));
    }

    destroy(): Promise<Outcome> {
        return this.run((options) => this.stack.destroy(options));
    }

    /** The state with its secrets in plain text, as the Automation API exports it. */
    async exportState(): Promise<automation.Deployment> {
        return this.stack.exportStack();
    }

    /**
     * Runs the CLI itself on this stack, e.g. `["stack", "export"]`.
     *
     * @returns what it wrote to its standard output.
     * @throws Error with the CLI's complaint.
     */
    async cli(args: readonly string[]): Promise<string> {
        const { scratch, name } = this.args;
        const { stdout } = await execute("pulumi", [...args, "--stack", name], {
            cwd: scratch.project,
            // Spelled out: within Jest, what a child inherits is not what stands here.
            env: process.env,
            maxBuffer: largestOutput,
        });
        return stdout;
    }

    private async run(command: Command): Promise<Outcome> {
        const reader = new EventReader();
        const printed: string[] = [];
        const print = (text: string) => printed.push(text);
        const start = performance.now();
        const frames = Error.stackTraceLimit;
        // The SDK notes the stack at each of its many thousand promises, for nobody to read here.
        Error.stackTraceLimit = 1;
        let error: unknown;
        try {
            await command({
                onOutput: print,
                onError: print,
                onEvent: (event) => {
                    reader.take(event);
                },
                color: "never",
            });
        } catch (caught) {
            error = caught;
        } finally {
            Error.stackTraceLimit = frames;
        }
        const output = printed.join("");
        this.transcript.push(output, reader.raw());
        return reader.outcome({
            error: error === undefined ? undefined : messageOf(error),
            seconds: (performance.now() - start) / 1000,
            output,
        });
    }
}

/** The options by which the engine runs the pack. */
function judgedBy({ policyPack, policyConfig, scratch }: StackArgs) {
    if (policyPack === undefined) {
        return {};
    }
    if (policyConfig === undefined) {
        return { policyPacks: [policyPack] };
    }
    const file = join(scratch.root, "policy-config.json");
    writeFileSync(file, JSON.stringify(policyConfig));
    return { policyPacks: [policyPack], policyPackConfigs: [file] };
}

function messageOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}
