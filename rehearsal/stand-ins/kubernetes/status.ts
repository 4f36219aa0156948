import { valueAt } from "../../provider/path";
import { type Fields, text } from "../../provider/value";
import type { GroupKind } from "./kinds";

/** Where Cilium is told which address a service gets. */
const addressAnnotation = "lbipam.cilium.io/ips";

/** What controllers report about an object once all is well, as far as a program reads it. */
export function statusOf({ group, kind }: GroupKind, inputs: Fields): { status?: Fields } {
    switch (`${group}/${kind}`) {
        case "core/Namespace":
            return { status: { phase: "Active" } };
        case "core/PersistentVolumeClaim":
            // Bound with the first pod that mounts it; no pod runs here.
            return { status: { phase: "Pending" } };
        case "core/Service": {
            const address = text(valueAt(inputs, ["metadata", "annotations", addressAnnotation]));
            const loadBalancer: Fields =
                address === undefined ? {} : { ingress: [{ ip: address }] };
            return { status: { loadBalancer } };
        }
        default:
            return {};
    }
}
