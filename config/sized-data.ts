import type { AnyApp } from "../catalogue/app-spec";
import type { Size } from "../catalogue/units";
import { isDisposable } from "../catalogue/data-asset";

/** A volume that an app's data needs. */
export interface SizedData {
    readonly name: string;
    readonly title: string;
    /** As the app declares it, before the owner's override. */
    readonly size: Size;
    /** Whether it may live on storage that deletes with its claim. */
    readonly disposable: boolean;
}

/** An app's data that has storage of its own: volumes, databases and caches. */
export function sizedData(app: AnyApp): readonly SizedData[] {
    return Object.entries(app.data).flatMap(([name, data]) => {
        if (data.kind !== "volume" && data.kind !== "postgres" && data.kind !== "cache") {
            return [];
        }
        const { classification, backup = "none" } = data;
        const disposable = isDisposable({ classification, backup });
        return [{ name, title: data.title, size: data.size, disposable }];
    });
}
