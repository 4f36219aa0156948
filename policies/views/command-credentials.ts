import { absentOrMatching, type Condition } from "../conditions/condition";
import { credentialShape, isCredentialName, isLiteral } from "../credentials";

/** A credential on a command line. */
export interface FlagFault {
    /** Position of the word that holds it. */
    readonly index: number;
    /** `a JSON Web Token`, `the credential --password`. */
    readonly what: string;
}

const assignment = /(?:^|[\s;&"'])(-{0,2}[A-Za-z][\w.-]*)=("[^"]*"|'[^']*'|[^\s;&]+)/g;

/** Finds `--password=x`, `--password x`, `PASSWORD=x command` and credential shapes. */
export function flagFaults(words: readonly string[]): readonly FlagFault[] {
    return words.flatMap((word, index) => {
        const shape = credentialShape(word);
        if (shape !== undefined) {
            return [{ index, what: shape }];
        }
        const name = assigned(word) ?? announced(words[index - 1] ?? "", word);
        return name === undefined ? [] : [{ index, what: `the credential ${name}` }];
    });
}

function assigned(word: string): string | undefined {
    return [...word.matchAll(assignment)]
        .map(([, name = "", value = ""]) => ({ name, value: value.replace(/^["']|["']$/g, "") }))
        .find(({ name, value }) => isCredentialName(name) && isSecretText(value))?.name;
}

function announced(previous: string, word: string): string | undefined {
    const isFlag = /^--?[A-Za-z][\w.-]*$/.test(previous);
    return isFlag && isCredentialName(previous) && !word.startsWith("-") && isSecretText(word)
        ? previous
        : undefined;
}

const elsewhere = /^(?:[/$]|file:|env:|sys\.env|env\(|secretRef:)/;

/** The text, if there is one, says where a literal can be found. */
export function elsewhereText(field: string): Condition {
    return absentOrMatching(field, elsewhere);
}

/** A literal, and not where a literal can be found. */
export function isSecretText(text: string): boolean {
    return isLiteral(text) && !elsewhere.test(text);
}
