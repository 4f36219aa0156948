import { exemptionOf, holds } from "../../catalogue/backup/exemptions";
import type { DataAsset } from "../../catalogue/data-asset";

/** One sentence for each reason to keep no backup that has run out while data still rests on it. */
export function endedBackupExemptions(
    assets: readonly DataAsset[],
    today: string,
): readonly string[] {
    const resting = new Map<string, { readonly until: string; readonly assets: string[] }>();
    for (const asset of assets) {
        const exemption = exemptionOf(asset);
        if (exemption !== undefined && !holds(exemption, today)) {
            const entry = resting.get(exemption.name) ?? { until: exemption.until, assets: [] };
            entry.assets.push(asset.id);
            resting.set(exemption.name, entry);
        }
    }
    return [...resting].map(
        ([name, { until, assets: resters }]) =>
            `The exemption from backups ${name} must be looked at again: it ended on ${until}, and ` +
            `${resters.join(", ")} have no backup but for it. Decide anew in ` +
            "catalogue/backup/exemptions.ts, or give them a backup priority.",
    );
}
