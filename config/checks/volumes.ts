import type { AnyApp } from "../../catalogue/app-spec";
import { effectiveApp } from "../../catalogue/effective-app";
import { gibibytes, type Size } from "../../catalogue/units";
import type { ConfigPath } from "../problem";
import type { Draft } from "../salvage";
import { type SizedData, sizedData } from "../sized-data";

/** A volume that the configuration asks for. */
export interface Volume {
    readonly path: ConfigPath;
    /** `<app>.<data>`, or what it is for. */
    readonly title: string;
    readonly size: Size;
    readonly gib: number;
    readonly pool: string | undefined;
}

/** The volumes of all apps that are on, with the owner's sizes, and the pool each is put in; last, the image cache. */
export function volumesOf(draft: Draft, apps: readonly AnyApp[]): readonly Volume[] {
    return [...appVolumes(draft, apps), ...imageCache(draft)];
}

/** The pool of an app's data: the one that is named for it, else the one of its purpose. */
export function volumePool(draft: Draft, app: string, data: SizedData): string | undefined {
    const purpose = data.disposable ? "disposablePool" : "encryptedPool";
    return draft.apps?.[app]?.pools?.[data.name] ?? draft.storage?.[purpose];
}

function imageCache({ storage }: Draft): Volume[] {
    const { size, pool } = storage?.imageCache ?? {};
    return size === undefined
        ? []
        : [
              {
                  path: ["storage", "imageCache", "size"],
                  title: "of the image cache",
                  size,
                  gib: gibibytes(size),
                  pool,
              },
          ];
}

function appVolumes(draft: Draft, apps: readonly AnyApp[]): Volume[] {
    return apps
        .filter((app) => draft.apps?.[app.name]?.enabled === true)
        .flatMap((app) =>
            sizedData(effectiveApp(app, draft.apps?.[app.name]?.options ?? {})).flatMap((data) => {
                const size = draft.apps?.[app.name]?.sizes?.[data.name] ?? data.size;
                // Each server of a database has a volume of its own.
                const instances = draft.apps?.[app.name]?.databases?.[data.name]?.instances ?? 1;
                return Array.from({ length: instances }, () => ({
                    path: ["apps", app.name, "sizes", data.name],
                    title: `${app.name}.${data.name}`,
                    size,
                    gib: gibibytes(size),
                    pool: volumePool(draft, app.name, data),
                }));
            }),
        );
}
