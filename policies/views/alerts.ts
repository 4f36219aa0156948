import { at, listAt, textAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import type { Value } from "../engine/value";

const groupToken = "grafana:alerting/ruleGroup:RuleGroup";

/** Data that an alert whose name matches is about; `undefined` in a stack that keeps no alerts. */
export function assetsWithAlerts(stack: Stack, about: RegExp): ReadonlySet<Value> | undefined {
    const groups = stack.resources.filter(({ type }) => type === groupToken);
    return groups.length === 0
        ? undefined
        : new Set(
              groups
                  .flatMap(({ props }) => listAt(props, "rules"))
                  .filter(
                      (rule) =>
                          at(rule, "isPaused") !== true && about.test(textAt(rule, "name") ?? ""),
                  )
                  .flatMap((rule) => [
                      at(rule, "labels", "asset"),
                      ...(textAt(rule, "labels", "alsoOf") ?? "").split(" "),
                  ]),
          );
}
