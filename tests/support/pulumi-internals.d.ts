// Exports that the packages' JavaScript has and their declarations strip as internal.
import "@pulumi/policy/proxy";
import "@pulumi/pulumi/runtime";

declare module "@pulumi/pulumi/runtime" {
    /** Resolves once every call the program made to the engine, and every one those led to, is done. */
    export function waitForRPCs(): Promise<void>;
}

declare module "@pulumi/policy/proxy" {
    export const unknownStringValue: string;
    export const unknownArrayValue: string;
    export const unknownObjectValue: string;
    export function unknownCheckingProxy<T>(value: T): T;
}
