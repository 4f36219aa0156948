import type { AppData } from "./app-data";
import type { AppSpec } from "./app-spec";
import { isCopied, quiescingJob } from "./backup/quiesced-job";
import type { AssetId, DataAsset } from "./data-asset";

/** Id of an app's data entry: `<app>.<name>`. */
export function assetId(app: string, name: string): AssetId {
    return `${app}.${name}`;
}

/** Id of the credentials the platform makes for a database or cache: `<app>.<name>-credentials`. */
export function credentialsId(app: string, store: string): AssetId {
    return assetId(app, `${store}-credentials`);
}

/**
 * The assets an app declares, in declaration order: id `<app>.<name>`, `storedIn` resolved to an id,
 * backup "none" and personal false where unsaid. Each database and cache brings the asset of its
 * generated credentials with it.
 *
 * @throws Error when `storedIn` names no entry of the app.
 */
export function assetsOf(app: Pick<AppSpec, "name" | "data">): readonly DataAsset[] {
    return Object.entries(app.data).flatMap(([name, data]) => {
        const asset = declared(app, name, data);
        const hasLogin = data.kind === "postgres" || data.kind === "cache";
        return hasLogin ? [asset, credentialsOf(app.name, name, data.title)] : [asset];
    });
}

function declared(
    app: Pick<AppSpec, "name" | "data">,
    name: string,
    data: AppData[string],
): DataAsset {
    const storedIn = "storedIn" in data ? data.storedIn : undefined;
    if (storedIn !== undefined && !Object.hasOwn(app.data, storedIn)) {
        throw new Error(
            `apps/${app.name}: data.${name}.storedIn is "${storedIn}", which is no data of the app: ` +
                `name one of ${Object.keys(app.data).join(", ")}`,
        );
    }
    return {
        id: assetId(app.name, name),
        title: data.title,
        kind: data.kind,
        classification: data.classification,
        backup: data.backup ?? "none",
        retention: data.retention,
        personal: data.personal ?? false,
        ...("size" in data ? { size: data.size } : {}),
        ...(storedIn === undefined ? {} : { storedIn: assetId(app.name, storedIn) }),
        ...("copyOf" in data && data.copyOf !== undefined
            ? { copyOf: assetId(app.name, data.copyOf) }
            : {}),
        ...madeBy(app.name, name, data),
    };
}

function madeBy(app: string, name: string, data: AppData[string]): Pick<DataAsset, "madeBy"> {
    const job = "madeBy" in data ? data.madeBy : isCopied(data) ? quiescingJob(name) : undefined;
    return job === undefined ? {} : { madeBy: `${app}-${job}` };
}

function credentialsOf(app: string, store: string, title: string): DataAsset {
    return {
        id: credentialsId(app, store),
        title: `Login to: ${title}`,
        kind: "secret",
        classification: "credentials",
        // Kept in the encrypted state and sealed in Git, and replaceable on both sides.
        backup: "medium",
        retention: "indefinite",
        personal: false,
    };
}
