import type { AnyApp } from "../../catalogue/app-spec";
import { assetsOf } from "../../catalogue/app-assets";
import { type Gap, gapsOf } from "../../catalogue/backup/gaps";
import { rolesOf } from "../../catalogue/backup/targets";
import type { DataAsset } from "../../catalogue/data-asset";
import { effectiveApp } from "../../catalogue/effective-app";
import { today } from "../../shared/day";
import { pathText, type Problem } from "../problem";
import type { BackupTargetConfig } from "../schema";
import type { Draft } from "../salvage";
import type { Check } from "./check";

const at = ["backup", "targets"];
const escape = `or accept the gap for a time with ${pathText(["backup", "incomplete"])}`;

/** Every target has a use, and what the apps hold has the targets that its priority demands. */
export const backupTargets: Check = (draft, apps) => {
    const targets = targetsOf(draft);
    return targets === undefined
        ? []
        : [
              ...unused(targets),
              ...withoutCloudflare(draft, targets),
              ...sameProvider(targets),
              ...gaps(draft, targets, apps),
          ];
};

/** The targets; `undefined` while one of them is wrong by itself. */
export function targetsOf(draft: Draft): readonly BackupTargetConfig[] | undefined {
    const targets = draft.backup?.targets;
    const whole = targets?.every(
        (target) => target !== undefined && !Object.values<unknown>(target).includes(undefined),
    );
    return whole ? (targets as readonly BackupTargetConfig[]) : undefined;
}

function unused(targets: readonly BackupTargetConfig[]): Problem[] {
    const used = Object.values(rolesOf(targets));
    return targets.flatMap((target, index) =>
        used.includes(target)
            ? []
            : [
                  {
                      path: [...at, index, "name"],
                      value: target.name,
                      message:
                          "has no use. Keep at most two buckets, one rest-server and one Proxmox Backup Server.",
                  },
              ],
    );
}

function withoutCloudflare(draft: Draft, targets: readonly BackupTargetConfig[]): Problem[] {
    const message = `needs an account at Cloudflare. Add ${pathText(["cloudflare"])}, or choose a target of kind s3.`;
    return draft.cloudflare !== undefined
        ? []
        : targets.flatMap(({ kind }, index) =>
              kind === "r2" ? [{ path: [...at, index, "kind"], value: kind, message }] : [],
          );
}

function providerOf(target: BackupTargetConfig): string {
    return target.kind === "s3" ? new URL(target.endpoint).host : target.kind;
}

function sameProvider(targets: readonly BackupTargetConfig[]): Problem[] {
    const { first, second } = rolesOf(targets);
    if (first === undefined || second === undefined || providerOf(first) !== providerOf(second)) {
        return [];
    }
    const message = `is at the same provider as ${first.name}, so one loss takes both. Choose another provider.`;
    return [{ path: [...at, targets.indexOf(second), "name"], value: second.name, message }];
}

function gaps(
    draft: Draft,
    targets: readonly BackupTargetConfig[],
    apps: readonly AnyApp[],
): Problem[] {
    const stores = apps
        .filter(({ name }) => draft.apps?.[name]?.enabled === true)
        .flatMap((app) => assetsOf(effectiveApp(app, draft.apps?.[app.name]?.options ?? {})))
        .filter(({ kind }) => kind === "volume" || kind === "postgres");
    const problems = [...noBucket(targets, stores), ...oneCopy(targets, stores)];
    const accepted = draft.backup?.incomplete?.until;
    if (problems.length === 0 || accepted === undefined) {
        return problems;
    }
    const message = "is over and backups are still not complete. Add targets, or set a later day.";
    return accepted >= today()
        ? []
        : [...problems, { path: ["backup", "incomplete", "until"], value: accepted, message }];
}

/** Whatever has a priority goes to the first bucket. */
function noBucket(
    targets: readonly BackupTargetConfig[],
    stores: readonly DataAsset[],
): readonly Problem[] {
    const kept = lacking("no bucket", targets, stores);
    if (kept.length > 0) {
        return [wanting(targets, `lack a bucket for ${names(kept)}. Add one of kind r2 or s3`)];
    }
    const away = lacking("in the house", targets, stores);
    return away.length > 0
        ? [
              wanting(
                  targets,
                  `are all in the house, and ${names(away)} must outlive it. Add a bucket elsewhere`,
              ),
          ]
        : [];
}

function oneCopy(
    targets: readonly BackupTargetConfig[],
    stores: readonly DataAsset[],
): readonly Problem[] {
    const single = lacking("one place", targets, stores);
    return single.length > 0
        ? [
              wanting(
                  targets,
                  `are too few for critical data: ${names(single)} must lie in two places. Add a bucket of another provider`,
              ),
          ]
        : [];
}

function lacking(
    gap: Gap,
    targets: readonly BackupTargetConfig[],
    stores: readonly DataAsset[],
): readonly DataAsset[] {
    const placed = targets.map((target) => ({
        ...target,
        offsite: target.kind === "r2" || target.offsite,
    }));
    return stores.filter((asset) => gapsOf(asset, placed).includes(gap));
}

function wanting(targets: readonly BackupTargetConfig[], what: string): Problem {
    return { path: at, value: targets, message: `${what}, ${escape}.` };
}

function names(assets: readonly DataAsset[]): string {
    return assets.map(({ id }) => id).join(", ");
}
