import { stackOf } from "../../policies/engine/resource";
import type { Resource } from "../../policies/engine/resource";
import { missingCopies } from "../../policies/views/missing-copies";
import {
    baseBackup,
    database,
    goneUntilThen,
    location,
    noGapUntilThen,
    oneBucketUntilThen,
    photosClaim,
    schedule,
    snapshotJob,
    source,
    targets,
    volumePolicy,
} from "./backup-samples";
import { context, resource } from "./support";

const incomplete = { reason: "Not yet", until: "2999-12-31" };
const machine = resource("proxmoxve:index/vmLegacy:VmLegacy", "plane", { tags: ["controlplane"] });
const snapshots = (suspend: boolean) => snapshotJob("snapshots", undefined, { suspend });
const worker = resource("proxmoxve:index/vmLegacy:VmLegacy", "worker", { tags: ["worker"] });

describe("what lacks copies", () => {
    test.each<[string, readonly Resource[], readonly string[]]>([
        [
            "is all that has a priority while there is no target",
            [goneUntilThen, photosClaim, database, machine],
            [
                "Accepted until 2999-12-31 (Not yet): nothing copies immich.database, immich.photos, platform.etcd.",
            ],
        ],
        ["leaves etcd out where no machine runs it", [goneUntilThen, worker], []],
        [
            "is told apart from what a drive or a server of machines takes",
            [
                targets({
                    targets: [
                        { name: "drive", kind: "rest-server", offsite: false },
                        { name: "pbs", kind: "proxmox-backup-server", offsite: false },
                    ],
                    incomplete,
                }),
                photosClaim,
                source,
                database,
                machine,
            ],
            [
                "Accepted until 2999-12-31 (Not yet): no bucket takes immich.photos, platform.etcd.",
                "Accepted until 2999-12-31 (Not yet): nothing copies immich.database.",
            ],
        ],
        [
            "is what lies in one place",
            [
                ...[oneBucketUntilThen, photosClaim, database, baseBackup],
                ...[schedule, location, volumePolicy()],
            ],
            ["Accepted until 2999-12-31 (Not yet): only one place takes immich.photos."],
        ],
        [
            "is in one place where a job takes snapshots of etcd",
            [oneBucketUntilThen, machine, snapshots(false)],
            ["Accepted until 2999-12-31 (Not yet): only one place takes platform.etcd."],
        ],
        [
            "is copied by nothing where that job is switched off",
            [oneBucketUntilThen, machine, snapshots(true)],
            ["Accepted until 2999-12-31 (Not yet): nothing copies platform.etcd."],
        ],
        [
            "is what would end with the house",
            [
                targets({
                    targets: [{ name: "near", kind: "s3", offsite: false }],
                    incomplete,
                }),
                ...[database, baseBackup],
            ],
            ["Accepted until 2999-12-31 (Not yet): only places in the house take immich.database."],
        ],
        [
            "names an asset once, however many hold it",
            [goneUntilThen, photosClaim, { ...photosClaim, urn: `${photosClaim.urn}-again` }],
            ["Accepted until 2999-12-31 (Not yet): nothing copies immich.photos."],
        ],
        ["is nothing where the targets lack nothing", [noGapUntilThen, photosClaim, machine], []],
        [
            "is a rule's business where nobody accepts it",
            [targets({ targets: [] }), photosClaim, machine],
            [],
        ],
        ["is nothing without a stack", [], []],
    ])("%s", (_title, stack, sentences) => {
        expect(missingCopies(stackOf(stack), context)).toEqual(sentences);
    });
});
