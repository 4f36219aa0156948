import { type Gap, gapsOf, type PlacedTarget } from "../../../catalogue/backup/gaps";
import type { DataAsset } from "../../../catalogue/data-asset";

type Asset = Pick<DataAsset, "kind" | "backup">;

const bucket = (offsite: boolean): PlacedTarget => ({ kind: "s3", name: "bucket", offsite });
const other: PlacedTarget = { kind: "r2", name: "other", offsite: true };
const drive: PlacedTarget = { kind: "rest-server", name: "drive", offsite: false };
const machines: PlacedTarget = { kind: "proxmox-backup-server", name: "pbs", offsite: true };

const photos: Asset = { kind: "volume", backup: "critical" };
const ledger: Asset = { kind: "postgres", backup: "critical" };
const notes: Asset = { kind: "volume", backup: "high" };
const archive: Asset = { kind: "volume", backup: "low" };
const models: Asset = { kind: "volume", backup: "none" };

const cases: readonly (readonly [string, Asset, readonly PlacedTarget[], readonly Gap[]])[] = [
    ["nothing is lacking without a priority", models, [], []],
    ["nothing can be had without a bucket", archive, [drive, machines], ["no bucket"]],
    ["one bucket is enough for what needs one copy", notes, [bucket(true)], []],
    ["one bucket is one place", photos, [bucket(true)], ["one place"]],
    ["a drive is a second place of volumes", photos, [bucket(true), drive], []],
    ["a drive is none of databases", ledger, [bucket(true), drive], ["one place"]],
    ["another bucket is one of everything", ledger, [bucket(true), other], []],
    ["machines' place is none of data", ledger, [bucket(true), machines], ["one place"]],
    ["a bucket may be in the house", notes, [bucket(false), drive], ["in the house"]],
    ["what is low may stay in the house", archive, [bucket(false)], []],
    ["all that is lacking is told", ledger, [bucket(false)], ["one place", "in the house"]],
    ["the second place may be the one outside", ledger, [bucket(false), other], []],
];

test.each(cases)("%s", (_title, asset, targets, gaps) => {
    expect(gapsOf(asset, targets)).toEqual(gaps);
});
