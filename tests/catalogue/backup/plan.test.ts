import { apps } from "../../../apps";
import {
    applicationEncryption,
    withoutApplicationEncryption,
} from "../../../catalogue/backup/application-encryption";
import { backupExemptions, exemptionOf, holds } from "../../../catalogue/backup/exemptions";
import { backupLevels, keptDays, within } from "../../../catalogue/backup/levels";
import { gapsIn, planAll, planOf } from "../../../catalogue/backup/plan";
import { rolesOf } from "../../../catalogue/backup/targets";
import { collect } from "../../../catalogue/catalogue";
import { backupPriorities, type DataAsset } from "../../../catalogue/data-asset";

const catalogue = collect(apps);

const asset = (change: Partial<DataAsset>): DataAsset => ({
    id: "diary.pages",
    title: "Pages",
    kind: "volume",
    classification: "sensitive",
    backup: "high",
    retention: "indefinite",
    personal: true,
    ...change,
});

const methods = (plan: { copies: readonly { method: string }[] }) =>
    plan.copies.map(({ method }) => method);

describe("the shipped homelab", () => {
    const plans = planAll(catalogue.assets);

    it("has no asset that is neither copied nor exempt", () => {
        expect(plans.length).toBe(catalogue.assets.length);
        expect(gapsIn(plans).map(({ id }) => id)).toEqual([]);
    });

    it("never exempts what has a priority, and copies nothing that has none", () => {
        for (const { asset: each, copies, exemption } of plans) {
            expect([each.id, copies.length > 0]).toEqual([each.id, each.backup !== "none"]);
            expect([each.id, exemption !== undefined]).toEqual([each.id, each.backup === "none"]);
        }
    });

    it("copies critical volumes and databases to two places outside the volume", () => {
        const critical = plans.filter(
            ({ asset: each }) =>
                each.backup === "critical" && ["volume", "postgres"].includes(each.kind),
        );
        expect(critical.length).toBeGreaterThan(1);
        for (const { copies } of critical) {
            const places = new Set(copies.map(({ location }) => location));
            expect([...places]).toEqual(expect.arrayContaining(["first bucket", "second target"]));
        }
    });

    it("uses every exemption", () => {
        const used = new Set(plans.map(({ exemption }) => exemption?.name));
        expect(backupExemptions.map(({ name }) => name).filter((name) => !used.has(name))).toEqual(
            [],
        );
    });

    it("knows the key of everything that encrypts by itself, and names the apps that do not", () => {
        for (const { key, owner } of applicationEncryption) {
            const found = catalogue.find(key);
            expect([key, found?.classification]).toEqual([key, "credentials"]);
            expect(owner === "platform" || apps.some(({ name }) => name === owner)).toBe(true);
        }
        const encrypting = new Set(applicationEncryption.map(({ owner }) => owner));
        const others = apps.map(({ name }) => name).filter((name) => !encrypting.has(name));
        expect([...withoutApplicationEncryption].sort()).toEqual(others.sort());
    });
});

describe("a plan", () => {
    it("makes the second copy for critical data only", () => {
        const planned = (backup: DataAsset["backup"]) => methods(planOf(asset({ backup }), []));
        expect(planned("critical")).toEqual(["file-system copy", "independent file-system copy"]);
        expect(planned("high")).toEqual(["file-system copy"]);
        expect(planned("none")).toEqual([]);
    });

    it("quiesces SQLite before it copies the volume that holds it", () => {
        const volume = asset({});
        const file = asset({ id: "diary.lines", kind: "sqlite", storedIn: volume.id });
        expect(methods(planOf(file, [volume, file]))).toEqual([
            "SQLite online backup",
            "file-system copy",
        ]);
    });

    it("counts an export among the copies of what it is of, before all others", () => {
        const database = asset({ id: "diary.index", kind: "postgres", backup: "critical" });
        const dump = asset({
            id: "diary.dump",
            kind: "derived",
            backup: "none",
            copyOf: database.id,
            storedIn: "diary.pages",
        });
        expect(methods(planOf(database, [database, dump]))).toEqual([
            "application export",
            "base backup and WAL archive",
            "bucket copy",
        ]);
    });

    it("keeps no copy longer than the data itself", () => {
        const { keep } = planOf(asset({ backup: "critical", retention: "30 days" }), []);
        expect(keptDays(keep)).toBeLessThanOrEqual(30);
        expect(keptDays(keep)).toBeGreaterThan(13);
    });

    it("is a gap for a volume that nothing is decided about", () => {
        const forgotten = asset({ backup: "none" });
        expect(gapsIn(planAll([forgotten]))).toEqual([forgotten]);
        expect(exemptionOf({ ...forgotten, retention: "until cleanup" })?.name).toBe(
            "fetched-again",
        );
    });

    it("is a gap for a kind that has a priority and no method", () => {
        const lost = asset({ kind: "metrics", backup: "high" });
        expect(gapsIn(planAll([lost]))).toEqual([lost]);
    });
});

describe("the table of priorities", () => {
    it("demands no less of a higher priority", () => {
        for (const [at, priority] of backupPriorities.slice(1).entries()) {
            const higher = backupLevels[backupPriorities[at] ?? "none"];
            const lower = backupLevels[priority];
            expect(higher.rpoHours).toBeLessThanOrEqual(lower.rpoHours);
            expect(higher.copies).toBeGreaterThanOrEqual(lower.copies);
            expect(keptDays(higher.keep)).toBeGreaterThanOrEqual(keptDays(lower.keep));
        }
    });

    it("keeps fewer copies within fewer days", () => {
        const { keep } = backupLevels.critical;
        expect(within(keep, Infinity)).toEqual(keep);
        expect(within(keep, 30)).toEqual({ daily: 14, weekly: 4, monthly: 0, yearly: 0 });
    });
});

test("an exemption ends with its last day", () => {
    expect(holds({ until: "2027-12-31" }, "2027-12-31")).toBe(true);
    expect(holds({ until: "2027-12-31" }, "2028-01-01")).toBe(false);
});

test("targets take their part by kind and order", () => {
    const target = (kind: "s3" | "r2" | "rest-server" | "proxmox-backup-server", name: string) => ({
        kind,
        name,
    });
    const roles = rolesOf([
        target("rest-server", "drive"),
        target("r2", "a"),
        target("proxmox-backup-server", "pbs"),
        target("s3", "b"),
        target("s3", "c"),
    ]);
    expect(
        Object.fromEntries(
            Object.entries<{ name: string } | undefined>({ ...roles }).map(([k, v]) => [
                k,
                v?.name,
            ]),
        ),
    ).toEqual({
        first: "a",
        second: "b",
        drive: "drive",
        machines: "pbs",
    });
    expect(rolesOf([]).first).toBeUndefined();
});
