import { absentOr, all, any, empty, oneOf } from "../conditions/condition";
import { type ObjectRule, objectRule } from "../conditions/object-rule";
import { at, dotted, isAbsent, isEmpty, leaves, listAt } from "../engine/read";
import type { RuleContext } from "../engine/context";
import { joinVerdicts, judgeEach } from "../engine/rule";
import { type Path, unknownValue, type Value } from "../engine/value";
import { type KubeObject, namespaced, objectsOf } from "../views/kube-object";
import { type Release, releaseOf } from "../views/releases";

const services = objectRule({
    id: "NET-01",
    name: "service-not-exposed",
    description: "Services must be of type ClusterIP; only Traefik's may be a load balancer.",
    clause: { section: "Access Control", line: 366 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Leave the service's type at ClusterIP, without external addresses, and publish it by an " +
        "HTTPRoute on the gateway.",
    subjects: [{ group: "core", version: "v1", kind: "Service", plural: "services" }],
    requirements: ({ allowances }) => [
        {
            must: any(
                absentOr("spec.type", "ClusterIP"),
                ...allowances.services.map(({ namespace, name, type }) =>
                    all(
                        oneOf("metadata.namespace", namespace),
                        oneOf("metadata.name", name),
                        oneOf("spec.type", type),
                    ),
                ),
            ),
            says: "be of type ClusterIP: publish it by an HTTPRoute",
        },
        ...["externalIPs", "externalName"].map((field) => ({
            must: empty(["spec", field]),
            says: `not set ${field}: publish it by an HTTPRoute`,
        })),
    ],
});

/** Nothing but the gateway can be reached from outside the cluster. */
export const serviceNotExposed: ObjectRule = {
    ...services,
    judge: (resource, context) => {
        const release = releaseOf(resource);
        return joinVerdicts(
            services.judge(resource, context),
            judgeEach(objectsOf(resource).filter(makesServices), operatorFaults),
            judgeEach(release === undefined ? [] : [release], (one) =>
                releaseFaults(one, context.allowances.services),
            ),
        );
    },
};

function makesServices({ group, kind }: KubeObject): boolean {
    return group === "postgresql.cnpg.io" && (kind === "Cluster" || kind === "Pooler");
}

/** Services that the operator of databases makes, from a template in its own objects. */
function operatorFaults(object: KubeObject): readonly string[] {
    const templates: readonly Value[] = [
        at(object.body, "spec", "serviceTemplate"),
        ...listAt(object.body, "spec", "managed", "services", "additional").map((each) =>
            at(each, "serviceTemplate"),
        ),
    ];
    const isExposed = templates.some((template) => {
        const type = at(template, "spec", "type");
        return (
            !(isAbsent(type) || type === "ClusterIP") ||
            ["externalIPs", "externalName"].some((field) => !isEmpty(at(template, "spec", field)))
        );
    });
    return isExposed
        ? [
              `The ${object.kind} ${namespaced(object)} must have services of type ClusterIP only, without external addresses.`,
          ]
        : [];
}

function releaseFaults(
    release: Release,
    allowed: RuleContext["allowances"]["services"],
): readonly string[] {
    // A chart that is installed under the name of an allowed Service makes that one.
    const own = allowed.filter(
        ({ namespace, name }) => namespace === release.namespace && name === release.name,
    );
    const found = [...leaves(release.values)].filter(([path, value]) => {
        const key = path.findLast((part) => typeof part === "string") ?? "";
        const isType = /^(?:type|serviceType)$/i.test(key) && path.some(isServiceKey);
        return isType
            ? value === unknownValue ||
                  (isExposingType(value) && !own.some(({ type }) => type === value))
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
