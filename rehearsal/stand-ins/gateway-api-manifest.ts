import { stringify } from "yaml";
import { type Fields, text } from "../provider/value";
import type { Definitions } from "../real/definitions";
import { openDefinition } from "../real/open-definition";
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
    const content = stringify(
        openDefinition(
            { apiVersion: `${group}/v1`, kind, namespaced: kind !== "GatewayClass" },
            plural,
            { "gateway.networking.k8s.io/channel": "standard" },
        ),
    );
    return { id: text(inputs["sha256"]) ?? "", outs: { ...inputs, content } };
};

function pluralIn(inputs: Fields): string {
    const url = text(inputs["url"]) ?? "";
    return /gateway\.networking\.k8s\.io_(\w+)\.yaml$/.exec(url)?.[1] ?? "";
}
