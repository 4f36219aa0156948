import { stackOf } from "../../../policies/engine/resource";
import { notApplicable } from "../../../policies/engine/rule";
import {
    acceptedGaps,
    backupFacts,
    isAccepted,
    liesAt,
    saidOfGaps,
    targetOf,
} from "../../../policies/views/backup-targets";
import { expiries } from "../../../policies/views/bucket-expiries";
import { objectsIn } from "../../../policies/views/kube-object";
import { logPipelines, namedByOwner } from "../../../policies/views/shipped-logs";
import { goneUntilThen, oneBucketUntilThen, snapshotJob, targets } from "../backup-samples";
import { kube, resource } from "../support";

const critical = { kind: "volume", backup: "critical" } as const;

describe("declared targets", () => {
    test("are what the component of all copies says, and no other", () => {
        const other = resource("other:index:Backup", "other", { targets: [{ name: "x" }] });
        const { targets: declared, accepted } = backupFacts(stackOf([other, targets()]));
        expect([...declared.keys()]).toEqual(["near", "far", "drive"]);
        expect(accepted).toBeUndefined();
    });

    test("of no known kind give nothing", () => {
        const gone = targets({
            targets: [{ name: "x", kind: "other", offsite: true }],
            incomplete: { until: "2999-12-31" },
        });
        expect(acceptedGaps(critical, stackOf([gone]))).toEqual(
            acceptedGaps(critical, stackOf([goneUntilThen])),
        );
        expect(backupFacts(stackOf([gone])).accepted?.reason).toBe("no reason given");
    });

    test("lack what the owner accepts, and only that", () => {
        const one = stackOf([oneBucketUntilThen]);
        expect(acceptedGaps(critical, one)).toEqual(["one place"]);
        expect(isAccepted(critical, one)).toBe(true);
        expect(isAccepted(critical, one, ["one place"])).toBe(true);
        expect(isAccepted(critical, one, ["no bucket"])).toBe(false);
        expect(acceptedGaps(critical, stackOf([targets({ targets: [] })]))).toEqual([]);
    });

    test("excuse a verdict only where nothing is judged, and gaps are accepted", () => {
        const judged = { judged: ["urn:a"], findings: [] };
        const none = { judged: [], findings: [] };
        const accepted = stackOf([goneUntilThen]);
        expect(saidOfGaps(judged, accepted)).toBe(judged);
        expect(saidOfGaps(none, stackOf([targets()]))).toBe(none);
        expect(saidOfGaps(none, accepted)).toEqual(
            notApplicable("Missing copies are accepted for a time by homelab:backup.incomplete."),
        );
    });

    test("are found by the label of what writes there", () => {
        const stack = stackOf([
            targets({ targets: [{ kind: "s3" }, { name: "near", kind: "r2" }] }),
            kube("core/v1:ConfigMap", "a", {}, { labels: { "backup.homelab/target": "near" } }),
            kube("core/v1:ConfigMap", "b", {}, { labels: { "backup.homelab/target": "gone" } }),
            kube("core/v1:ConfigMap", "c", {}),
        ]);
        const found = objectsIn(stack, "core", "ConfigMap").map(
            (object) => targetOf(object, stack)?.name,
        );
        expect(found).toEqual(["near", undefined, undefined]);
    });

    test("that have a host are only there", () => {
        const target = { name: "a", kind: "s3", offsite: true };
        const at = (host: string | undefined, address: string | undefined) =>
            liesAt({ ...target, host }, address);
        expect(at(undefined, undefined)).toBe(true);
        expect(at("s3.example.org", "https://s3.example.org:9000/a")).toBe(true);
        expect(at("s3.example.org", "https://s3.example.com")).toBe(false);
        expect(at("s3.example.org", "s3.example.org")).toBe(false);
        expect(at("s3.example.org", undefined)).toBe(false);
        expect(at("undefined", undefined)).toBe(false);
    });
});

describe("life cycles of buckets", () => {
    const cycle = (...rules: readonly object[]) =>
        resource("cloudflare:index/r2BucketLifecycle:R2BucketLifecycle", "cycle", {
            bucketName: "here",
            rules,
        });
    const after = (maxAge: unknown) => ({ deleteObjectsTransition: { condition: { maxAge } } });

    test("delete after days, as far as that can be told", () => {
        const [found] = expiries(
            stackOf([
                cycle(
                    after(86400),
                    { ...after(2 * 86400), enabled: false },
                    { ...after(3 * 86400), enabled: true },
                    after("soon"),
                    { deleteObjectsTransition: null },
                    {},
                ),
            ]),
        );
        expect(found?.days).toEqual([1, 3, undefined]);
    });

    test("are of what is told to write there, whatever is told to write elsewhere", () => {
        const location = (name: string, bucket: string) =>
            kube("velero.io/v1:BackupStorageLocation", name, {
                spec: { objectStorage: { bucket } },
            });
        const store = (name: string, bucket: string) =>
            kube("barmancloud.cnpg.io/v1:ObjectStore", name, {
                spec: { configuration: { destinationPath: `s3://${bucket}/a` } },
            });
        const holds = (...beside: ReturnType<typeof kube>[]) =>
            expiries(stackOf([cycle(), ...beside])).flatMap((each) => each.holds);
        expect(holds(location("a", "other"), location("b", "here"))).toEqual(["volumes"]);
        expect(holds(store("a", "other"), store("b", "here"))).toEqual(["databases"]);
        expect(holds(snapshotJob("a", "other"), snapshotJob("b", "here"))).toEqual(["etcd"]);
        expect(
            holds(location("a", "other"), store("b", "other"), snapshotJob("c", "other")),
        ).toEqual([]);
    });
});

describe("pipelines of logs", () => {
    const reader = (...relabels: readonly string[]) => `
        loki.source.kubernetes "pods" {
            targets = ${relabels.map((each) => `discovery.relabel.${each}.output`).join(" + ")}
        }
    `;
    const relabel = (label: string, regex: string, action = "keep") => `
        discovery.relabel "${label}" {
            rule {
                source_labels = ["__meta_kubernetes_namespace"]
                regex         = "${regex}"
                action        = "${action}"
            }
        }
    `;
    const readers = (river: string) =>
        logPipelines(
            stackOf([kube("core/v1:ConfigMap", "collector", { data: { "a.river": river } })]),
        ).map((pipeline) => pipeline.readers);

    test.each<[string, string, readonly (readonly string[] | undefined)[]]>([
        ["named", relabel("a", "immich|notes") + reader("a"), [["immich", "notes"]]],
        ["of another's", relabel("b", "immich") + reader("a"), [undefined]],
        ["of two", relabel("a", "immich") + relabel("b", ".*") + reader("a", "b"), [undefined]],
        ["patterns in part", relabel("a", "immich|.*") + reader("a"), [undefined]],
        ["dropped", relabel("a", "immich", "drop") + reader("a"), [undefined]],
        ["no reader's", 'loki.write "a" {\n}\n', []],
    ])("tell namespaces that are %s", (_title, river, found) => {
        expect(readers(river)).toEqual([found]);
    });

    test("the owner's word counts, nobody else's", () => {
        const named = { namedByOwner: ["immich"] };
        expect(
            namedByOwner(
                stackOf([
                    resource("homelab:platform:Observability", "a", named),
                    resource("other:platform:Observability", "b", { namedByOwner: ["vault"] }),
                ]),
            ),
        ).toEqual(["immich"]);
    });
});
