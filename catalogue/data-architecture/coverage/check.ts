import type { Statement } from "../statements";
import type { Answer, ResourceName } from "./answer";

/** What there is to hold answers against. */
export interface Facts {
    readonly statements: readonly Statement[];
    /** Every resource of the stack, by the end of its URN. */
    readonly resources: ReadonlySet<ResourceName>;
    /** Numbers of the records in docs/decisions. */
    readonly decisions: ReadonlySet<string>;
}

/**
 * What is wrong with a map from the data architecture to the stack: statements that nothing or two
 * answers speak of, lines that are no statement, resources and records that are not there, answers
 * that name neither. One sentence each.
 */
export function checkCoverage(answers: readonly Answer[], facts: Facts): string[] {
    const known = new Set(facts.statements.map(({ line }) => line));
    const answered = answers.flatMap(({ lines }) => lines);
    const twice = answered.filter((line, at) => answered.indexOf(line) !== at);
    return [
        ...facts.statements
            .filter(({ line }) => !answered.includes(line))
            .map(({ line, text }) => `Line ${line} has no answer: ${text}`),
        ...answered.filter((line) => !known.has(line)).map((line) => `Line ${line} says nothing.`),
        ...twice.map((line) => `Line ${line} has two answers.`),
        ...answers.flatMap((answer) => checkAnswer(answer, facts)),
    ];
}

function checkAnswer({ lines, made = [], decisions = [] }: Answer, facts: Facts): string[] {
    const where = `Line ${lines.join(", ")}`;
    return [
        ...(made.length + decisions.length === 0
            ? [`${where} names neither a resource nor a record.`]
            : []),
        ...made
            .filter((name) => !facts.resources.has(name))
            .map((name) => `${where} names ${name}, which the stack does not have.`),
        ...decisions
            .filter((number) => !facts.decisions.has(number))
            .map((number) => `${where} names the record ${number}, which is not there.`),
    ];
}
