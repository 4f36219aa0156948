import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import { classifications } from "../../catalogue/classification";
import { assetKinds, backupPriorities } from "../../catalogue/data-asset";
import { labelKeys } from "../../catalogue/labels";
import { namesSomething } from "../exemptions/exemption";

const name = { type: "string", pattern: "^\\S{1,253}$" } as const;
const sentence = { type: "string", pattern: "^\\S.{8,498}\\S$" } as const;
const labelKey = {
    type: "string",
    pattern: "^([a-z0-9.-]{1,253}/)?[A-Za-z0-9._-]{1,63}$",
} as const;

function listOf(
    description: string,
    properties: Readonly<Record<string, PolicyConfigJSONSchema>>,
    required: readonly string[] = Object.keys(properties),
): PolicyConfigJSONSchema {
    return {
        description,
        type: "array",
        items: {
            type: "object",
            properties: { ...properties },
            required: [...required],
            additionalProperties: false,
        },
    };
}

/** Shape of the pack's configuration; Pulumi refuses any other before anything is judged. */
export const configurationSchema: Readonly<Record<string, PolicyConfigJSONSchema>> = {
    assets: listOf(
        "The data there is, in place of this house's catalogue.",
        {
            id: {
                type: "string",
                pattern: "^[a-z0-9-]+\\.[a-z0-9-]+$",
                description: "<owner>.<asset>; the owner is a namespace, or platform.",
            },
            title: { type: "string", minLength: 1 },
            kind: { type: "string", enum: [...assetKinds] },
            classification: { type: "string", enum: [...classifications] },
            backup: { type: "string", enum: [...backupPriorities] },
            retention: {
                type: "string",
                pattern:
                    "^(indefinite|transient|until cleanup|until resource deletion|[1-9][0-9]* days)$",
            },
            personal: { type: "boolean" },
            size: { type: "string", pattern: "^[1-9][0-9]*(\\.[0-9]+)?(Mi|Gi|Ti)$" },
            storedIn: { type: "string", description: "Asset that holds it." },
        },
        ["id", "title", "kind", "classification", "backup"],
    ),
    mounters: listOf("Pods that may mount an asset, by their labels.", {
        asset: name,
        podLabels: { type: "object", additionalProperties: { type: "string" } },
    }),
    labels: {
        description: "Keys of the labels by which objects say what they hold.",
        type: "object",
        properties: Object.fromEntries(Object.keys(labelKeys).map((key) => [key, labelKey])),
        additionalProperties: false,
    },
    provisioners: {
        description: "Drivers that storage classes may name.",
        type: "array",
        items: name,
    },
    traefikCharts: {
        description: "Charts that install Traefik, by the last part of their reference.",
        type: "array",
        items: name,
    },
    secrets: listOf("Secrets that may be registered unsealed.", {
        namespace: name,
        type: name,
        label: { type: "array", items: name, minItems: 2, maxItems: 2 },
        reason: sentence,
    }),
    services: listOf("Services that may be reached from outside.", {
        namespace: name,
        name,
        type: { type: "string", enum: ["LoadBalancer"] },
        reason: sentence,
    }),
    roles: listOf(
        "Roles that may read secrets without naming them.",
        {
            namespace: { ...name, description: "Without it they are ClusterRoles." },
            names: { type: "array", items: name, minItems: 1 },
            wildcards: { type: "boolean", description: "Whether they may do anything there." },
            reason: sentence,
        },
        ["names", "reason"],
    ),
    openNamespaces: listOf("Namespaces without a default-deny policy.", { name, reason: sentence }),
    relaxedNamespaces: listOf("Namespaces that cannot enforce the restricted profile.", {
        name,
        podSecurity: { type: "string", enum: ["baseline", "privileged"] },
        reason: sentence,
    }),
    exemptions: listOf("Findings that are lived with for a time.", {
        rule: name,
        resource: { ...name, pattern: namesSomething.source },
        reason: sentence,
        until: { type: "string", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
    }),
};
