import type { RuleContext } from "../engine/context";
import type { Stack } from "../engine/resource";
import { joinVerdicts, judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { objectsIn } from "../views/kube-object";
import { gatewayFaults, routeFaults } from "../views/gateway-routes";
import { ingressFaults, ingressRouteFaults } from "../views/ingresses";
import { redirectFaults } from "../views/traefik-entry-points";
import { traefikReleases } from "../views/releases";

/** Whatever browsers reach, they reach by HTTPS. */
export const routeHttpsOnly: StackRule = {
    id: "TLS-03",
    name: "route-https-only",
    description: "Routes must be reachable by HTTPS only, under explicit host names.",
    clause: { section: "Encryption in Transit", line: 353 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Attach the route to the gateway's HTTPS listener by sectionName, name its hosts, and let " +
        "Traefik redirect its plain entry point to websecure.",
    scope: "stack",
    judge,
};

const gatewayApi = "gateway.networking.k8s.io";
const traefikGroups = ["traefik.io", "traefik.containo.us"];

function judge(stack: Stack, context: RuleContext): Verdict {
    const gateways = objectsIn(stack, gatewayApi, "Gateway");
    const routes = objectsIn(
        stack,
        gatewayApi,
        ...["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"],
    );
    const ingresses = ["networking.k8s.io", "extensions"].flatMap((group) =>
        objectsIn(stack, group, "Ingress"),
    );
    const ingressRoutes = traefikGroups.flatMap((group) =>
        objectsIn(stack, group, "IngressRoute", "IngressRouteTCP", "IngressRouteUDP"),
    );
    return joinVerdicts(
        judgeEach(gateways, gatewayFaults),
        judgeEach(routes, (route) => routeFaults(route, gateways)),
        judgeEach(ingresses, ingressFaults),
        judgeEach(ingressRoutes, ingressRouteFaults),
        judgeEach(traefikReleases(stack, context), redirectFaults),
    );
}
