import { drillWithinQuarter } from "../../../policies/audit/checks/drill-within-quarter";
import { unknown } from "../support";
import { checked, type Stored } from "./state";

/** As the component of all copies stands in a state; 2026-06-15 is today. */
function backup(drilled?: unknown, targets: readonly object[] = [{ name: "near", kind: "r2" }]) {
    return {
        type: "homelab:platform:Backup",
        name: "backup",
        inputs: { targets, ...(drilled !== undefined && { drilled }) },
    };
}

const made = (created?: string): Stored => ({
    type: "random:index/randomUuid:RandomUuid",
    name: created ?? "machine",
    ...(created !== undefined && { created }),
});

const of = (...resources: readonly Stored[]) => checked(drillWithinQuarter, resources);
const title = "The restore of all that is copied must be tried by a person";

test.each<[string, readonly Stored[]]>([
    ["done today", [backup("2026-06-15")]],
    ["done today, where it is tomorrow already", [backup("2026-06-16")]],
    ["done 92 days ago", [backup("2026-03-15")]],
    [
        "done lately in a homelab that has stood for years",
        [backup("2026-06-01"), made("2020-01-01T00:00:00Z")],
    ],
    ["not due yet in a homelab of 92 days", [backup(), made("2026-03-15T23:59:59.9Z")]],
    ["not due yet in one of today", [backup(), made("2026-06-15T11:00:00Z"), made()]],
])("a drill %s is recent enough", (_title, resources) => {
    expect(of(...resources)).toEqual({ judged: ["backup"], says: [] });
});

test.each<[string, readonly Stored[], string]>([
    [
        "done 93 days ago",
        [backup("2026-03-14"), made("2026-06-01T00:00:00Z")],
        `${title} every 92 days at least: the last drill was on 2026-03-14, 93 days ago.`,
    ],
    [
        "never done in a homelab of 93 days, whatever was made since",
        [made("2026-06-01T00:00:00Z"), backup(), made("2026-03-14T23:59:59Z")],
        `${title} every 92 days at least: no drill is put down, and the homelab was begun on 2026-03-14, 93 days ago.`,
    ],
    [
        "never done in a homelab that does not say since when it stands",
        [backup(), made(), made("yesterday")],
        `${title}: no drill is put down, and nothing says since when the homelab stands.`,
    ],
    [
        "put down for a day to come",
        [backup("2026-06-17"), made("2026-06-01T00:00:00Z")],
        `${title}, and the day of the last drill must be a day that has been.`,
    ],
    [
        "put down for no day",
        [backup("2026-02-30"), made("2026-06-01T00:00:00Z")],
        `${title}, and the day of the last drill must be a day that has been.`,
    ],
    [
        "put down as a number",
        [backup(20260601), made("2026-06-01T00:00:00Z")],
        `${title}, and the day of the last drill must be a day that has been.`,
    ],
    [
        "hidden by the export",
        [backup(unknown.text), made("2026-06-01T00:00:00Z")],
        `${title}, and the day of the last drill must be a day that has been.`,
    ],
])("a drill %s is not", (_title, resources, says) => {
    expect(of(...resources)).toEqual({ judged: ["backup"], says: [says] });
});

test.each<[string, readonly Stored[]]>([
    ["while no target takes copies", [backup("2020-01-01", []), made("2020-01-01T00:00:00Z")]],
    ["in a stack that copies nothing", [made("2020-01-01T00:00:00Z")]],
])("nothing is asked %s", (_title, resources) => {
    expect(of(...resources)).toEqual({ judged: [], says: [] });
});
