import type { AllowedService } from "../allowances";
import type { RuleContext } from "../engine/context";
import { at, dotted, isEmpty, leaves } from "../engine/read";
import type { Resource } from "../engine/resource";
import { joinVerdicts, judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import { type Path, unknownValue } from "../engine/value";
import { type KubeObject, namespaced, objectsOf, shown } from "../views/kube-object";
import { type Release, releaseOf } from "../views/releases";

/** Nothing but the gateway can be reached from outside the cluster. */
export const serviceNotExposed: ResourceRule = {
    id: "NET-01",
    name: "service-not-exposed",
    description: "Services must be of type ClusterIP; only Traefik's may be a load balancer.",
    clause: { section: "Access Control", line: 366 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Leave the service's type at ClusterIP, without external addresses, and publish it by an " +
        "HTTPRoute on the gateway.",
    scope: "resource",
    judge,
};

function judge(resource: Resource, { allowances }: RuleContext): Verdict {
    const services = objectsOf(resource).filter(
        ({ group, kind }) => group === "core" && kind === "Service",
    );
    const release = releaseOf(resource);
    return joinVerdicts(
        judgeEach(services, (service) => serviceFaults(service, allowances.services)),
        judgeEach(release === undefined ? [] : [release], releaseFaults),
    );
}

function serviceFaults(service: KubeObject, allowed: readonly AllowedService[]): readonly string[] {
    const title = `The service ${namespaced(service)}`;
    const type = at(service.body, "spec", "type");
    const faults: string[] = [];
    const isInternal = type === undefined || type === null || type === "ClusterIP";
    if (!isInternal && !isAllowed(service, allowed)) {
        const now = typeof type === "string" ? shown(type) : "not known at preview";
        faults.push(
            `${title} must be of type ClusterIP, but its type is ${now}. Publish it by an HTTPRoute.`,
        );
    }
    for (const field of ["externalIPs", "externalName"]) {
        if (!isEmpty(at(service.body, "spec", field))) {
            faults.push(`${title} must not set ${field}: publish it by an HTTPRoute.`);
        }
    }
    return faults;
}

function isAllowed(service: KubeObject, allowed: readonly AllowedService[]): boolean {
    return allowed.some(
        ({ namespace, name, type }) =>
            namespace === service.namespace &&
            name === service.name &&
            type === at(service.body, "spec", "type"),
    );
}

function releaseFaults(release: Release): readonly string[] {
    const found = [...leaves(release.values)].filter(([path, value]) => {
        const key = path.findLast((part) => typeof part === "string") ?? "";
        const isType = /^(?:type|serviceType)$/i.test(key) && path.some(isServiceKey);
        return isType
            ? value === unknownValue || isExposingType(value)
            : /^external(?:IPs|Name)$/.test(key) && !isEmpty(value);
    });
    return found.map(
        ([path]) =>
            `The ${release.title} must not expose a service (${dotted(["values", ...path])}): leave it ClusterIP and publish it by an HTTPRoute.`,
    );
}

function isServiceKey(part: Path[number]): boolean {
    return typeof part === "string" && /service|^svc/i.test(part);
}

function isExposingType(value: unknown): boolean {
    return value === "NodePort" || value === "LoadBalancer" || value === "ExternalName";
}
