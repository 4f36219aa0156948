import { stringify } from "yaml";
import { type Fields, text } from "../provider/value";
import type { Substitute } from "./dynamic";

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

/** A definition with the names of the file asked for and an open schema; nothing is downloaded. */
export const gatewayApiManifest: Substitute = (inputs: Fields) => {
    const url = text(inputs["url"]) ?? "";
    const plural = /gateway\.networking\.k8s\.io_(\w+)\.yaml$/.exec(url)?.[1] ?? "";
    const kind = kinds[plural];
    if (kind === undefined) {
        throw new Error(`${url}: a rehearsal downloads nothing, and knows no such manifest.`);
    }
    const content = stringify({
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: {
            name: `${plural}.gateway.networking.k8s.io`,
            annotations: { "gateway.networking.k8s.io/channel": "standard" },
        },
        spec: {
            group: "gateway.networking.k8s.io",
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
