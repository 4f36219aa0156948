import type { ConfigPath } from "../problem";
import type { Draft } from "../salvage";

export type Purpose = "disposablePool" | "encryptedPool" | "imagePool" | "imageCache";

/** What pools are for, and the pool that the owner chose for each. */
export function purposesOf({ storage }: Draft): readonly {
    readonly purpose: Purpose;
    readonly path: ConfigPath;
    readonly pool: string | undefined;
}[] {
    const plain = (["disposablePool", "encryptedPool", "imagePool"] as const).map((purpose) => ({
        purpose,
        path: ["storage", purpose],
        pool: storage?.[purpose],
    }));
    const cache = { path: ["storage", "imageCache", "pool"], pool: storage?.imageCache?.pool };
    return [...plain, { purpose: "imageCache", ...cache }];
}
