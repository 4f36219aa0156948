import { at, isEmpty, listAt, textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { type BackupTarget, liesAt, targetOf } from "./backup-targets";
import { type KubeObject, namespaced, objectsIn } from "./kube-object";
import { once } from "./once";

/** Name under which CloudNativePG knows the plugin that archives. */
export const archivePluginName = "barman-cloud.cloudnative-pg.io";

/** Where the archives of databases lie. */
export function objectStores(stack: Stack): readonly KubeObject[] {
    return objectsIn(stack, "barmancloud.cnpg.io", "ObjectStore");
}

const storesByName = once((stack: Stack) => byName(objectStores(stack)));
const databasesByName = once((stack: Stack) =>
    byName(objectsIn(stack, "postgresql.cnpg.io", "Cluster")),
);

function byName(objects: readonly KubeObject[]): ReadonlyMap<string, KubeObject> {
    return new Map(objects.map((object) => [namespaced(object), object]));
}

/** The store that a database archives its changes into, through the plugin. */
export function archiveStore(
    { namespace, body }: Pick<KubeObject, "namespace" | "body">,
    stack: Stack,
): KubeObject | undefined {
    const plugin = listAt(body, "spec", "plugins").find(
        (each) =>
            at(each, "name") === archivePluginName &&
            at(each, "enabled") !== false &&
            at(each, "isWALArchiver") === true,
    );
    const name = textAt(plugin, "parameters", "barmanObjectName");
    // By this annotation the operator archives nothing, whatever its plugins say.
    const isSkipped = !isEmpty(at(body, "metadata", "annotations", "cnpg.io/skipWalArchiving"));
    return name === undefined || isSkipped
        ? undefined
        : storesByName(stack).get(namespaced({ namespace, name }));
}

/** The declared target that a database's archive lies at; `undefined` for any other place. */
export function archiveTarget(
    namespace: string,
    cluster: string | undefined,
    stack: Stack,
): BackupTarget | undefined {
    const database = databasesByName(stack).get(namespaced({ namespace, name: cluster ?? "" }));
    const store = database && archiveStore(database, stack);
    const target = store && targetOf(store, stack);
    return target && liesAt(target, textAt(store.body, "spec", "configuration", "endpointURL"))
        ? target
        : undefined;
}
