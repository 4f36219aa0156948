import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { Datacenter } from "../datacenter/datacenter";
import { providerService } from "./service";
import type { StandIn } from "./stand-in";

/** Running stand-ins, reachable on this machine only. */
export interface ProviderServer {
    /** For PULUMI_DEBUG_PROVIDERS: the engine attaches to these ports instead of starting plugins. */
    readonly debugProviders: string;
    close(): Promise<void>;
}

/** Serves every stand-in on a loopback port of its own, all from this process. */
export async function serveStandIns(
    standIns: readonly StandIn[],
    datacenter: Datacenter,
): Promise<ProviderServer> {
    const servers: grpc.Server[] = [];
    const addresses: string[] = [];
    for (const standIn of standIns) {
        const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
        const played = { ...unimplemented(), ...providerService(standIn, datacenter) };
        server.addService(ResourceProviderService, standIn.wrap?.(played, datacenter) ?? played);
        addresses.push(`${standIn.name}:${await listen(server)}`);
        servers.push(server);
    }
    return {
        debugProviders: addresses.join(","),
        close: async () => {
            for (const server of servers) {
                server.forceShutdown();
            }
            for (const standIn of standIns) {
                await standIn.close?.();
            }
        },
    };
}

/** Methods that no stand-in plays answer so, as a plugin does that does not know them. */
function unimplemented(): grpc.UntypedServiceImplementation {
    const refuse: grpc.handleUnaryCall<unknown, unknown> = (_, callback) => {
        callback({ code: grpc.status.UNIMPLEMENTED, details: "not played by this stand-in" });
    };
    return Object.fromEntries(
        Object.keys(ResourceProviderService).map((method) => [method, refuse]),
    );
}

function listen(server: grpc.Server): Promise<number> {
    return new Promise((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
            if (error) {
                reject(error);
            } else {
                resolve(port);
            }
        });
    });
}
