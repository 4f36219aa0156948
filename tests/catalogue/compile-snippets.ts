import { join } from "node:path";
import ts from "typescript";

const root = join(__dirname, "../..");

/** One complaint of the compiler: its code and the line of the snippet it points at. */
export interface Complaint {
    readonly code: number;
    readonly line: string;
}

/**
 * Compiles named snippets as modules at the repository's root, with its own compiler options, and
 * returns what the compiler says of each.
 */
export function compileSnippets<N extends string>(
    snippets: Readonly<Record<N, string>>,
): Record<N, Complaint[]> {
    const names = Object.keys(snippets) as N[];
    const sources = new Map(
        names.map((name, at) => [join(root, `snippet-${at}.ts`), snippets[name]]),
    );
    const options = compilerOptions();
    const host = ts.createCompilerHost(options);
    const onDisk = { ...host };
    host.fileExists = (file) => sources.has(file) || onDisk.fileExists(file);
    host.readFile = (file) => sources.get(file) ?? onDisk.readFile(file);
    host.getSourceFile = (file, languageVersion, ...rest) => {
        const text = sources.get(file);
        return text === undefined
            ? onDisk.getSourceFile(file, languageVersion, ...rest)
            : ts.createSourceFile(file, text, languageVersion);
    };
    const files = [...sources.keys()];
    const program = ts.createProgram(files, { ...options, types: [] }, host);
    return Object.fromEntries(
        names.map((name, at) => {
            const file = program.getSourceFile(files[at] ?? "");
            return [name, complaintsAbout(program, file)];
        }),
    ) as Record<N, Complaint[]>;
}

function compilerOptions(): ts.CompilerOptions {
    const parsed = ts.readConfigFile(join(root, "tsconfig.json"), (file) => ts.sys.readFile(file));
    const config = parsed.config as { readonly compilerOptions?: unknown } | undefined;
    return ts.convertCompilerOptionsFromJson(config?.compilerOptions, root).options;
}

function complaintsAbout(program: ts.Program, file: ts.SourceFile | undefined): Complaint[] {
    if (!file) {
        throw new Error("the snippet was not compiled");
    }
    const found = [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
    ];
    return found.map(({ code, start = 0 }) => {
        const { line } = file.getLineAndCharacterOfPosition(start);
        return { code, line: (file.text.split("\n")[line] ?? "").trim() };
    });
}
