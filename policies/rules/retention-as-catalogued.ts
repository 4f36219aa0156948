import { keptDays, tiersOf, type Keep } from "../../catalogue/backup/levels";
import { planOf } from "../../catalogue/backup/plan";
import type { RuleContext } from "../engine/context";
import { at, entriesAt, isEmpty, textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { joinVerdicts, judgeEach, type StackRule, type Verdict } from "../engine/rule";
import type { Value } from "../engine/value";
import { copiersOf, replicationSources } from "../views/backups";
import { objectStores } from "../views/database-archives";
import { expiries, expiryFaults } from "../views/bucket-expiries";
import { assetOf } from "../views/data";
import { type KubeObject, namespaced } from "../views/kube-object";
import { ownedHolders, type OwnedHolder } from "../views/owned-holders";
import { claims } from "../views/volumes";

/** Copies that go too early restore nothing; copies that stay too long keep what was to be gone. */
export const retentionAsCatalogued: StackRule = {
    id: "RET-01",
    name: "retention-as-catalogued",
    description:
        "Backups must be kept as long as the catalogue demands of their data, and no longer.",
    clause: { section: "Data Retention", line: 319 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Derive what is kept from the catalogue's priority and retention (catalogue/backup/plan.ts); " +
        "to keep more or less, change the asset there.",
    scope: "stack",
    judge,
};

function judge(stack: Stack, context: RuleContext): Verdict {
    const volumes = ownedHolders(stack, context).filter(({ holder }) => holder.sort !== "database");
    return joinVerdicts(
        judgeEach(volumes, (volume) => veleroFaults(volume, stack, context)),
        judgeEach(replicationSources(stack), (source) => resticFaults(source, stack, context)),
        judgeEach(objectStores(stack), (store) => windowFaults(store, context)),
        judgeEach(expiries(stack), (expiry) => expiryFaults(expiry, context)),
    );
}

/** The oldest copy of a namespace has to be as old as the most demanding of its data wants it. */
function veleroFaults({ holder, asset }: OwnedHolder, stack: Stack, context: RuleContext) {
    const schedules = copiersOf(holder, stack).filter(({ method }) => method === "velero");
    const ages = schedules.flatMap(
        ({ object }) => daysIn(at(object.body, "spec", "template", "ttl")) ?? [],
    );
    const wanted = keptDays(planOf(asset, context.assets).keep);
    const title = `The ${holder.title} holds ${asset.id}, whose copies must`;
    const oldest = Math.max(...ages, 0);
    if (schedules.length > 0 && oldest < wanted) {
        return [
            `${title} be kept ${String(wanted)} days, but Velero keeps none of them longer than ${String(Math.floor(oldest))}: set ttl.`,
        ];
    }
    const most = /^(\d+) days$/.exec(asset.retention)?.[1];
    return most !== undefined && oldest > Number(most)
        ? [
              `${title} be gone after ${most} days, but Velero keeps one for ${String(Math.floor(oldest))}.`,
          ]
        : [];
}

/** What Velero takes when a schedule says nothing, in days. */
const usual = 30;

/** `336h0m0s` in days; `undefined` for a form that is none of ours. */
function daysIn(ttl: Value): number | undefined {
    const hours = typeof ttl === "string" ? /^(\d+)h(?:0m)?(?:0s)?$/.exec(ttl)?.[1] : undefined;
    return isEmpty(ttl) ? usual : hours === undefined ? undefined : Number(hours) / 24;
}

function resticFaults(source: KubeObject, stack: Stack, context: RuleContext): readonly string[] {
    const asset = assetOf(source.body, context);
    const title = `The replication source ${namespaced(source)}`;
    if (asset === undefined) {
        return [`${title} must name by its label data.homelab/asset what it copies.`];
    }
    const claim = textAt(source.body, "spec", "sourcePVC");
    const copied = claims(stack)
        .filter(({ namespace, name }) => namespace === source.namespace && name === claim)
        .map(({ labelled }) => assetOf(labelled, context));
    if (copied.some((other) => other !== undefined && other.id !== asset.id)) {
        return [`${title} must have the label data.homelab/asset of the claim that it copies.`];
    }
    const { keep } = planOf(asset, context.assets);
    const tiers = tiersOf(keep);
    const retain = at(source.body, "spec", "restic", "retain");
    const extra = entriesAt(retain).filter(([tier]) => !tiers.includes(tier as keyof Keep));
    const wrong = tiers.filter((tier) => Number(textOrNumber(at(retain, tier))) !== keep[tier]);
    return wrong.length === 0 && extra.length === 0
        ? []
        : [
              `${title} must keep of ${asset.id} ${tiers.map((tier) => `${String(keep[tier])} ${tier}`).join(", ") || "nothing"} and nothing else: correct restic.retain.`,
          ];
}

function textOrNumber(value: Value): string | number | undefined {
    return typeof value === "string" || typeof value === "number" ? value : undefined;
}

function windowFaults(store: KubeObject, context: RuleContext): readonly string[] {
    const asset = assetOf(store.body, context);
    const title = `The object store ${namespaced(store)}`;
    if (asset === undefined) {
        return [`${title} must name by its label data.homelab/asset what it takes.`];
    }
    const { windowDays } = planOf(asset, context.assets);
    return textAt(store.body, "spec", "retentionPolicy") === `${String(windowDays)}d`
        ? []
        : [
              `${title} must let ${asset.id} be taken back to any moment of ${String(windowDays)} days: set retentionPolicy to ${String(windowDays)}d.`,
          ];
}
