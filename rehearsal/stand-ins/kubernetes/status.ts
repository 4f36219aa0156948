import { valueAt } from "../../provider/path";
import { type Fields, fieldsOf } from "../../provider/value";
import type { GroupKind } from "./kinds";

/** The address that a service is to get, where Cilium is told which. */
export function addressAsked(annotations: Readonly<Record<string, unknown>>): string | undefined {
    const asked = annotations["lbipam.cilium.io/ips"];
    return typeof asked === "string" ? asked : undefined;
}

/** What controllers report about an object once all is well, as far as a program reads it. */
export function statusOf({ group, kind }: GroupKind, inputs: Fields): { status?: Fields } {
    switch (`${group}/${kind}`) {
        case "core/Namespace":
            return { status: { phase: "Active" } };
        case "core/PersistentVolumeClaim":
            // Bound with the first pod that mounts it; no pod runs here.
            return { status: { phase: "Pending" } };
        case "core/Service": {
            const address = addressAsked(fieldsOf(valueAt(inputs, ["metadata", "annotations"])));
            const loadBalancer: Fields =
                address === undefined ? {} : { ingress: [{ ip: address }] };
            return { status: { loadBalancer } };
        }
        default:
            return {};
    }
}
