import { valueAt } from "../provider/path";
import type { CheckCall, CreateCall, Problem, ResourceKind, StandIn } from "../provider/stand-in";
import { list, text } from "../provider/value";
import { stored } from "./stored";

const organisation = "1";

const kinds: Readonly<Record<string, ResourceKind>> = {
    "grafana:oss/folder:Folder": stored({
        required: ["title"],
        forceNew: ["uid", "orgId"],
        additions: ({ inputs }) => ({
            uid: inputs["uid"] ?? "made",
            url: `/dashboards/f/${text(inputs["uid"]) ?? "made"}`,
        }),
        id: ({ inputs }) => `${organisation}:${text(inputs["uid"]) ?? "made"}`,
    }),
    "grafana:oss/dashboard:Dashboard": stored({
        required: ["configJson"],
        forceNew: ["folder", "orgId"],
        problems: dashboardProblems,
        admit: inFolder("folder"),
        additions: ({ inputs }) => ({ uid: uidOf(inputs["configJson"]) ?? "made", version: 1 }),
        id: ({ inputs }) => `${organisation}:${uidOf(inputs["configJson"]) ?? "made"}`,
    }),
    "grafana:alerting/contactPoint:ContactPoint": stored({
        required: ["name"],
        forceNew: ["name", "orgId", "disableProvenance"],
        id: ({ inputs }) => `${organisation}:${text(inputs["name"]) ?? ""}`,
    }),
    "grafana:alerting/ruleGroup:RuleGroup": stored({
        required: ["folderUid", "intervalSeconds", "rules"],
        forceNew: ["folderUid", "name", "orgId", "disableProvenance"],
        problems: ruleProblems,
        admit: (call) => {
            inFolder("folderUid")(call);
            knownContactPoints(call);
        },
        id: ({ inputs }) =>
            [organisation, text(inputs["folderUid"]), text(inputs["name"])].join(":"),
    }),
};

/** Plays Grafana: folders, pages, rules and whom they tell. */
export const grafana: StandIn = {
    name: "grafana",
    version: "2.40.0",
    kind(type) {
        const kind = kinds[type];
        if (kind === undefined) {
            throw new Error(`${type}: the stand-in for grafana does not play this type.`);
        }
        return kind;
    },
};

function modelOf(json: unknown): Record<string, unknown> | undefined {
    try {
        const model: unknown = JSON.parse(text(json as never) ?? "");
        return typeof model === "object" && model !== null
            ? (model as Record<string, unknown>)
            : undefined;
    } catch {
        return undefined;
    }
}

function uidOf(json: unknown): string | undefined {
    const uid = modelOf(json)?.["uid"];
    return typeof uid === "string" ? uid : undefined;
}

function dashboardProblems({ inputs }: CheckCall): Problem[] {
    return text(inputs["configJson"]) !== undefined && modelOf(inputs["configJson"]) === undefined
        ? [{ property: "configJson", reason: "must be a JSON object" }]
        : [];
}

/** Rules whose condition is none of their steps, whose steps are no JSON, or that share a name. */
function ruleProblems({ inputs }: CheckCall): Problem[] {
    const rules = list(inputs["rules"]);
    const names = rules.map((rule) => text(valueAt(rule, ["name"])));
    return rules.flatMap((rule, at) => {
        const steps = list(valueAt(rule, ["datas"]));
        const condition = text(valueAt(rule, ["condition"]));
        const problem = (reason: string) => ({ property: `rules[${at}]`, reason });
        return [
            ...(steps.some((step) => text(valueAt(step, ["refId"])) === condition)
                ? []
                : [problem(`condition ${condition ?? ""} must be the refId of a step`)]),
            ...steps
                .filter((step) => modelOf(valueAt(step, ["model"])) === undefined)
                .map(() => problem("model must be a JSON object")),
            ...(names.indexOf(names[at]) < at ? [problem("has the name of another rule")] : []),
        ];
    });
}

function inFolder(property: string) {
    return ({ datacenter, inputs }: CreateCall): void => {
        const uid = text(inputs[property]);
        const known = datacenter
            .list("grafana:oss/folder:Folder")
            .some(({ fields }) => fields["uid"] === uid);
        if (uid !== undefined && !known) {
            throw new Error(`folder ${uid} does not exist`);
        }
    };
}

function knownContactPoints({ datacenter, inputs }: CreateCall): void {
    const known = datacenter
        .list("grafana:alerting/contactPoint:ContactPoint")
        .map(({ fields }) => fields["name"]);
    for (const rule of list(inputs["rules"])) {
        const wanted = text(valueAt(rule, ["notificationSettings", "contactPoint"]));
        if (wanted !== undefined && !known.includes(wanted)) {
            throw new Error(`contact point ${wanted} does not exist`);
        }
    }
}
