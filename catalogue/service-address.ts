/**
 * The name under which the cluster's DNS knows a service: `<service>.<namespace>.svc.cluster.local`,
 * as in the seed's section "Inter-Service Communication".
 */
export function serviceAddress(service: string, namespace: string): string {
    return `${service}.${namespace}.svc.cluster.local`;
}
