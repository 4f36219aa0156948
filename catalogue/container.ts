/** Environment variables; an object takes the value from a key of a Secret. */
export type Environment = Readonly<
    Record<string, string | { readonly secret: string; readonly key: string }>
>;

/** What a container is sure to get, and the most it may take; Kubernetes quantities. */
export interface ContainerResources {
    readonly requests: { readonly cpu: string; readonly memory: string };
    readonly limits: { readonly memory: string };
}
