import { stringify } from "yaml";
import { z } from "zod";

const sealedSecret = z.object({
    apiVersion: z.literal("bitnami.com/v1alpha1"),
    kind: z.literal("SealedSecret"),
    metadata: z.object({
        name: z.string(),
        namespace: z.string(),
        labels: z.record(z.string(), z.string()).optional(),
    }),
    spec: z.object({
        encryptedData: z.record(z.string(), z.string()),
        template: z.record(z.string(), z.unknown()),
    }),
});

const exported = z.object({
    deployment: z.object({
        resources: z
            .array(z.object({ type: z.string(), inputs: z.unknown().optional() }))
            .optional(),
    }),
});

/**
 * The SealedSecrets of an exported stack as files for Git: `<namespace>/<name>.yaml` to its YAML,
 * sorted by path.
 *
 * @throws Error when the export is none, or a SealedSecret in it is not in plain sight.
 */
export function sealedSecretFiles(stackExport: unknown): Readonly<Record<string, string>> {
    const parsed = exported.safeParse(stackExport);
    if (!parsed.success) {
        throw new Error("This is no stack export. Pipe in the output of `pulumi stack export`.");
    }
    const objects = (parsed.data.deployment.resources ?? [])
        .filter(({ type }) => type === "kubernetes:bitnami.com/v1alpha1:SealedSecret")
        .map(({ inputs }) => {
            const object = sealedSecret.safeParse(inputs);
            if (!object.success) {
                throw new Error(
                    `A SealedSecret of the export cannot be read:\n${z.prettifyError(object.error)}`,
                );
            }
            return object.data;
        });
    const files = objects.map((object) => {
        const { name, namespace } = object.metadata;
        return [`${namespace}/${name}.yaml`, stringify(object, { lineWidth: 0 })] as const;
    });
    return Object.fromEntries(files.sort(([a], [b]) => a.localeCompare(b)));
}
