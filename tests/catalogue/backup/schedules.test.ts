import { backupLevels, lockedDays } from "../../../catalogue/backup/levels";
import { methodsOfKind } from "../../../catalogue/backup/methods";
import { platformAsset } from "../../../catalogue/platform-assets";
import {
    baseBackupSchedule,
    drillSchedule,
    hoursBetween,
    nightlySteps,
    scheduleOf,
    snapshotSchedule,
} from "../../../catalogue/backup/schedules";

const startOf = (schedule: string) => {
    const [minute, hour] = schedule.split(" ").map(Number);
    return (hour ?? 0) * 60 + (minute ?? 0);
};

test("each step of a night begins after the one before, whatever the name", () => {
    const names = ["immich", "paperless", "home-assistant", "a", "zz"];
    for (const [at, step] of nightlySteps.slice(1).entries()) {
        const before = nightlySteps[at] ?? "export";
        const latest = Math.max(...names.map((name) => startOf(scheduleOf(before, "daily", name))));
        const first = Math.min(...names.map((name) => startOf(scheduleOf(step, "daily", name))));
        expect(latest).toBeLessThan(first);
    }
});

test("names are spread over the hour and keep their minute", () => {
    const minutes = ["immich", "paperless", "n8n"].map(
        (name) => scheduleOf("file-system copy", "daily", name).split(" ")[0],
    );
    expect(new Set(minutes).size).toBe(3);
    expect(scheduleOf("export", "daily", "immich")).toBe(scheduleOf("export", "daily", "immich"));
});

test("the hours between two runs", () => {
    expect(hoursBetween(scheduleOf("bucket copy", "daily", "x"))).toBe(24);
    expect(hoursBetween(baseBackupSchedule("weekly", "x"))).toBe(168);
    expect(hoursBetween(drillSchedule("monthly", "x"))).toBe(744);
    expect(hoursBetween(snapshotSchedule("homelab"))).toBe(6);
    expect(hoursBetween("never")).toBeUndefined();
});

test("snapshots of etcd are taken as often as the table of methods says", () => {
    const [snapshot] = methodsOfKind["etcd snapshot"].filter(
        ({ method }) => method === "etcd snapshot",
    );
    expect(snapshot?.frequency).toBe(
        `every ${String(hoursBetween(snapshotSchedule("homelab")))} hours`,
    );
});

test("locks end before what they lock may go", () => {
    const snapshotDays = Number.parseInt(platformAsset("etcd-snapshots").retention, 10);
    expect(lockedDays.etcd).toBeLessThan(snapshotDays);
    const windows = Object.values(backupLevels).flatMap(({ windowDays }) =>
        windowDays > 0 ? [windowDays] : [],
    );
    expect(lockedDays.databases).toBeLessThan(Math.min(...windows));
    expect(lockedDays.copy).toBeLessThanOrEqual(Math.min(snapshotDays, ...windows));
});
