/** Who took an object for what it claims to be, best first. */
export const judges = ["server", "parser", "schema", "types", "nothing"] as const;
export type Judge = (typeof judges)[number];

/** How one thing was judged. */
export interface Acceptance {
    readonly by: Judge;
    /** Said in the report; necessary where nobody judged. */
    readonly note?: string;
}

/** What became of a release's chart. */
export interface RenderedRelease {
    readonly name: string;
    /** Why the chart could not be had; absent for a release that was installed. */
    readonly missing?: string;
    /** Objects by kind, with who took them. */
    readonly objects: readonly RenderedObject[];
}

export interface RenderedObject {
    readonly kind: string;
    readonly name: string;
    readonly acceptance: Acceptance;
    /** Taken by dry run and not kept, because the server behind it does not run here. */
    readonly kept: boolean;
}

/** What the real servers and parsers said, by resource, by release and by machine. */
export class Ledger {
    private readonly resources = new Map<string, Acceptance>();
    private readonly installed = new Map<string, RenderedRelease>();
    private readonly machines = new Map<string, readonly string[] | undefined>();

    /** Notes how a resource was judged; the last word counts. */
    note(urn: string, acceptance: Acceptance): void {
        this.resources.set(urn, acceptance);
    }

    noteRelease(release: RenderedRelease): void {
        this.installed.set(release.name, release);
    }

    of(urn: string): Acceptance | undefined {
        return this.resources.get(urn);
    }

    /** Notes the kinds of the documents that Talos' strict validation took for one machine, if any. */
    noteMachine(urn: string, kinds: readonly string[] | undefined): void {
        this.machines.set(urn, kinds);
    }

    /** Undefined for a machine whose configuration Talos did not take. */
    documentsOf(urn: string): readonly string[] | undefined {
        return this.machines.get(urn);
    }

    releases(): readonly RenderedRelease[] {
        return [...this.installed.values()];
    }
}
