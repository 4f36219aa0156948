import { dataLabels, isBackupPriority, isClassification, labelKeys } from "../../catalogue/labels";

test("an object is labelled with asset, class and priority", () => {
    expect(
        dataLabels({ id: "immich.photos", classification: "sensitive", backup: "critical" }),
    ).toEqual({
        "data.homelab/asset": "immich.photos",
        "data.homelab/classification": "sensitive",
        "data.homelab/backup-priority": "critical",
    });
});

test("the keys are the ones that labels are written with", () => {
    const labels = dataLabels({ id: "a.b", classification: "public", backup: "none" });
    expect(Object.keys(labels)).toEqual([
        labelKeys.asset,
        labelKeys.classification,
        labelKeys.backupPriority,
    ]);
});

test.each([
    ["sensitive", true, false],
    ["critical", false, true],
    ["none", false, true],
    ["Sensitive", false, false],
    ["", false, false],
    [undefined, false, false],
    [["public"], false, false],
])("%j: class %s, priority %s", (value, classification, priority) => {
    expect(isClassification(value)).toBe(classification);
    expect(isBackupPriority(value)).toBe(priority);
});
