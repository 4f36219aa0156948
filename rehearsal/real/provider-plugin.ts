import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Program } from "../control-plane/program";

/** Where programs and plugins are looked for. */
export interface Places {
    readonly PATH?: string | undefined;
    readonly HOME?: string | undefined;
    readonly PULUMI_HOME?: string | undefined;
}

/**
 * The plugin of a package as Pulumi would find it: on PATH, else the newest that it has downloaded.
 *
 * @returns its path, or `undefined` where it is not installed.
 * @see https://www.pulumi.com/docs/iac/concepts/plugins/
 */
export function findPlugin(name: string, places: Places = process.env): string | undefined {
    const program = `pulumi-resource-${name}`;
    const home = places.PULUMI_HOME ?? join(places.HOME ?? "", ".pulumi");
    const onPath = (places.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
    return [...onPath, ...downloaded(join(home, "plugins"), name)]
        .map((folder) => join(folder, program))
        .find((path) => existsSync(path));
}

/** Folders such as `resource-kubernetes-v4.34.2`, the newest first. */
function downloaded(folder: string, name: string): string[] {
    const prefix = `resource-${name}-v`;
    return (existsSync(folder) ? readdirSync(folder) : [])
        .filter((entry) => entry.startsWith(prefix) && !entry.endsWith(".lock"))
        .sort((one, other) => other.localeCompare(one, undefined, { numeric: true }))
        .map((entry) => join(folder, entry));
}

type Method = {
    [Name in keyof ResourceProviderClient]: ResourceProviderClient[Name] extends (
        ...args: never[]
    ) => grpc.ClientUnaryCall
        ? Name
        : never;
}[keyof ResourceProviderClient];

type Ask = (
    request: unknown,
    options: grpc.Metadata,
    callback: (error: grpc.ServiceError | null, response: unknown) => void,
) => void;

/** A real provider plugin that runs beside this process, and is asked in the engine's place. */
export class ProviderPlugin {
    /** Such as `4.34.2`. */
    readonly version: string;
    /** For whoever has to end it. */
    readonly program: Program;
    private readonly client: ResourceProviderClient;

    private constructor(program: Program, client: ResourceProviderClient, version: string) {
        this.program = program;
        this.client = client;
        this.version = version;
    }

    /**
     * Starts a plugin that waits for an engine to attach.
     *
     * @param folder for its log, and its home.
     * @throws Error with its last words when it does not start.
     */
    static async start(path: string, folder: string): Promise<ProviderPlugin> {
        const log = join(folder, "provider-plugin.log");
        const program = new Program("provider plugin", path, [], { folder, log });
        // The first thing that a plugin prints is the port where it listens.
        const port = () => /^(\d+)$/m.exec(readFileSync(log, "utf8"))?.[1];
        await program.becomesReady(() => Promise.resolve(port() !== undefined));
        const client = new ResourceProviderClient(
            `127.0.0.1:${port() ?? ""}`,
            grpc.credentials.createInsecure(),
            { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 },
        );
        const info = (await ask(client, "getPluginInfo", new Empty())) as {
            getVersion(): string;
        };
        return new ProviderPlugin(program, client, info.getVersion().replace(/^v/, ""));
    }

    /** Asks the plugin, and gives its answer, or its refusal with all that belongs to it. */
    ask<Response>(method: Method, request: unknown): Promise<Response> {
        return ask(this.client, method, request) as Promise<Response>;
    }

    close(): void {
        this.client.close();
    }
}

function ask(client: ResourceProviderClient, method: Method, request: unknown): Promise<unknown> {
    const call = client[method].bind(client) as unknown as Ask;
    return new Promise((resolve, reject) => {
        call(request, new grpc.Metadata(), (error, response) => {
            if (error) {
                reject(error);
            } else {
                resolve(response);
            }
        });
    });
}
