import type { Registered } from "../engine/outcome";
import { table } from "../report/table";
import { type Acceptance, type Judge, judges, type Ledger, type RenderedRelease } from "./ledger";

/** How many of a kind were accepted, by whom. */
export interface Row {
    readonly kind: string;
    readonly count: Readonly<Record<Judge, number>>;
}

export interface Truth {
    /** The program's resources by type. */
    readonly resources: readonly Row[];
    /** Documents that machines are configured with, by kind. */
    readonly documents: readonly Row[];
    /** Objects that releases consist of, by kind. */
    readonly rendered: readonly Row[];
    readonly releases: readonly RenderedRelease[];
    /** What nobody checked, and why; each reason once. */
    readonly gaps: readonly string[];
}

const configurationApply = "talos:machine/configurationApply:ConfigurationApply";
/** Where Talos' own code reads, makes and validates what is given. */
const readByMachinery = [
    "talos:machine/secrets:Secrets",
    configurationApply,
    "talos:cluster/kubeconfig:Kubeconfig",
    "talos:imageFactory/schematic:Schematic",
];

/**
 * Who accepted each resource that the program registers. Components and providers are left out:
 * they exist in the engine alone.
 */
export function truthOf(registered: readonly Registered[], ledger: Ledger): Truth {
    const judged = registered
        .filter(({ type }) => !/^(homelab|pulumi):/.test(type))
        .map(({ urn, type }) => ({ kind: type, name: nameIn(urn), ...judgeOf(urn, type, ledger) }));
    const documents = registered
        .filter(({ type }) => type === configurationApply)
        .flatMap(({ urn }) => documentsOf(urn, ledger));
    const releases = ledger.releases();
    const rendered = releases.flatMap(({ objects }) =>
        objects.map(({ kind, name, acceptance }) => ({ kind, name, ...acceptance })),
    );
    return {
        resources: rowsOf(judged),
        documents: rowsOf(documents),
        rendered: rowsOf(rendered),
        releases,
        gaps: gapsIn([...judged, ...documents, ...rendered]),
    };
}

/** A machine that Talos refused counts as one document, so that it lowers the share. */
function documentsOf(urn: string, ledger: Ledger): readonly Judged[] {
    const name = nameIn(urn);
    return (
        ledger.documentsOf(urn)?.map((kind) => ({ kind, name, by: "parser" })) ?? [
            { kind: "machine configuration", name, by: "nothing", note: "Talos did not take it" },
        ]
    );
}

function judgeOf(urn: string, type: string, ledger: Ledger): Acceptance {
    const known = ledger.of(urn);
    if (known !== undefined) {
        return known;
    }
    if (type.startsWith("kubernetes:")) {
        return { by: "nothing", note: "it never reached the API server" };
    }
    if (type === configurationApply && ledger.documentsOf(urn) === undefined) {
        return { by: "nothing", note: "Talos did not take it" };
    }
    return { by: readByMachinery.includes(type) ? "parser" : "types" };
}

interface Judged extends Acceptance {
    readonly kind: string;
    readonly name: string;
}

function rowsOf(judged: readonly Judged[]): Row[] {
    const kinds = [...new Set(judged.map(({ kind }) => kind))].sort();
    return kinds.map((kind) => {
        const same = judged.filter((one) => one.kind === kind);
        const count = Object.fromEntries(
            judges.map((judge) => [judge, same.filter(({ by }) => by === judge).length]),
        ) as Record<Judge, number>;
        return { kind, count };
    });
}

function gapsIn(judged: readonly Judged[]): string[] {
    return judged
        .filter(({ by }) => by === "nothing")
        .map(({ kind, name, note }) => `${kind} ${name}: ${note ?? "nobody looked at it"}`)
        .sort();
}

/** How many of some rows there are, and how many of them a real server or parser took. */
export function shareOf(rows: readonly Row[]): { readonly accepted: number; readonly all: number } {
    const sum = (of: readonly Judge[]) =>
        rows.flatMap(({ count }) => of.map((judge) => count[judge])).reduce((a, b) => a + b, 0);
    return { accepted: sum(["server", "parser"]), all: sum(judges) };
}

/** The whole table, its shares and its gaps, as text. */
export function showTruth(truth: Truth): string {
    const { resources, documents, rendered, releases, gaps } = truth;
    const had = releases.filter(({ missing }) => missing === undefined);
    const asTable = (rows: readonly Row[]) =>
        table(
            ["kind", ...judges],
            rows.map(({ kind, count }) => [kind, ...judges.map((judge) => count[judge])]),
        );
    const kubernetes = resources.filter(({ kind }) => kind.startsWith("kubernetes:"));
    const objects = kubernetes.filter(({ kind }) => !kind.endsWith(":Release"));
    const notKept = releases.flatMap(({ objects: all }) => all.filter(({ kept }) => !kept)).length;
    return [
        `Releases rendered: ${had.length} of ${releases.length}`,
        ...missingLines(releases),
        "",
        "What the program registers, by who accepted it",
        "",
        asTable(resources),
        "",
        "What its machines are configured with",
        "",
        asTable(documents),
        "",
        "What its releases consist of",
        "",
        asTable(rendered),
        `  ${notKept} of them by dry run only: they refer to servers that do not run here.`,
        "",
        `The program's own Kubernetes objects: ${shown(shareOf(objects))}`,
        `Talos documents: ${shown(shareOf(documents))}`,
        `Objects of its releases: ${shown(shareOf(rendered))}`,
        `All Kubernetes objects: ${shown(shareOf([...kubernetes, ...rendered]))}`,
        `Everything, by a real server or parser: ${shown(shareOf([...resources, ...documents, ...rendered]))}`,
        "",
        gaps.length === 0 ? "Nothing was left unchecked." : "Not checked:",
        ...gaps.map((gap) => `  - ${gap}`),
    ].join("\n");
}

function missingLines(releases: readonly RenderedRelease[]): string[] {
    return releases.flatMap(({ name, missing }) =>
        missing === undefined ? [] : [`  - not ${name}: ${missing}`],
    );
}

/** Never rounded up: 100 % means all. */
function shown({ accepted, all }: { readonly accepted: number; readonly all: number }): string {
    if (all === 0) {
        return "there are none";
    }
    const percent = Math.floor((accepted / all) * 1000) / 10;
    return `${accepted} of ${all} accepted (${percent} %)`;
}

function nameIn(urn: string): string {
    return urn.split("::").slice(3).join("::");
}
