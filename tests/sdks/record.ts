import * as pulumi from "@pulumi/pulumi";
import { CallResponse } from "@pulumi/pulumi/proto/provider_pb";
import { getMonitor } from "@pulumi/pulumi/runtime/settings";

/** What Pulumi's wire format puts in the place of a secret. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** A request the SDK sent to the engine. */
export interface Sent {
    readonly kind: "register" | "read" | "invoke" | "call";
    readonly token: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly version: string;
    readonly pluginDownloadURL: string;
    readonly additionalSecretOutputs: readonly string[];
}

interface Request {
    getType?(): string;
    getTok?(): string;
    getObject?(): { toJavaScript(): Record<string, unknown> } | undefined;
    getProperties?(): { toJavaScript(): Record<string, unknown> } | undefined;
    getArgs?(): { toJavaScript(): Record<string, unknown> } | undefined;
    getVersion(): string;
    getPlugindownloadurl(): string;
    getAdditionalsecretoutputsList?(): string[];
}

type Method = (request: Request, ...rest: unknown[]) => unknown;

/** Runs a program on mocks and returns every request about the package `talos`, in order. */
export async function record(
    program: () => unknown,
    outputs: Record<string, Record<string, unknown>> = {},
): Promise<Sent[]> {
    await pulumi.runtime.setMocks({
        newResource: (args) => ({
            id: `${args.name}-id`,
            state: { ...(args.inputs as object), ...outputs[args.type] },
        }),
        call: (args) => ({ ...(args.inputs as object), ...outputs[args.token] }),
    });
    const sent: Sent[] = [];
    const monitor = getMonitor() as unknown as Record<string, Method>;
    tap(monitor, "registerResource", "register", sent);
    tap(monitor, "readResource", "read", sent);
    tap(monitor, "invoke", "invoke", sent);
    // Pulumi's mocks know no method calls; without an answer the program would wait for ever.
    monitor["call"] = (_request, ...rest) => {
        (rest.at(-1) as (error: null, response: CallResponse) => void)(null, new CallResponse());
    };
    tap(monitor, "call", "call", sent);
    await program();
    await (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();

    return sent;
}

function tap(monitor: Record<string, Method>, name: string, kind: Sent["kind"], sent: Sent[]) {
    const original = monitor[name];
    monitor[name] = (request, ...rest) => {
        const token = request.getType?.() ?? request.getTok?.() ?? "";
        if (token.includes("talos")) sent.push(read(kind, token, request));

        return original?.call(monitor, request, ...rest);
    };
}

function read(kind: Sent["kind"], token: string, request: Request): Sent {
    const inputs = request.getObject?.() ?? request.getProperties?.() ?? request.getArgs?.();

    return {
        kind,
        token,
        inputs: inputs?.toJavaScript() ?? {},
        version: request.getVersion(),
        pluginDownloadURL: request.getPlugindownloadurl(),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList?.() ?? [],
    };
}

/** Names of the inputs that went over the wire as secrets, sorted. */
export function secretInputs(sent: Sent): string[] {
    return Object.entries(sent.inputs)
        .filter(([, value]) => (value as Record<string, unknown> | null)?.[SIGNATURE] === SECRET)
        .map(([name]) => name)
        .sort();
}

/** The wire form of a secret, for exact comparisons. */
export function secretOf(value: unknown): Record<string, unknown> {
    return { [SIGNATURE]: SECRET, value };
}

/** The value an output comes to. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
    return new Promise((resolve) => {
        output.apply((value) => {
            resolve(value);
        });
    });
}
