import type * as grafana from "@pulumiverse/grafana";
import type { Alert } from "../../../../catalogue/alerts";
import { ownerOf } from "../../../../catalogue/catalogue";
import { dataSources } from "./data-sources";

type Rule = grafana.types.input.alerting.RuleGroupRule;

/** What Grafana calls its own expressions. */
const expressions = "__expr__";

/** Rules by the owner of the data they are about; those about none are the platform's. */
export function rulesByOwner(
    alerts: readonly Alert[],
    contactPoint: string | undefined,
): ReadonlyMap<string, readonly Rule[]> {
    const groups = new Map<string, Rule[]>();
    for (const alert of alerts) {
        const owner = alert.asset === undefined ? "platform" : ownerOf({ id: alert.asset });
        const group = groups.get(owner) ?? [];
        groups.set(owner, [...group, ruleOf(alert, contactPoint)]);
    }
    return groups;
}

/** A rule that fires for each series that the expression gives, whatever its value. */
function ruleOf(alert: Alert, contactPoint: string | undefined): Rule {
    const source = dataSources[alert.of];
    const relativeTimeRange = { from: 600, to: 0 };
    return {
        name: alert.name,
        condition: "there",
        for: `${alert.minutes}m`,
        // Expressions say themselves what absence means.
        noDataState: "OK",
        execErrState: "Error",
        labels: {
            severity: alert.severity,
            ...(alert.asset !== undefined && { asset: alert.asset }),
            ...(alert.alsoOf !== undefined && { alsoOf: alert.alsoOf.join(" ") }),
        },
        annotations: { summary: alert.summary },
        ...(contactPoint !== undefined && { notificationSettings: { contactPoint } }),
        datas: [
            {
                refId: "asked",
                datasourceUid: source.uid,
                relativeTimeRange,
                model: JSON.stringify({
                    refId: "asked",
                    datasource: source,
                    expr: alert.expression,
                    instant: true,
                    range: false,
                    ...(alert.of === "logs" && { queryType: "instant" }),
                }),
            },
            {
                refId: "there",
                datasourceUid: expressions,
                relativeTimeRange,
                model: JSON.stringify({
                    refId: "there",
                    datasource: { type: expressions, uid: expressions },
                    type: "math",
                    expression: "$asked == $asked",
                }),
            },
        ],
    };
}
