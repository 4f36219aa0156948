import { at, isFields, listAt, textAt } from "../engine/read";
import type { Value } from "../engine/value";
import { type KubeObject, namespaced } from "./kube-object";

const entryPointsKey = "traefik.ingress.kubernetes.io/router.entrypoints";

/** What keeps an Ingress from being HTTPS only. */
export function ingressFaults(ingress: KubeObject): readonly string[] {
    const title = `The ingress ${namespaced(ingress)}`;
    const faults: string[] = [];
    if (at(ingress.body, "metadata", "annotations", entryPointsKey) !== "websecure") {
        faults.push(
            `${title} must listen on websecure only: set the annotation ${entryPointsKey}.`,
        );
    }
    const secured = listAt(ingress.body, "spec", "tls").flatMap((tls) => listAt(tls, "hosts"));
    const hosts = listAt(ingress.body, "spec", "rules").map((rule) => textAt(rule, "host"));
    if (secured.length === 0) {
        faults.push(`${title} must have TLS: set spec.tls with its hosts.`);
    } else if (!hosts.every((host) => secured.includes(host))) {
        faults.push(`${title} must list each of its hosts under spec.tls.`);
    }
    if (!hosts.every((host) => host !== undefined && !host.includes("*"))) {
        faults.push(`${title} must name each of its hosts in full: no wildcard, known at preview.`);
    }
    const fallback = at(ingress.body, "spec", "defaultBackend");
    if (fallback !== undefined && fallback !== null) {
        faults.push(`${title} must not have a default backend, which answers for every host.`);
    }
    return faults;
}

/** What keeps one of Traefik's own routes from being HTTPS only. */
export function ingressRouteFaults(route: KubeObject): readonly string[] {
    const title = `The ${route.kind} ${namespaced(route)}`;
    if (route.kind === "IngressRouteUDP") {
        return [`${title} must not exist: UDP has no TLS. Use an HTTPRoute.`];
    }
    const faults: string[] = [];
    const entryPoints = listAt(route.body, "spec", "entryPoints");
    if (entryPoints.length !== 1 || entryPoints[0] !== "websecure") {
        faults.push(`${title} must listen on websecure only: set entryPoints.`);
    }
    const tls = at(route.body, "spec", "tls");
    if (!isFields(tls) || at(tls, "passthrough") === true) {
        faults.push(`${title} must end TLS here: set tls, without passthrough.`);
    }
    if (!listAt(route.body, "spec", "routes").every((each) => namesItsHosts(at(each, "match")))) {
        faults.push(`${title} must name each of its hosts in full: no wildcard, known at preview.`);
    }
    return faults;
}

function namesItsHosts(match: Value): boolean {
    return (
        typeof match === "string" &&
        /Host(?:SNI)?\(/.test(match) &&
        !/HostRegexp\(|HostSNIRegexp\(|Host(?:SNI)?\([^)]*\*/.test(match)
    );
}
