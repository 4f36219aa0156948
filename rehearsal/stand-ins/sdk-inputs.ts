import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as ts from "typescript";
import type { CheckCall, Problem, ResourceKind, StandIn } from "../provider/stand-in";

/** What an SDK says a resource type may and must be given. */
interface DeclaredInputs {
    readonly names: ReadonlySet<string>;
    readonly required: readonly string[];
}

/**
 * Makes a stand-in as strict about the names of inputs as the provider: what the installed SDK does
 * not declare is refused, what it requires must be there.
 *
 * @param sdk npm package of the provider's SDK.
 */
export function strict(sdk: string, standIn: StandIn): StandIn {
    const kinds = new Map<string, ResourceKind>();
    return {
        ...standIn,
        kind(type) {
            const known = kinds.get(type) ?? strictKind(standIn.kind(type), sdk, type);
            kinds.set(type, known);
            return known;
        },
    };
}

function strictKind(kind: ResourceKind, sdk: string, type: string): ResourceKind {
    const { names, required } = declaredInputs(sdk, type);
    return {
        ...kind,
        required: [...new Set([...required, ...(kind.required ?? [])])],
        problems: (call: CheckCall): readonly Problem[] => [
            ...Object.keys(call.inputs)
                .filter((name) => !names.has(name) && !name.startsWith("__"))
                .map((property) => ({ property, reason: `${type} has no input of this name` })),
            ...(kind.problems?.(call) ?? []),
        ],
    };
}

/** @throws Error when the SDK has no such type. */
function declaredInputs(sdk: string, type: string): DeclaredInputs {
    const [, module = "", name = ""] = type.split(":");
    const file = declarationFile(sdk, module, name);
    const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
    const args = source.statements.find(
        (statement): statement is ts.InterfaceDeclaration =>
            ts.isInterfaceDeclaration(statement) && statement.name.text === `${name}Args`,
    );
    if (args === undefined) {
        throw new Error(`${type}: ${file} declares no ${name}Args.`);
    }
    const inputs = args.members.flatMap((member) =>
        ts.isPropertySignature(member) && ts.isIdentifier(member.name)
            ? [{ name: member.name.text, optional: member.questionToken !== undefined }]
            : [],
    );
    return {
        names: new Set(inputs.map((input) => input.name)),
        required: inputs.filter((input) => !input.optional).map((input) => input.name),
    };
}

/**
 * Generated SDKs keep a type in a file named like the middle part of its token, or like the type in
 * a folder of that name.
 */
function declarationFile(sdk: string, module: string, name: string): string {
    const root = dirname(require.resolve(`${sdk}/package.json`));
    const path = module.replace(/^index\//, "");
    const kebab = path.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const candidates = [
        `${path}.d.ts`,
        `${path}.ts`,
        `${kebab}.ts`,
        `${path.toLowerCase()}.d.ts`,
        `${path.toLowerCase()}.ts`,
        `${path}/${name.charAt(0).toLowerCase()}${name.slice(1)}.d.ts`,
    ].map((file) => join(root, file));
    const found = candidates.find((file) => existsSync(file)) ?? whateverCase(root, `${path}.d.ts`);
    if (found === undefined) {
        throw new Error(
            `${sdk} declares nothing for ${module}; looked for ${candidates.join(", ")}`,
        );
    }
    return found;
}

/** Some SDKs write the same word in capitals here and in small letters there: `r2bucketLock`. */
function whateverCase(folder: string, name: string): string | undefined {
    const file = readdirSync(folder).find((one) => one.toLowerCase() === name.toLowerCase());
    return file && join(folder, file);
}
