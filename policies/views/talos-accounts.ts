import { listAt } from "../engine/read";
import type { Resource, Stack } from "../engine/resource";
import type { Value } from "../engine/value";
import { namespaced, objectsIn } from "./kube-object";

/** An account with which pods speak to Talos. */
export interface TalosAccount {
    readonly resource: Resource;
    /** `Talos account talos-backup/talos-backup`; for messages. */
    readonly title: string;
    readonly roles: readonly Value[];
}

/** The accounts that Talos makes for pods. */
export function talosAccounts(stack: Stack): readonly TalosAccount[] {
    return objectsIn(stack, "talos.dev", "ServiceAccount").map((object) => ({
        resource: object.resource,
        title: `Talos account ${namespaced(object)}`,
        roles: listAt(object.body, "spec", "roles"),
    }));
}
