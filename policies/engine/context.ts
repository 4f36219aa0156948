import { type Allowances, houseAllowances } from "../allowances";
import type { AnyApp, PodSecurity } from "../../catalogue/app-spec";
import type { DataAsset } from "../../catalogue/data-asset";
import { jobPods } from "../../catalogue/pods-of-part";

type PodLabels = Readonly<Record<string, string>>;

/** What rules know beside the stack: the declarations, not the program that acts on them. */
export interface RuleContext {
    readonly assets: readonly DataAsset[];
    find(this: void, assetId: string): DataAsset | undefined;
    /** Pod labels of the workloads and jobs that may mount an asset; `undefined` when no app owns it. */
    mounters(this: void, assetId: string): readonly PodLabels[] | undefined;
    /** Names of the namespaces of which something is declared. */
    readonly namespaces: readonly string[];
    /** Names of the namespaces that apps live in. */
    readonly appNamespaces: readonly string[];
    /** How much the pods of a namespace may do: what its app declares, or the pack's allowances say. */
    podSecurityOf(this: void, namespace: string): PodSecurity;
    /** All that a namespace may enforce: the same, and what its app may need by one of its options. */
    podSecuritiesOf(this: void, namespace: string): readonly PodSecurity[];
    /** Apps that the app of a namespace declares to call; `undefined` when no app lives there. */
    neighbours(this: void, namespace: string): readonly string[] | undefined;
    /** What passes, and why. */
    readonly allowances: Allowances;
    /** Drivers that may make volumes. */
    readonly provisioners: readonly string[];
    /** Last parts of the references of charts that are Traefik. */
    readonly traefikCharts: readonly string[];
}

/** The part of the catalogue that rules read. */
export interface AssetCatalogue {
    readonly assets: readonly DataAsset[];
    find(id: string): DataAsset | undefined;
}

/** Rules' knowledge from the catalogue and the apps it was collected from. */
export function ruleContext(catalogue: AssetCatalogue, apps: readonly AnyApp[]): RuleContext {
    const podSecurityOf = (namespace: string) =>
        apps.find(({ name }) => name === namespace)?.podSecurity ??
        houseAllowances.relaxedNamespaces.find(({ name }) => name === namespace)?.podSecurity ??
        "restricted";
    return {
        assets: catalogue.assets,
        find: (assetId) => catalogue.find(assetId),
        mounters: (assetId) => {
            const app = apps.find((candidate) => candidate.name === ownerOf(assetId));
            return app === undefined ? undefined : mountersIn(app, assetId);
        },
        namespaces: [
            ...houseAllowances.relaxedNamespaces.map(({ name }) => name),
            ...apps.map(({ name }) => name),
        ],
        appNamespaces: apps.map(({ name }) => name),
        podSecurityOf,
        podSecuritiesOf: (namespace) => {
            const { podSecurityExemptions = [] } =
                apps.find(({ name }) => name === namespace) ?? {};
            // An option may also be taken back.
            const byOptions = podSecurityExemptions.flatMap(
                ({ level }) => ["restricted", level] as const,
            );
            return [...new Set([podSecurityOf(namespace), ...byOptions])].sort();
        },
        neighbours: (namespace) =>
            apps
                .find(({ name }) => name === namespace)
                ?.connections.flatMap(({ to }) =>
                    typeof to === "object" && "app" in to ? [to.app] : [],
                ),
        allowances: houseAllowances,
        provisioners: ["csi.proxmox.sinextra.dev"],
        traefikCharts: ["traefik"],
    };
}

function mountersIn(app: AnyApp, assetId: string): readonly PodLabels[] {
    const mountsIt = ({ mounts = [] }: { readonly mounts?: readonly string[] }) =>
        mounts.some((mount) => `${app.name}.${mount}` === assetId);
    return [
        ...Object.values(app.workloads)
            .filter(mountsIt)
            .map(({ podLabels }) => podLabels),
        ...Object.entries(app.jobs ?? {})
            .filter(([, job]) => mountsIt(job))
            .map(([job]) => jobPods(app.name, job)),
    ];
}

/** The app, or `platform`, that an asset belongs to. */
export function ownerOf(assetId: string): string {
    return assetId.split(".", 1)[0] ?? assetId;
}

/** The assets of an owner. */
export function assetsOf(context: RuleContext, owner: string): readonly DataAsset[] {
    return context.assets.filter((asset) => ownerOf(asset.id) === owner);
}
