import { existsSync } from "node:fs";
import { join } from "node:path";
import type { RuleFacts } from "../../policies/engine/rule";
import type { Loss } from "../../policies/changes/gate";
import type { Exempt, Found, Judgement } from "./judgement";
import { releaseLines } from "./print";

/**
 * The part of a SARIF log that is written here.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export interface SarifLog {
    readonly $schema: string;
    readonly version: "2.1.0";
    readonly runs: readonly [SarifRun];
}

interface SarifRun {
    readonly tool: {
        readonly driver: {
            readonly name: string;
            readonly version: string;
            readonly informationUri: string;
            readonly rules: readonly SarifRule[];
        };
    };
    readonly invocations: readonly [
        {
            readonly executionSuccessful: boolean;
            readonly exitCode: number;
            readonly toolExecutionNotifications: readonly {
                readonly level: "error" | "note";
                readonly message: Text;
            }[];
        },
    ];
    readonly results: readonly SarifResult[];
}

interface SarifRule {
    readonly id: string;
    readonly shortDescription: Text;
    readonly help: Text;
    readonly defaultConfiguration: { readonly level: Level };
    readonly properties: { readonly tags: readonly string[]; readonly "security-severity": string };
}

interface SarifResult {
    readonly ruleId: string;
    readonly level: Level;
    readonly message: Text;
    readonly locations: readonly [
        {
            readonly physicalLocation: {
                readonly artifactLocation: { readonly uri: string };
                readonly region: { readonly startLine: 1 };
            };
            readonly logicalLocations: readonly [
                {
                    readonly name: string;
                    readonly fullyQualifiedName: string;
                    readonly kind: "resource";
                },
            ];
        },
    ];
    readonly partialFingerprints: { readonly "ruleAndResource/v1": string };
    readonly suppressions?: readonly [
        { readonly kind: "external"; readonly status: "accepted"; readonly justification: string },
    ];
}

interface Text {
    readonly text: string;
}

type Level = "error" | "warning";

/** How GitHub orders findings. @see https://docs.github.com/en/code-security/code-scanning */
const severities = { critical: "9.5", high: "8.0", medium: "5.0", low: "2.0" } as const;

/** Judges that are no rules of the pack. */
const others: readonly Pick<
    RuleFacts,
    "name" | "id" | "description" | "remediation" | "severity" | "level"
>[] = [
    {
        name: "exemption-holds",
        id: "EXE-01",
        description:
            "Exemptions must name a rule and a resource, must have something to exempt, and must not have ended.",
        remediation: "Correct homelab:exemptions, or remove the entry.",
        severity: "high",
        level: "mandatory",
    },
    {
        name: "irreplaceable-kept",
        id: "CHG-01",
        description:
            "Machines, data and keys that cannot be made again must not be deleted unasked.",
        remediation: "Undo the change, or name it in homelab:approvedChanges with a last day.",
        severity: "critical",
        level: "mandatory",
    },
];

/** A judgement as SARIF 2.1.0, for GitHub's code scanning and editors. */
export function sarifOf(
    judgement: Judgement,
    rules: readonly RuleFacts[],
    { repository, version }: { readonly repository: string; readonly version: string },
): SarifLog {
    const place = (urn: string) => fileOf(urn, repository);
    const { violations, advice, exempt, losses, problems, notes, exitCode } = judgement;
    return {
        $schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [
            {
                tool: {
                    driver: {
                        name: "homelab-policies",
                        version,
                        informationUri: "https://www.pulumi.com/docs/insights/policy/",
                        rules: [...rules, ...others].map(ruleOf),
                    },
                },
                invocations: [
                    {
                        executionSuccessful: exitCode !== 3,
                        exitCode,
                        toolExecutionNotifications: [
                            ...problems.map((text) => ({
                                level: "error" as const,
                                message: { text },
                            })),
                            ...[...notes, ...releaseLines(judgement)].map((text) => ({
                                level: "note" as const,
                                message: { text },
                            })),
                        ],
                    },
                ],
                results: [
                    ...losses
                        .filter(({ refusal }) => refusal !== undefined)
                        .map((loss) => lossOf(loss, place)),
                    ...violations.map((found) => resultOf(found, "error", place)),
                    ...advice.map((found) => resultOf(found, "warning", place)),
                    ...exempt.map((found) => exemptOf(found, place)),
                ],
            },
        ],
    };
}

function ruleOf({
    name,
    id,
    description,
    remediation,
    severity,
    level,
}: (typeof others)[number]): SarifRule {
    return {
        id: name,
        shortDescription: { text: description },
        help: { text: remediation },
        defaultConfiguration: { level: level === "mandatory" ? "error" : "warning" },
        properties: { tags: [id], "security-severity": severities[severity] },
    };
}

type Place = (urn: string) => string;

function resultOf(
    { rule, urn, resource, message }: Found,
    level: Level,
    place: Place,
): SarifResult {
    return {
        ruleId: rule,
        level,
        message: { text: resource === "" ? message : `${resource}: ${message}` },
        locations: [
            {
                physicalLocation: {
                    artifactLocation: { uri: place(urn) },
                    region: { startLine: 1 },
                },
                logicalLocations: [{ name: resource, fullyQualifiedName: urn, kind: "resource" }],
            },
        ],
        partialFingerprints: { "ruleAndResource/v1": `${rule} ${urn}` },
    };
}

function lossOf(
    { urn, resource, title, operation, refusal = "" }: Loss,
    place: Place,
): SarifResult {
    const message = `The ${title} must not be lost to a ${operation}: ${refusal}.`;
    const rule = "irreplaceable-kept";
    return resultOf({ rule, urn, resource, message, group: "" }, "error", place);
}

function exemptOf(found: Exempt, place: Place): SarifResult {
    const justification = `${found.reason} Until ${found.until}.`;
    return {
        ...resultOf(found, "warning", place),
        suppressions: [{ kind: "external", status: "accepted", justification }],
    };
}

/** The file that a reader would change: the app's, the layer's, or the stack's configuration. */
function fileOf(urn: string, repository: string): string {
    const chain = urn.split("::")[2]?.split("$") ?? [];
    const layer = chain.findLast((type) => type.startsWith("homelab:"))?.split(":")[1];
    const name = urn.split("::").at(-1) ?? "";
    const app = layer === "workload" ? appFile(name, repository) : undefined;
    const folder = `components/${layer ?? ""}/index.ts`;
    const isLayer = layer !== undefined && existsSync(join(repository, folder));
    return app ?? (isLayer ? folder : "Pulumi.homelab.yaml");
}

/** Names of an app's resources begin with the app's. */
function appFile(name: string, repository: string): string | undefined {
    const words = name.split("-");
    return words
        .map((_word, index) => `apps/${words.slice(0, words.length - index).join("-")}.ts`)
        .find((file) => existsSync(join(repository, file)));
}
