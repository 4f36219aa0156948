import { at, isEmpty, listAt, textAt } from "../engine/read";
import type { Value } from "../engine/value";
import { type KubeObject, namespaced, shown } from "./kube-object";

/** What keeps a gateway's listeners from being HTTPS; a plain one is harmless until a route attaches. */
export function gatewayFaults(gateway: KubeObject): readonly string[] {
    const listeners = listAt(gateway.body, "spec", "listeners");
    const title = `The gateway ${namespaced(gateway)}`;
    if (listeners.length === 0) {
        return [`${title} must list its listeners, known at preview.`];
    }
    return listeners.flatMap((listener) => {
        const which = `${title} must end TLS on its listener ${shown(textAt(listener, "name") ?? "")}`;
        return at(listener, "protocol") === "HTTP" ? [] : listenerFaults(which, listener);
    });
}

function listenerFaults(which: string, listener: Value): readonly string[] {
    const faults: string[] = [];
    if (at(listener, "protocol") !== "HTTPS") {
        faults.push(`${which}: set protocol to HTTPS.`);
    }
    const mode = at(listener, "tls", "mode");
    if (mode !== undefined && mode !== null && mode !== "Terminate") {
        faults.push(`${which}: set tls.mode to Terminate.`);
    }
    if (listAt(listener, "tls", "certificateRefs").length === 0) {
        faults.push(`${which}: name a certificate in tls.certificateRefs.`);
    }
    return faults;
}

/** What keeps a route from being HTTPS only. */
export function routeFaults(route: KubeObject, gateways: readonly KubeObject[]): readonly string[] {
    const title = `The ${route.kind} ${namespaced(route)}`;
    if (route.kind !== "HTTPRoute" && route.kind !== "GRPCRoute") {
        return [
            `${title} must be an HTTPRoute or GRPCRoute: other kinds pass the gateway's TLS by.`,
        ];
    }
    const parents = listAt(route.body, "spec", "parentRefs");
    if (parents.length === 0) {
        return [
            `${title} must attach to a listener of a gateway: set parentRefs.`,
            ...hostFaults(title, route),
        ];
    }
    return [
        ...parents.flatMap((parent) => parentFaults(title, route, parent, gateways)),
        ...hostFaults(title, route),
    ];
}

function parentFaults(
    title: string,
    route: KubeObject,
    parent: Value,
    gateways: readonly KubeObject[],
): readonly string[] {
    const section = textAt(parent, "sectionName");
    if (section === undefined) {
        return [
            `${title} must name the HTTPS listener it attaches to: set sectionName in parentRefs.`,
        ];
    }
    const name = textAt(parent, "name") ?? "";
    const namespace = textAt(parent, "namespace") ?? route.namespace;
    const gateway = gateways.find((each) => each.name === name && each.namespace === namespace);
    const listener = listAt(gateway?.body, "spec", "listeners").find(
        (each) => at(each, "name") === section,
    );
    const which = `${namespaced({ namespace, name })} (${shown(section)})`;
    if (listener === undefined) {
        return [`${title} must attach to a listener of this stack, and ${which} is none.`];
    }
    return at(listener, "protocol") === "HTTPS"
        ? []
        : [`${title} must attach to an HTTPS listener, and ${which} is not one.`];
}

function hostFaults(title: string, route: KubeObject): readonly string[] {
    const hosts = listAt(route.body, "spec", "hostnames");
    if (isEmpty(hosts)) {
        return [`${title} must name its hosts: set hostnames.`];
    }
    return hosts.every((host) => typeof host === "string" && host !== "" && !host.includes("*"))
        ? []
        : [`${title} must name each of its hosts in full: no wildcard, known at preview.`];
}
