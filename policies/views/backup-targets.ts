import { type Gap, gapsOf, type PlacedTarget } from "../../catalogue/backup/gaps";
import type { DataAsset } from "../../catalogue/data-asset";
import { labelKeys } from "../../catalogue/labels";
import { once } from "./once";
import { at, listAt, textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { notApplicable, type Verdict } from "../engine/rule";
import { type KubeObject, labelOf } from "./kube-object";

/** A place that copies go to, as the configuration declares it. */
export interface BackupTarget {
    readonly name: string;
    readonly kind: string | undefined;
    /** Host of its address, where the configuration says one. */
    readonly host: string | undefined;
    /** Survives the loss of the house. */
    readonly offsite: boolean;
}

/** What the component that all copies are part of says of the configuration. */
export interface BackupFacts {
    readonly targets: ReadonlyMap<string, BackupTarget>;
    /**
     * Until when the owner accepts that data lacks copies, and why, in their own words; the
     * configuration is refused afterwards.
     */
    readonly accepted: { readonly until: string; readonly reason: string } | undefined;
}

/** The component that all copies are part of; it says what the configuration has of them. */
export const backupToken = "homelab:platform:Backup";

/** The declared targets, and whether gaps are accepted. */
export const backupFacts = once((stack: Stack): BackupFacts => {
    const components = stack.resources.filter(({ type }) => type === backupToken);
    const targets = components
        .flatMap(({ props }) => listAt(props, "targets"))
        .map((target) => ({
            name: textAt(target, "name") ?? "",
            kind: textAt(target, "kind"),
            host: textAt(target, "host"),
            offsite: at(target, "offsite") === true,
        }));
    const [accepted] = components.flatMap(({ props }) => {
        const until = textAt(props, "incomplete", "until");
        const reason = textAt(props, "incomplete", "reason") ?? "no reason given";
        return until === undefined ? [] : [{ until, reason }];
    });
    return { targets: new Map(targets.map((target) => [target.name, target])), accepted };
});

/**
 * Whether the owner accepts for a time that an asset is not copied as its priority demands, because
 * the declared targets cannot give that; what they can give is still demanded.
 *
 * @param gaps those that keep the rule from being fulfilled. @default any
 */
export function isAccepted(
    asset: Pick<DataAsset, "kind" | "backup">,
    stack: Stack,
    gaps?: readonly Gap[],
): boolean {
    return acceptedGaps(asset, stack).some((gap) => gaps === undefined || gaps.includes(gap));
}

/** What the declared targets cannot give an asset, as far as the owner accepts it for a time. */
export function acceptedGaps(
    asset: Pick<DataAsset, "kind" | "backup">,
    stack: Stack,
): readonly Gap[] {
    const { accepted, targets } = backupFacts(stack);
    return accepted === undefined ? [] : gapsOf(asset, [...targets.values()].filter(isPlaced));
}

const kinds: readonly (string | undefined)[] = [
    "s3",
    "r2",
    "rest-server",
    "proxmox-backup-server",
] satisfies readonly PlacedTarget["kind"][];

function isPlaced(target: BackupTarget): target is BackupTarget & PlacedTarget {
    return kinds.includes(target.kind);
}

/** The verdict; where nothing is left to judge because gaps are accepted, it says so. */
export function saidOfGaps(verdict: Verdict, stack: Stack): Verdict {
    return verdict.judged.length > 0 || backupFacts(stack).accepted === undefined
        ? verdict
        : notApplicable("Missing copies are accepted for a time by homelab:backup.incomplete.");
}

/** The target that an object says it writes to; `undefined` when nobody declared it. */
export function targetOf(object: KubeObject, stack: Stack): BackupTarget | undefined {
    const name = labelOf(object.body, labelKeys.backupTarget);
    return name === undefined ? undefined : backupFacts(stack).targets.get(name);
}

/** Whether an address is the one of a target that declares one. */
export function liesAt(target: BackupTarget, address: string | undefined): boolean {
    return target.host === undefined || hostIn(address) === target.host;
}

function hostIn(address: string | undefined): string | undefined {
    return address === undefined || !URL.canParse(address) ? undefined : new URL(address).hostname;
}
