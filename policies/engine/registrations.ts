import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { Dialect } from "../configuration/dialect";
import { type Resource, type Stack, stackOf } from "./resource";
import { isSecretPath } from "./secret-paths";
import { plainValue } from "./value";

/**
 * What each resource was registered with.
 *
 * Rules over the whole stack judge these inputs: at preview the engine gives them outputs only,
 * and those are empty as long as a resource's provider is not yet known. The engine shows every
 * resource to the same process first, secrets marked, then plainly, and the stack last.
 */
export class Registrations {
    readonly #resources = new Map<string, Resource>();
    #stack: Stack | undefined;
    #dialect = new Dialect({});
    readonly #secretPaths = new Map<string, ReadonlySet<string>>();

    /** Reads the labels of everything noted from now on by other keys. */
    speak(dialect: Dialect): void {
        this.#dialect = dialect;
    }

    /** Notes which properties of a resource are marked secret. */
    noteSecrets(urn: string, secretPaths: ReadonlySet<string>): void {
        this.#secretPaths.set(urn, secretPaths);
    }

    /** Notes a resource's inputs, replacing those of an earlier registration. */
    note(args: ResourceValidationArgs): Resource {
        const resource = this.#view(args);
        this.#stack = undefined;
        this.#resources.set(args.urn, resource);
        return resource;
    }

    /** The resource being registered: what was noted, or a view of these arguments. */
    resource(args: ResourceValidationArgs): Resource {
        return this.#resources.get(args.urn) ?? this.#view(args);
    }

    /** The finished stack; the same for every rule that asks, as long as nothing else is noted. */
    stack(resources: readonly PolicyResource[]): Stack {
        this.#stack ??= stackOf(resources.map((each) => this.inStack(each)));
        return this.#stack;
    }

    /** A resource of the finished stack, by its noted inputs or else by its outputs. */
    inStack(args: PolicyResource): Resource {
        const noted = this.#resources.get(args.urn) ?? this.#view(args);
        return {
            ...noted,
            dependencies: args.dependencies.map(({ urn }) => urn),
            ...(args.parent && { parent: args.parent.urn }),
        };
    }

    #view(
        args: Pick<PolicyResource, "urn" | "type" | "name" | "props" | "opts" | "provider">,
    ): Resource {
        const { urn, type, name, opts } = args;
        const secretPaths = this.#secretPaths.get(urn) ?? new Set();
        return {
            urn,
            type,
            name,
            props: this.#dialect.read(plainValue(args.props)),
            protect: opts.protect,
            ignoreChanges: opts.ignoreChanges,
            ...(args.provider && { provider: args.provider.name }),
            dependencies: [],
            isSecret: (path) => isSecretPath(secretPaths, path),
        };
    }
}
