import { z } from "zod";
import type { DataAsset } from "../catalogue/data-asset";
import { labelKeys } from "../catalogue/labels";
import { table } from "../rehearsal/report/table";

const volume = z.object({
    metadata: z.object({ name: z.string() }),
    spec: z.object({
        capacity: z.object({ storage: z.string() }),
        storageClassName: z.string().default(""),
        persistentVolumeReclaimPolicy: z.string().default("Delete"),
        claimRef: z.object({ name: z.string(), namespace: z.string() }).optional(),
        csi: z.object({ volumeHandle: z.string() }).optional(),
    }),
    status: z.object({ phase: z.string() }).default({ phase: "" }),
});
const claim = z.object({
    metadata: z.object({
        name: z.string(),
        namespace: z.string(),
        labels: z.record(z.string(), z.string()).default({}),
    }),
});
const pod = z.object({
    metadata: z.object({ namespace: z.string() }),
    spec: z.object({
        volumes: z
            .array(
                z.object({
                    persistentVolumeClaim: z.object({ claimName: z.string() }).optional(),
                }),
            )
            .default([]),
    }),
});
const list = z.object({ items: z.array(z.looseObject({ kind: z.string() })) });

/** A volume that nothing uses. */
export interface UnusedVolume {
    readonly volume: string;
    /** `released`: its claim is gone. `unmounted`: it has a claim that no pod mounts. */
    readonly why: "released" | "unmounted";
    /** `namespace/name` of its claim, the last one if that is gone. */
    readonly claim: string;
    readonly size: string;
    readonly storageClass: string;
    /** Its disk on Proxmox, `<pool>/<disk>` at the end; empty where it has none. */
    readonly disk: string;
    /** What the catalogue says of the data; unknown where claim and label are gone. */
    readonly asset: DataAsset | undefined;
}

/**
 * Volumes that take room and serve nothing, in what `kubectl get pv,pvc,pods -A -o json` prints.
 *
 * @param assets all that the catalogue knows, to say what would be lost.
 * @throws Error when it is no such list.
 */
export function unusedVolumes(kubectl: unknown, assets: readonly DataAsset[]): UnusedVolume[] {
    const parsed = list.safeParse(kubectl);
    if (!parsed.success) {
        throw new Error(
            "This is no list of objects. Pipe in `kubectl get pv,pvc,pods -A -o json`.",
        );
    }
    const { items } = parsed.data;
    const volumes = ofKind(items, "PersistentVolume", volume);
    const claims = ofKind(items, "PersistentVolumeClaim", claim);
    const mounted = new Set(
        ofKind(items, "Pod", pod).flatMap(({ metadata, spec }) =>
            spec.volumes.map(
                ({ persistentVolumeClaim }) =>
                    `${metadata.namespace}/${persistentVolumeClaim?.claimName ?? ""}`,
            ),
        ),
    );
    return volumes.flatMap(({ metadata, spec, status }) => {
        const { namespace = "", name = "" } = spec.claimRef ?? {};
        const title = `${namespace}/${name}`;
        const released = status.phase !== "Bound";
        if (!released && mounted.has(title)) {
            return [];
        }
        const label = claims.find(
            (one) => one.metadata.namespace === namespace && one.metadata.name === name,
        )?.metadata.labels[labelKeys.asset];
        return [
            {
                volume: metadata.name,
                why: released ? "released" : "unmounted",
                claim: spec.claimRef === undefined ? "" : title,
                size: spec.capacity.storage,
                storageClass: spec.storageClassName,
                disk: spec.csi?.volumeHandle ?? "",
                asset: assets.find(({ id }) => id === (label ?? assetOfClaim(namespace, name))),
            } satisfies UnusedVolume,
        ];
    });
}

/**
 * Claims are named `<app>-<data>`, those of databases with a number behind, so the name still says
 * whose data it was.
 */
function assetOfClaim(namespace: string, name: string): string {
    return name.startsWith(`${namespace}-`)
        ? `${namespace}.${name.slice(namespace.length + 1).replace(/-\d+$/, "")}`
        : "";
}

function ofKind<T>(
    items: readonly { readonly kind: string }[],
    kind: string,
    shape: z.ZodType<T>,
): T[] {
    return items
        .filter((item) => item.kind === kind)
        .map((item) => {
            const parsed = shape.safeParse(item);
            if (!parsed.success) {
                throw new Error(`A ${kind} cannot be read:\n${z.prettifyError(parsed.error)}`);
            }
            return parsed.data;
        });
}

/** The list for a person: what lies there, and what deleting it would lose. */
export function unusedReport(unused: readonly UnusedVolume[]): string {
    if (unused.length === 0) {
        return "Every volume is claimed and mounted.";
    }
    const rows = unused.map((one) => [
        one.volume,
        one.why,
        one.claim,
        one.size,
        one.storageClass,
        lossOf(one.asset),
    ]);
    const disks = unused
        .filter(({ why }) => why === "released")
        .map(
            ({ volume: name, disk }) => `  kubectl delete pv ${name}   # then, on Proxmox: ${disk}`,
        );
    return [
        table(["volume", "state", "claim", "size", "class", "deleting it loses"], rows),
        ...(disks.length > 0
            ? ["", "A released volume is kept until you delete it, disk and all:", ...disks]
            : []),
    ].join("\n");
}

function lossOf(asset: DataAsset | undefined): string {
    if (asset === undefined) {
        return "unknown: look into it first";
    }
    const { title, classification, backup } = asset;
    return backup === "none"
        ? `${title}; nothing that cannot be had again`
        : `${title} (${classification}, backup ${backup}); check a restore first`;
}
