import type { Datacenter } from "../datacenter/datacenter";
import { type Difference, differences } from "./difference";
import { covers, expand, formatPath, parsePath, setAt } from "./path";
import { refuseUnknown, subjectOf } from "./request";
import type { CheckCall, Found, Problem, ResourceKind, StandIn } from "./stand-in";
import { copy, type Fields, type Path, type Properties, UNKNOWN } from "./value";

/** What a diff says to the engine. */
export interface DiffVerdict {
    readonly changed: boolean;
    readonly differences: readonly (Difference & { readonly replace: boolean })[];
    readonly deletesFirst: boolean;
}

interface Existing {
    readonly id: string;
    readonly urn: string;
}

/** The life of a resource as every stand-in lives it; what differs is its {@link ResourceKind}. */
export class Lifecycle {
    private readonly standIn: StandIn;
    private readonly datacenter: Datacenter;

    constructor(standIn: StandIn, datacenter: Datacenter) {
        this.standIn = standIn;
        this.datacenter = datacenter;
    }

    check(urn: string, olds: Properties, news: Properties): Properties & { problems: Problem[] } {
        const { kind, subject } = this.about(urn);
        const call: CheckCall = { ...subject, inputs: news.fields, olds: olds.fields };
        const inputs = kind.complete?.(call) ?? news.fields;
        const missing = (kind.required ?? [])
            .filter((name) => inputs[name] === undefined || inputs[name] === null)
            .map((property) => ({ property, reason: `Missing required property '${property}'` }));
        const refused = kind.problems?.({ ...call, inputs }) ?? [];
        return { fields: inputs, secrets: news.secrets, problems: [...missing, ...refused] };
    }

    async diff(
        { urn, id }: Existing,
        olds: { inputs: Properties; outputs: Properties },
        news: Properties,
        ignoreChanges: readonly string[],
    ): Promise<DiffVerdict> {
        const { kind, subject } = this.about(urn);
        const own = await kind.changes?.({
            ...subject,
            id,
            inputs: news.fields,
            declared: olds.inputs.fields,
            outputs: olds.outputs.fields,
            secrets: news.secrets,
        });
        const found = differences(olds.inputs.fields, news.fields, ignoreChanges.map(parsePath));
        const forcing = own
            ? own.replaces.map(parsePath)
            : [
                  ...(kind.forceNew ?? []).map(parsePath),
                  ...(kind.replaces?.(
                      olds.inputs.fields,
                      news.fields,
                      found.map(({ path }) => path),
                      id,
                  ) ?? []),
              ];
        const judged = found.map((difference) => ({
            ...difference,
            replace: forcing.some((pattern) => related(pattern, difference.path)),
        }));
        return {
            changed: own ? own.changed : judged.length > 0,
            differences: own?.changed === false ? [] : judged,
            deletesFirst: kind.deletesFirst?.(news.fields) ?? false,
        };
    }

    async create(
        urn: string,
        news: Properties,
        preview: boolean,
    ): Promise<Properties & { readonly id: string }> {
        const { kind, subject } = this.about(urn);
        if (preview) {
            return { id: "", ...this.outputs(kind, withUnknown(news.fields, kind.computed), news) };
        }
        refuseUnknown(subject, news);
        await this.datacenter.faults.before("create", subject.type);
        const { id, outputs } = await kind.create({
            ...subject,
            inputs: copy(news.fields),
            secrets: secretPatterns(kind, news),
        });
        this.datacenter.faults.after("create", subject.type);
        return { id, ...this.outputs(kind, outputs, news) };
    }

    async read(
        { urn, id }: Existing,
        inputs: Properties,
        outputs: Properties,
    ): Promise<{ inputs: Properties; outputs: Properties } | undefined> {
        const { kind, subject } = this.about(urn);
        await this.datacenter.faults.before("read", subject.type);
        const state: Found = { inputs: inputs.fields, outputs: outputs.fields };
        const found = kind.read
            ? await kind.read({ ...subject, id, ...state, secrets: outputs.secrets })
            : state;
        return found === undefined
            ? undefined
            : {
                  inputs: { fields: found.inputs, secrets: inputs.secrets },
                  outputs: this.outputs(kind, found.outputs, outputs),
              };
    }

    async update(
        { urn, id }: Existing,
        olds: { inputs: Properties; outputs: Properties },
        news: Properties,
        preview: boolean,
    ): Promise<Properties> {
        const { kind, subject } = this.about(urn);
        const call = {
            ...subject,
            id,
            inputs: copy(news.fields),
            declared: olds.inputs.fields,
            outputs: olds.outputs.fields,
            secrets: secretPatterns(kind, news),
        };
        if (preview) {
            kind.dryRun?.(call);
            const kept = { ...olds.outputs.fields, ...news.fields };
            return this.outputs(kind, withUnknown(kept, kind.recomputed), news);
        }
        refuseUnknown(subject, news);
        if (!kind.update) {
            throw new Error(
                `${subject.type} ${subject.name}: this type cannot be changed in place.`,
            );
        }
        await this.datacenter.faults.before("update", subject.type);
        const outputs = await kind.update(call);
        this.datacenter.faults.after("update", subject.type);
        return this.outputs(kind, outputs, news);
    }

    async delete({ urn, id }: Existing, inputs: Properties, outputs: Properties): Promise<void> {
        const { kind, subject } = this.about(urn);
        await this.datacenter.faults.before("delete", subject.type);
        await kind.delete?.({
            ...subject,
            id,
            inputs: inputs.fields,
            outputs: outputs.fields,
            secrets: outputs.secrets,
        });
        this.datacenter.faults.after("delete", subject.type);
    }

    private about(urn: string) {
        const subject = subjectOf(urn, this.datacenter);
        return { subject, kind: this.standIn.kind(subject.type) };
    }

    /** What an input holds secretly, the output of the same name holds secretly too. */
    private outputs(kind: ResourceKind, fields: Fields, source: Properties): Properties {
        return { fields, secrets: this.secretsOf(kind, fields, source) };
    }

    private secretsOf(kind: ResourceKind, fields: Fields, source: Properties): Path[] {
        return secretPatterns(kind, source).flatMap((pattern) => expand(fields, pattern));
    }
}

function secretPatterns(kind: ResourceKind, source: Properties): Path[] {
    return [...(kind.secrets ?? []).map(parsePath), ...source.secrets];
}

function withUnknown(fields: Fields, patterns: readonly string[] = []): Fields {
    const outputs = copy(fields);
    for (const pattern of patterns) {
        setAt(outputs, parsePath(pattern), UNKNOWN);
    }
    return outputs;
}

/** A changed part forces what its whole forces, and a changed whole what its parts force. */
function related(pattern: Path, path: Path): boolean {
    return covers(pattern, path) || covers(path, pattern);
}

/** Paths of a verdict, formatted, that make the engine replace the resource. */
export function replacedBy(verdict: DiffVerdict): string[] {
    return verdict.differences.filter(({ replace }) => replace).map(({ path }) => formatPath(path));
}
