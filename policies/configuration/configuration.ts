import { assetKinds, type DataAsset } from "../../catalogue/data-asset";
import { isBackupPriority, isClassification, labelKeys } from "../../catalogue/labels";
import type { Allowances } from "../allowances";
import type { RuleContext } from "../engine/context";
import { at, entriesAt, isFields, isList, listAt, textAt } from "../engine/read";
import type { Value } from "../engine/value";

/** The pack's configuration, of the shape that `configurationSchema` describes. */
export interface PackConfiguration {
    readonly assets?: readonly DataAsset[];
    readonly mounters?: readonly {
        readonly asset: string;
        readonly podLabels: Readonly<Record<string, string>>;
    }[];
    readonly labels?: Partial<Record<keyof typeof labelKeys, string>>;
    readonly provisioners?: readonly string[];
    readonly traefikCharts?: readonly string[];
    readonly secrets?: Allowances["secrets"];
    readonly services?: Allowances["services"];
    readonly roles?: Allowances["roles"];
    readonly openNamespaces?: Allowances["openNamespaces"];
    readonly relaxedNamespaces?: Allowances["relaxedNamespaces"];
    readonly exemptions?: Value;
}

/** What every entry of a section must be. */
const entries: Readonly<Record<string, (item: Value) => boolean>> = {
    assets: (item) =>
        hasTexts(item, "id", "title") &&
        (assetKinds as readonly Value[]).includes(at(item, "kind")) &&
        isClassification(at(item, "classification")) &&
        isBackupPriority(at(item, "backup")),
    mounters: (item) =>
        hasTexts(item, "asset") &&
        isFields(at(item, "podLabels")) &&
        entriesAt(item, "podLabels").every(([, value]) => typeof value === "string"),
    provisioners: (item) => typeof item === "string",
    traefikCharts: (item) => typeof item === "string",
    secrets: (item) =>
        hasTexts(item, "namespace", "type") &&
        listAt(item, "label").length === 2 &&
        listAt(item, "label").every((part) => typeof part === "string"),
    services: (item) => hasTexts(item, "namespace", "name") && at(item, "type") === "LoadBalancer",
    roles: (item) =>
        listAt(item, "names").length > 0 &&
        listAt(item, "names").every((name) => typeof name === "string") &&
        ["string", "undefined"].includes(typeof at(item, "namespace")) &&
        ["boolean", "undefined"].includes(typeof at(item, "wildcards")),
    openNamespaces: (item) => hasTexts(item, "name"),
    relaxedNamespaces: (item) =>
        hasTexts(item, "name") &&
        ["baseline", "privileged"].includes(textAt(item, "podSecurity") ?? ""),
};

/**
 * Reads what CrossGuard hands out as configuration. Pulumi has held it against the schema; a section
 * that has another shape all the same counts as not given, and rules judge by the house's own.
 */
export function readConfiguration(source: Value): PackConfiguration {
    const given = Object.entries(entries).flatMap(([key, isEntry]) => {
        const section = at(source, key);
        return isList(section) && section.every(isEntry) ? [[key, section] as const] : [];
    });
    const labels = at(source, "labels");
    return {
        ...(Object.fromEntries(given) as PackConfiguration),
        ...(isFields(labels) && { labels: readLabels(labels) }),
        ...(at(source, "exemptions") !== undefined && { exemptions: at(source, "exemptions") }),
    };
}

function hasTexts(item: Value, ...keys: readonly string[]): boolean {
    return keys.every((key) => textAt(item, key) !== undefined);
}

function readLabels(source: Value): PackConfiguration["labels"] {
    return Object.fromEntries(
        Object.keys(labelKeys).flatMap((key) => {
            const text = textAt(source, key);
            return text === undefined ? [] : [[key, text]];
        }),
    );
}

/** What rules know once the configuration has had its say. */
export function configured(context: RuleContext, configuration: PackConfiguration): RuleContext {
    const { assets, mounters, provisioners, traefikCharts } = configuration;
    const { secrets, services, roles, openNamespaces, relaxedNamespaces } = configuration;
    const own = context.allowances;
    const relaxed = relaxedNamespaces ?? own.relaxedNamespaces;
    const declared = (namespace: string) =>
        relaxed.find(({ name }) => name === namespace)?.podSecurity ?? "restricted";
    return {
        ...context,
        ...(assets && {
            assets: assets.map((asset) => ({
                ...{ retention: "indefinite" as const, personal: false },
                ...asset,
            })),
            find: (id: string) => assets.find((asset) => asset.id === id),
            // Nothing of the house's apps holds for other data.
            mounters: () => undefined,
            neighbours: () => undefined,
        }),
        ...(mounters && {
            mounters: (id: string) => {
                const found = mounters.filter(({ asset }) => asset === id);
                return found.length === 0 ? undefined : found.map(({ podLabels }) => podLabels);
            },
        }),
        ...(relaxedNamespaces && {
            namespaces: relaxed.map(({ name }) => name),
            podSecurityOf: declared,
            podSecuritiesOf: (namespace: string) => [declared(namespace)],
        }),
        ...(provisioners && { provisioners }),
        ...(traefikCharts && { traefikCharts }),
        allowances: {
            ...own,
            secrets: secrets ?? own.secrets,
            services: services ?? own.services,
            roles: roles ?? own.roles,
            openNamespaces: openNamespaces ?? own.openNamespaces,
            relaxedNamespaces: relaxed,
        },
    };
}
