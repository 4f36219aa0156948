import { nearest } from "../../shared/nearest";
import type { Finding, Verdict } from "../engine/rule";
import type { Stack } from "../engine/resource";
import type { Value } from "../engine/value";
import { type Exemption, readExemptions } from "./exemption";
import { means, type Named, shortName } from "./resource-pattern";

/** A finding that stops nothing, and why. */
export interface ExemptFinding extends Finding {
    readonly rule: string;
    readonly exemption: Exemption;
}

/** What is wrong with an exemption, and where it was declared. */
export interface ExemptionFault {
    readonly message: string;
    /** The resource that declares it; absent for the pack's own configuration. */
    readonly urn?: string;
}

/** How an exempt finding is reported: {@link readExemptText} takes it apart again. */
export function exemptText({ rule, exemption, message }: ExemptFinding): string {
    return `Exempt from ${rule} until ${exemption.until} (${exemption.reason}): ${message}`;
}

/**
 * The parts of {@link exemptText}, also where the engine has put the policy's own sentence before it;
 * `undefined` for any other text.
 */
export function readExemptText(text: string):
    | {
          readonly rule: string;
          readonly until: string;
          readonly reason: string;
          readonly message: string;
      }
    | undefined {
    const match = /(?:^|\s)Exempt from (\S+) until (\S+) \((.*?)\): (The .*?)\s*$/s.exec(text);
    const [, rule, until, reason, message] = match ?? [];
    return rule === undefined ||
        until === undefined ||
        reason === undefined ||
        message === undefined
        ? undefined
        : { rule, until, reason, message };
}

interface Entry {
    readonly exemption: Exemption;
    readonly from: string | undefined;
    used: boolean;
}

/** The exemptions of a run: which findings they take away, and which of them are none. */
export class Exemptions {
    readonly #rules: readonly string[];
    readonly #elsewhere: readonly string[];
    readonly #today: string;
    #entries: Entry[] = [];
    #faults: ExemptionFault[] = [];
    readonly #findings = new Map<string, ExemptFinding>();

    /**
     * @param rules the names of all rules
     * @param today `YYYY-MM-DD`
     * @param elsewhere names of rules that are asked elsewhere: here none of theirs can be used
     */
    constructor(rules: readonly string[], today: string, elsewhere: readonly string[] = []) {
        this.#rules = rules;
        this.#elsewhere = elsewhere;
        this.#today = today;
    }

    /** Takes in what a resource, or the pack's configuration, declares; its latest word counts. */
    declare(source: Value, from?: string): void {
        const { exemptions, faults } = readExemptions(source);
        this.#entries = this.#entries.filter((entry) => entry.from !== from);
        this.#faults = this.#faults.filter((fault) => fault.urn !== from);
        this.#entries.push(...exemptions.map((exemption) => ({ exemption, from, used: false })));
        this.#faults.push(...faults.map((message) => faultOf(message, from)));
    }

    /** A rule's verdict without the findings that are exempt, which are kept for {@link findings}. */
    applyTo(
        rule: string,
        verdict: Verdict,
        resourceOf: (urn: string) => Named | undefined,
    ): Verdict {
        if (this.#entries.length === 0 || verdict.findings.length === 0) {
            return verdict;
        }
        const left = verdict.findings.filter((finding) => {
            const entry = this.#entryFor(rule, resourceOf(finding.urn));
            if (entry === undefined) {
                return true;
            }
            entry.used = true;
            const { exemption } = entry;
            const key = `${rule} ${finding.urn} ${finding.message}`;
            this.#findings.set(key, { ...finding, rule, exemption });
            return false;
        });
        return { ...verdict, findings: left };
    }

    /** The findings that were exempt, each once. */
    findings(): readonly ExemptFinding[] {
        return [...this.#findings.values()];
    }

    /** What is wrong with the exemptions, once every rule has judged the whole stack. */
    faults(stack: Stack): readonly ExemptionFault[] {
        const own = this.#entries.flatMap((entry) => {
            const message = this.#faultOf(entry, stack);
            return message === undefined ? [] : [faultOf(message, entry.from)];
        });
        return [...this.#faults, ...own];
    }

    #entryFor(rule: string, resource: Named | undefined): Entry | undefined {
        return this.#entries.find(
            ({ exemption }) =>
                exemption.rule === rule &&
                exemption.until >= this.#today &&
                resource !== undefined &&
                means(exemption.resource, resource),
        );
    }

    #faultOf({ exemption, used }: Entry, stack: Stack): string | undefined {
        const { rule, resource, until } = exemption;
        const title = `The exemption of ${shown(resource)} from ${shown(rule)} must`;
        const names = [...this.#rules, ...this.#elsewhere];
        if (!names.includes(rule)) {
            return `${title} name a rule of the pack. ${suggestion(rule, names)}`;
        }
        if (until < this.#today) {
            return `${title} end on a day to come, and ended on ${until}. Repair what it is about, or decide anew.`;
        }
        const isMeant = stack.resources.some((one) => means(resource, one));
        if (used || (isMeant && this.#elsewhere.includes(rule))) {
            return undefined;
        }
        const resources = [
            ...new Set(stack.resources.flatMap((one) => [one.name, shortName(one)])),
        ];
        return isMeant
            ? `${title} be removed: the rule finds nothing there.`
            : `${title} name a resource of the stack. ${suggestion(resource, resources)}`;
    }
}

function faultOf(message: string, from: string | undefined): ExemptionFault {
    return from === undefined ? { message } : { message, urn: from };
}

/** What the owner wrote, as a message may show it. */
function shown(text: string): string {
    return /^[\x21-\x7e]{1,400}$/.test(text) ? text : "(unprintable)";
}

/** The word that was meant, if one is near. */
function suggestion(word: string, candidates: readonly string[]): string {
    const near = nearest(word, candidates);
    return near === undefined ? "Correct it, or remove it." : `Did you mean ${shown(near)}?`;
}
