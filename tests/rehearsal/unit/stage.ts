import { Datacenter } from "../../../rehearsal/datacenter/datacenter";
import { type DiffVerdict, Lifecycle, replacedBy } from "../../../rehearsal/provider/lifecycle";
import { formatPath } from "../../../rehearsal/provider/path";
import type { StandIn } from "../../../rehearsal/provider/stand-in";
import type { Fields, Path, Properties } from "../../../rehearsal/provider/value";

/** A resource that a stand-in has made, as the engine's state would hold it. */
export interface Made {
    readonly urn: string;
    readonly id: string;
    readonly inputs: Properties;
    readonly outputs: Properties;
}

/** URN of a resource below a component. */
export function urnOf(type: string, name = "subject"): string {
    return `urn:pulumi:homelab::homelab::homelab:index:Homelab$${type}::${name}`;
}

/** Properties with no secrets, or with those at the given paths. */
export function properties(fields: Fields, secrets: readonly Path[] = []): Properties {
    return { fields, secrets };
}

/** Fields but one. */
export function without(fields: Fields, name: string): Fields {
    return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
}

/** Calls a stand-in in the order in which the engine does. */
export class Stage {
    readonly datacenter: Datacenter;
    readonly life: Lifecycle;

    constructor(standIn: StandIn, datacenter = new Datacenter()) {
        this.datacenter = datacenter;
        this.life = new Lifecycle(standIn, datacenter);
    }

    /** What a check complains of, each as `property: reason`. */
    problems(type: string, inputs: Fields): string[] {
        return this.check(type, properties(inputs)).problems;
    }

    check(type: string, news: Properties, olds: Fields = {}, name?: string) {
        const urn = urnOf(type, name);
        const { problems, ...inputs } = this.life.check(urn, properties(olds), news);
        return {
            urn,
            inputs,
            problems: problems.map(({ property, reason }) => `${property}: ${reason}`),
        };
    }

    /** Checks and makes a resource. @throws Error with the problems of the check. */
    async create(
        type: string,
        inputs: Fields,
        { name, secrets = [] }: { name?: string; secrets?: readonly Path[] } = {},
    ): Promise<Made> {
        const checked = this.checked(type, properties(inputs, secrets), {}, name);
        const { id, ...outputs } = await this.life.create(checked.urn, checked.inputs, false);
        return { ...checked, id, outputs };
    }

    /** Outputs that a preview of a creation shows. */
    preview(type: string, inputs: Fields): Promise<Properties> {
        return this.life.create(urnOf(type), properties(inputs), true);
    }

    diff(made: Made, news: Fields, ignored: readonly string[] = []): Promise<DiffVerdict> {
        return this.life.diff(made, made, properties(news), ignored);
    }

    /** The paths at which a change shows, and those for which the resource is made anew. */
    async verdict(made: Made, news: Fields, ignored: readonly string[] = []) {
        const verdict = await this.diff(made, news, ignored);
        return {
            changed: verdict.differences.map(({ path }) => formatPath(path)),
            replaced: replacedBy(verdict),
        };
    }

    /** Checks and changes a resource. */
    async update(made: Made, news: Fields): Promise<Made> {
        const { inputs } = this.checked(typeOf(made), properties(news), made.inputs.fields);
        const outputs = await this.life.update(made, made, inputs, false);
        return { ...made, inputs, outputs };
    }

    /** Outputs that a preview of a change shows. */
    previewUpdate(made: Made, news: Fields): Promise<Properties> {
        return this.life.update(made, made, properties(news), true);
    }

    read(made: Made) {
        return this.life.read(made, made.inputs, made.outputs);
    }

    delete(made: Made): Promise<void> {
        return this.life.delete(made, made.inputs, made.outputs);
    }

    private checked(type: string, news: Properties, olds: Fields, name?: string) {
        const { problems, ...checked } = this.check(type, news, olds, name);
        if (problems.length > 0) {
            throw new Error(problems.join("\n"));
        }
        return checked;
    }
}

function typeOf({ urn }: Made): string {
    return urn.split("::")[2]?.split("$").at(-1) ?? "";
}
