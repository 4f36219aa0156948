import { gibibytes, type Size } from "../../../catalogue/units";
import { valueAt } from "../../provider/path";
import type { Fields } from "../../provider/value";
import type { GroupKind } from "./kinds";

/**
 * Refuses to shrink what holds data, in the words of the API server for claims and of CloudNativePG's
 * webhook for databases.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/apis/core/validation/validation.go
 * @throws Error as a client gets it.
 */
export function refuseToShrink(kind: GroupKind, id: string, olds: Fields, news: Fields): void {
    const name = id.split("/").at(-1) ?? id;
    if (kind.group === "core" && kind.kind === "PersistentVolumeClaim") {
        const path = ["spec", "resources", "requests", "storage"];
        if (smaller(valueAt(news, path), valueAt(olds, path))) {
            throw new Error(
                `PersistentVolumeClaim "${name}" is invalid: ${path.join(".")}: Forbidden: field can not be less than status.capacity`,
            );
        }
    }
    if (kind.group === "postgresql.cnpg.io" && kind.kind === "Cluster") {
        for (const storage of ["storage", "walStorage"]) {
            const path = ["spec", storage, "size"];
            const [before, after] = [valueAt(olds, path), valueAt(news, path)];
            if (isSize(after) && isSize(before) && smaller(after, before)) {
                throw new Error(
                    `admission webhook "vcluster.cnpg.io" denied the request: Cluster.cluster.cnpg.io "${name}" is invalid: spec.${storage}.size: Invalid value: "${after}": can't shrink existing storage from ${before} to ${after}`,
                );
            }
        }
    }
}

function smaller(after: unknown, before: unknown): boolean {
    return isSize(after) && isSize(before) && gibibytes(after) < gibibytes(before);
}

function isSize(value: unknown): value is Size {
    return typeof value === "string" && /^\d+(\.\d+)?[MGT]i$/.test(value);
}
