import { dayOf, daysBetween, isDay, latestToday, today } from "../../../shared/day";
import { at, isEmpty } from "../../engine/read";
import { judgeEach, notApplicable } from "../../engine/rule";
import type { Value } from "../../engine/value";
import type { ExportedState } from "../../state/exported-state";
import { backupFacts, backupToken } from "../../views/backup-targets";
import type { StateCheck } from "../check";

/** Days of the longest quarter. */
const longest = 92;

/** Jobs try what a job can; that a person can bring the data back is known when one has done it. */
export const drillWithinQuarter: StateCheck = {
    id: "AUD-06",
    name: "drill-within-quarter",
    description: `The quarterly drill must have been done in the last ${String(longest)} days; a new homelab has as many to do its first.`,
    clause: { section: "Backup Testing", line: 480 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Do the drill of docs/runbooks/quarterly-drill.md, write its day to homelab:backup.drilled, " +
        "and run `make up`.",
    judge: (state, _context, now) =>
        backupFacts(state.stack).targets.size === 0
            ? notApplicable("No target takes copies yet, so none can be restored.")
            : judgeEach(
                  state.stack.resources
                      .filter(({ type }) => type === backupToken)
                      .map((resource) => ({ resource })),
                  ({ resource }) => faults(at(resource.props, "drilled"), state, now),
              ),
};

function faults(drilled: Value, { since }: ExportedState, now: Date): readonly string[] {
    const title = "The restore of all that is copied must be tried by a person";
    if (!isEmpty(drilled)) {
        return typeof drilled !== "string" || !isDay(drilled) || drilled > latestToday(now)
            ? [`${title}, and the day of the last drill must be a day that has been.`]
            : overdue(title, "the last drill was", drilled, now);
    }
    return since === undefined
        ? [`${title}: no drill is put down, and nothing says since when the homelab stands.`]
        : overdue(title, "no drill is put down, and the homelab was begun", dayOf(since), now);
}

function overdue(title: string, what: string, day: string, now: Date): readonly string[] {
    const age = daysBetween(day, today(now));
    return age <= longest
        ? []
        : [
              `${title} every ${String(longest)} days at least: ${what} on ${day}, ${String(age)} days ago.`,
          ];
}
