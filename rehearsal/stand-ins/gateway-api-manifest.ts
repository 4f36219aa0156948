import { stringify } from "yaml";
import { type Fields, text } from "../provider/value";
import type { Definitions } from "../real/definitions";
import type { Substitute } from "./dynamic";

const group = "gateway.networking.k8s.io";

/** Kinds of the Gateway API by plural, as far as its standard channel has them. */
const kinds: Readonly<Record<string, string>> = {
    backendtlspolicies: "BackendTLSPolicy",
    gatewayclasses: "GatewayClass",
    gateways: "Gateway",
    grpcroutes: "GRPCRoute",
    httproutes: "HTTPRoute",
    listenersets: "ListenerSet",
    referencegrants: "ReferenceGrant",
    tcproutes: "TCPRoute",
    tlsroutes: "TLSRoute",
    udproutes: "UDPRoute",
};

/**
 * The definition asked for where it is among the published ones, otherwise one of its names with an
 * open schema; nothing is downloaded.
 */
export function gatewayApiManifest(published?: Definitions): Substitute {
    return (inputs) => {
        const made = openManifest(inputs);
        const name = `${pluralIn(inputs)}.${group}`;
        const content = published?.textOf(name);
        if (content === undefined) {
            published?.open.add(`${group}/${kinds[pluralIn(inputs)] ?? ""}`);
            return made;
        }
        return { ...made, outs: { ...made.outs, content } };
    };
}

const openManifest: Substitute = (inputs: Fields) => {
    const url = text(inputs["url"]) ?? "";
    const plural = pluralIn(inputs);
    const kind = kinds[plural];
    if (kind === undefined) {
        throw new Error(`${url}: a rehearsal downloads nothing, and knows no such manifest.`);
    }
    const content = stringify({
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: {
            name: `${plural}.${group}`,
            annotations: {
                "gateway.networking.k8s.io/channel": "standard",
                // A server refuses groups of the Kubernetes project without a word on their review.
                "api-approved.kubernetes.io": "unapproved, a stand-in in a rehearsal",
            },
        },
        spec: {
            group,
            names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
            scope: kind === "GatewayClass" ? "Cluster" : "Namespaced",
            versions: [
                {
                    name: "v1",
                    served: true,
                    storage: true,
                    schema: {
                        openAPIV3Schema: {
                            type: "object",
                            "x-kubernetes-preserve-unknown-fields": true,
                        },
                    },
                },
            ],
        },
    });
    return { id: text(inputs["sha256"]) ?? "", outs: { ...inputs, content } };
};

function pluralIn(inputs: Fields): string {
    const url = text(inputs["url"]) ?? "";
    return /gateway\.networking\.k8s\.io_(\w+)\.yaml$/.exec(url)?.[1] ?? "";
}
