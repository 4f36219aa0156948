import type * as grpc from "@grpc/grpc-js";
import type * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { readFileSync } from "node:fs";
import type { Datacenter } from "../datacenter/datacenter";
import { answer } from "../provider/answer";
import { propertiesOf, subjectOf } from "../provider/request";
import type { Service } from "../provider/stand-in";
import { mustRun } from "../stand-ins/kubernetes/object";
import { releaseType } from "../stand-ins/kubernetes/release";
import type { RealCluster } from "./cluster";
import { knowKind, objectOf } from "./object";
import type { ProviderPlugin } from "./provider-plugin";

type Handler = (
    call: { readonly request: unknown },
    callback: (error: Refused | null, response?: unknown) => void,
) => void;
type Refused = Partial<grpc.StatusObject>;
/** What the plugin answers without any help. */
const asked = ["attach", "checkConfig", "diffConfig", "invoke", "check", "diff", "read"] as const;

interface About {
    getUrn(): string;
}

/**
 * Puts the real Kubernetes provider in front of the played one: it previews, makes, reads and
 * deletes every object, and waits as it does in life. Releases stay with Helm and the charts that
 * can be had here. The played provider is told what happened, because the rest of the datacenter
 * asks it.
 *
 * @param played what the stand-in would answer.
 */
export function throughPlugin(
    played: Service,
    plugin: ProviderPlugin,
    cluster: RealCluster,
    datacenter: Datacenter,
): Service {
    const isRelease = (request: unknown) =>
        subjectOf((request as About).getUrn(), datacenter).type === releaseType;
    const tell = (method: string, request: unknown) => answerOf(played[method] as Handler, request);

    const forward = (method: Parameters<ProviderPlugin["ask"]>[0]) =>
        answer((request) =>
            "getUrn" in (request as object) && isRelease(request)
                ? tell(method, request)
                : plugin.ask(method, request),
        );

    /** Has the plugin bring an object to the server, and notes that it was taken. */
    const bring = async (method: "create" | "update", request: WriteRequest) => {
        const subject = subjectOf(request.getUrn(), datacenter);
        const inputs = "getNews" in request ? request.getNews() : request.getProperties();
        const object = objectOf(subject, propertiesOf(inputs).fields);
        mustRun(datacenter);
        await knowKind(cluster, subject, object);
        const response = await plugin.ask(method, request);
        await cluster.taken(subject.urn, object);
        await tell(method, request);
        return response;
    };

    /** A write of an object; previews and releases change nothing here. */
    const write = (method: "create" | "update") =>
        answer((request) => {
            const asked = request as WriteRequest;
            if (isRelease(request)) {
                return tell(method, request);
            }
            return asked.getPreview() ? plugin.ask(method, request) : bring(method, asked);
        });

    return {
        ...played,
        ...Object.fromEntries(asked.map((method) => [method, forward(method)])),
        configure: answer(async (request) => {
            await tell("configure", request);
            return plugin.ask("configure", atServer(request as rpc.ConfigureRequest, cluster));
        }),
        create: write("create"),
        update: write("update"),
        delete: answer(async (request) => {
            const response = isRelease(request) ? undefined : await plugin.ask("delete", request);
            const told = await tell("delete", request);
            return response ?? told;
        }),
    };
}

type WriteRequest = rpc.CreateRequest | rpc.UpdateRequest;

/** The played cluster's address leads to the real server. */
function atServer(request: rpc.ConfigureRequest, { controlPlane }: RealCluster) {
    const kubeconfig = readFileSync(controlPlane.kubeconfig, "utf8");
    const changed = request.clone();
    changed.getVariablesMap().set("kubernetes:config:kubeconfig", kubeconfig);
    const fields = changed.getArgs()?.toJavaScript() ?? {};
    changed.setArgs(Struct.fromJavaScript({ ...fields, kubeconfig }));
    return changed;
}

function answerOf(played: Handler, request: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
        played({ request }, (error, response) => {
            if (error) {
                reject(Object.assign(new Error(error.details ?? ""), error));
            } else {
                resolve(response);
            }
        });
    });
}
