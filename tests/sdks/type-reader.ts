import { resolve } from "node:path";
import * as ts from "typescript";

/** A property: whether it may be left out, whether it may be an output, and its type. */
export interface Property {
    readonly optional: boolean;
    readonly input: boolean;
    readonly type: Shape;
}

/** A type reduced to what a Pulumi schema can say of it. */
export type Shape = string | readonly [Omit<Property, "optional">] | Properties;

/** The properties of an object type, by name. */
export interface Properties {
    readonly [name: string]: Property;
}

/** Reads the types of a TypeScript module, following its imports. */
export class TypeReader {
    private readonly checker: ts.TypeChecker;
    private readonly root: ts.Symbol;

    constructor(entry: string) {
        const config = resolve(__dirname, "../../tsconfig.json");
        const read = ts.readConfigFile(config, (path) => ts.sys.readFile(path));
        const { options } = ts.parseJsonConfigFileContent(
            read.config,
            ts.sys,
            resolve(__dirname, "../.."),
        );
        const program = ts.createProgram([entry], options);
        this.checker = program.getTypeChecker();
        const file = program.getSourceFile(entry);
        const root = file && this.checker.getSymbolAtLocation(file);
        if (!root) throw new Error(`${entry} is not a module the compiler can read`);
        this.root = root;
    }

    /** Shape of the interface, alias or class instance at a path like "machine.SecretsArgs". */
    describe(path: string): Properties {
        let symbol = this.root;
        for (const name of path.split(".")) {
            const found = this.checker
                .getExportsOfModule(this.resolved(symbol))
                .find((each) => each.name === name);
            if (!found) throw new Error(`the SDK exports no ${path}`);
            symbol = found;
        }

        return this.properties(this.checker.getDeclaredTypeOfSymbol(this.resolved(symbol)), path);
    }

    private resolved(symbol: ts.Symbol): ts.Symbol {
        return symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    }

    private properties(type: ts.Type, path: string): Properties {
        const described: Record<string, Property> = {};
        for (const property of type.getProperties()) {
            // What a class inherits from Pulumi is not the package's.
            const origin = property.declarations?.[0]?.getSourceFile().fileName ?? "";
            if (origin.includes("/node_modules/") || property.name === "terraformConfig") continue;
            const declared = this.checker.getTypeOfSymbol(property);
            const { optional, ...rest } = this.property(declared, `${path}.${property.name}`);
            described[property.name] = {
                optional: optional || (property.flags & ts.SymbolFlags.Optional) !== 0,
                ...rest,
            };
        }

        return described;
    }

    private property(type: ts.Type, path: string): Property {
        const output = this.outputOf(type);
        if (output) return { ...this.property(output, path), input: false };
        const members = type.isUnion() ? type.types : [type];
        const plain = members.filter((each) => !isPromiseOrOutput(each));
        const values = plain.filter((each) => !(each.flags & ts.TypeFlags.Undefined));

        return {
            optional: values.length < plain.length,
            input: plain.length < members.length,
            type: this.value(values, path),
        };
    }

    private value(members: readonly ts.Type[], path: string): Shape {
        const [first] = members;
        if (!first) throw new Error(`${path} has no type`);
        if (members.every((each) => each.flags & ts.TypeFlags.BooleanLike)) return "boolean";
        if (members.length > 1) throw new Error(`${path} is a union`);
        if (first.flags & ts.TypeFlags.String) return "string";
        if (first.flags & ts.TypeFlags.Number) return "number";
        const element = this.checker.isArrayType(first)
            ? this.checker.getTypeArguments(first as ts.TypeReference)[0]
            : undefined;
        if (element) {
            const { input, type } = this.property(element, `${path}[]`);

            return [{ input, type }];
        }

        return this.properties(first, path);
    }

    /** T of an `Output<T>`, which the declared properties of a class are. */
    private outputOf(type: ts.Type): ts.Type | undefined {
        return type.aliasSymbol?.name === "Output" ? type.aliasTypeArguments?.[0] : undefined;
    }
}

function isPromiseOrOutput(type: ts.Type): boolean {
    return ["Promise", "OutputInstance"].includes(type.getSymbol()?.name ?? "");
}
