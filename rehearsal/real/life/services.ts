import type { KubernetesApi, KubernetesObject } from "../../control-plane/api";
import { addressAsked } from "../../stand-ins/kubernetes/status";

interface Service extends KubernetesObject {
    readonly spec: { readonly type?: string };
    readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly object[] } };
}

/** Gives services of type LoadBalancer the address that they ask for, as Cilium does. */
export async function tendServices(api: KubernetesApi): Promise<void> {
    for (const service of (await api.list("v1", "Service")) as Service[]) {
        const ip = addressAsked(service.metadata.annotations ?? {});
        const has = service.status?.loadBalancer?.ingress ?? [];
        if (service.spec.type === "LoadBalancer" && ip !== undefined && has.length === 0) {
            await api.merge(service, { status: { loadBalancer: { ingress: [{ ip }] } } }, "status");
        }
    }
}
