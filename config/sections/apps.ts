import { z } from "zod";
import type { AppOption, AppOptions } from "../../catalogue/app-options";
import type { AnyApp } from "../../catalogue/app-spec";
import { urlPath } from "../fields/identifiers";
import { dnsLabel, poolId } from "../fields/names";
import { volumeSize } from "../fields/size";
import { databasesOf } from "./databases";
import { sizedData } from "../sized-data";

function optionSchema(option: AppOption): z.ZodType<boolean | number | string> {
    const meta = { description: option.describe };
    switch (option.type) {
        case "boolean":
            return z.boolean().meta(meta).default(option.default);
        case "number":
            return z
                .int()
                .min(option.minimum)
                .max(option.maximum)
                .meta(meta)
                .default(option.default);
        case "choice":
            return z.enum(option.choices).meta(meta).default(option.default);
    }
}

function optionsSchema(options: AppOptions) {
    const shape = Object.entries(options).map(
        ([name, option]) => [name, optionSchema(option)] as const,
    );
    return z.strictObject(Object.fromEntries(shape)).meta({ description: "Options of the app." });
}

function sizesSchema(app: AnyApp) {
    const shape = sizedData(app).map((data) => {
        const meta = {
            description: `${data.title} (${data.size} if left out).`,
            examples: [data.size],
        };
        return [data.name, volumeSize.meta(meta).optional()] as const;
    });
    return z
        .strictObject(Object.fromEntries(shape))
        .meta({ description: "Sizes of its volumes, databases and caches." });
}

/** Only data that has storage of its own can be put somewhere. */
function poolsSchema(app: AnyApp) {
    const shape = sizedData(app).map((data) => {
        const pool = data.disposable ? "disposablePool" : "encryptedPool";
        const meta = {
            description: `Pool for ${data.title} (the ${pool} if left out). Choose it before the app is first installed: a volume never moves.`,
            examples: ["tank"],
        };
        return [data.name, poolId.meta(meta).optional()] as const;
    });
    return z
        .strictObject(Object.fromEntries(shape))
        .meta({ description: "Pools of its volumes, databases and caches." });
}

/** The host name's first label, for apps that browsers reach. */
function hostSchema({ reach }: AnyApp): z.ZodType<string> {
    return reach === undefined
        ? z
              .never({ error: "The app has no pages and so no host name. Remove it." })
              .meta({ description: "Never set: the app has no pages." })
        : dnsLabel.meta({
              description: `First label of its host name (${reach.host} if left out).`,
              examples: [reach.host],
          });
}

const accessSchema = z
    .strictObject({
        serviceToken: z
            .boolean()
            .meta({
                description:
                    "Whether programs that cannot show a login page, like the app on a phone, get a token to send along.",
            })
            .default(false),
        openPaths: z
            .array(
                urlPath.meta({
                    description: "Path, with everything below it.",
                    examples: ["/webhook"],
                }),
            )
            .meta({
                description:
                    "Paths that anybody may call from outside without a login; the app itself must check who calls.",
            })
            .default([]),
    })
    .meta({ description: "Ways in from outside besides people's login at Cloudflare." })
    .optional();

/** Only apps that are reached from outside have it. */
function accessOf({ reach }: AnyApp): { readonly access: typeof accessSchema } {
    const shape = reach?.audience === "external" ? { access: accessSchema } : {};
    return shape as { access: typeof accessSchema };
}

function appSchema(app: AnyApp) {
    return z
        .strictObject({
            enabled: z.boolean().meta({ description: "Whether the app is installed." }),
            host: hostSchema(app).optional(),
            ...accessOf(app),
            sizes: sizesSchema(app).optional(),
            pools: poolsSchema(app).optional(),
            ...databasesOf(app),
            delivery: z
                .enum(["release", "argocd"])
                .meta({
                    description:
                        "Who installs its chart: `release` (this program) or `argocd` (Argo CD, which undoes changes by hand).",
                })
                .default("release"),
            options: optionsSchema(app.options).prefault({}),
        })
        .meta({ description: `${app.title}: ${app.purpose}.` });
}

/** `homelab:apps`: which apps there are, and the few things to choose about each. Absent means off. */
export function appsSection(apps: readonly AnyApp[]) {
    const shape = apps.map(
        (app) => [app.name, appSchema(app).prefault({ enabled: false })] as const,
    );
    return z.strictObject(Object.fromEntries(shape)).meta({ description: "The apps, on or off." });
}
