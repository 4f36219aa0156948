import { z } from "zod";
import type { AnyApp } from "../../catalogue/app-spec";
import { type DatabaseSettings, defaultDatabaseSettings } from "../../catalogue/database-settings";

const databaseSchema = z.strictObject({
    instances: z
        .int()
        .min(1)
        .max(5)
        .meta({
            description:
                "Servers, each with a volume of its own: one that writes, the others follow and can take over.",
        })
        .default(defaultDatabaseSettings.instances),
    pooler: z
        .boolean()
        .meta({ description: "Whether the app reaches it through a pool of connections." })
        .default(defaultDatabaseSettings.pooler),
});

/** Names differ from app to app, so the type only says what each entry is. */
type Databases = z.ZodOptional<z.ZodType<Readonly<Record<string, DatabaseSettings | undefined>>>>;

/** The key `databases` of an app, with one entry for each database it has; no key where it has none. */
export function databasesOf(app: AnyApp): { readonly databases: Databases } {
    const entries = Object.entries(app.data)
        .filter(([, { kind }]) => kind === "postgres")
        .map(([name, { title }]) => {
            const described = databaseSchema.meta({ description: `${title}.` });
            return [name, described.optional()] as const;
        });
    const shape =
        entries.length === 0
            ? {}
            : {
                  databases: z
                      .strictObject(Object.fromEntries(entries))
                      .meta({ description: "How its databases run." })
                      .optional(),
              };
    return shape as unknown as { databases: Databases };
}
