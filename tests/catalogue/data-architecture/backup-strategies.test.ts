import { apps } from "../../../apps";
import { planOf } from "../../../catalogue/backup/plan";
import { collect, ownerOf } from "../../../catalogue/catalogue";
import { backupStrategies } from "../../../catalogue/data-architecture/backup-strategies";

const catalogue = collect(apps);

/** What is planned for all assets of a row, each way named once. */
function plannedFor(application: string): string[] {
    const row = backupStrategies.find(({ cells }) => cells.Application === application);
    const copies = (row?.assets ?? []).flatMap((id) => {
        const asset = catalogue.find(id);
        return asset ? planOf(asset, catalogue.assets).copies : [];
    });
    const lines = copies.map(
        ({ method, frequency, location }) => `${method}, ${frequency}: ${location}`,
    );
    return [...new Set(lines)];
}

const criticalFiles = [
    "file-system copy, daily: first bucket",
    "independent file-system copy, daily: second target",
];
const criticalDatabase = [
    "base backup and WAL archive, continuous: first bucket",
    "bucket copy, daily: second target",
];

test("what takes the place of each strategy", () => {
    expect(plannedFor("Immich")).toEqual([
        ...criticalFiles,
        "application export, daily: the app's own volume",
        ...criticalDatabase,
    ]);
    expect(plannedFor("Paperless")).toEqual(
        expect.arrayContaining([...criticalFiles, ...criticalDatabase]),
    );
    expect(plannedFor("Home Assistant")).toEqual(
        expect.arrayContaining([
            "SQLite online backup, daily: the app's own volume",
            "file-system copy, daily: first bucket",
        ]),
    );
    expect(plannedFor("n8n")).toEqual(
        expect.arrayContaining(["file-system copy, weekly: first bucket"]),
    );
    expect(plannedFor("ArgoCD")).toEqual([
        "etcd snapshot, every 6 hours: first bucket",
        "bucket copy, daily: second target",
        "version control, continuous: Git hosting",
    ]);
    expect(plannedFor("Secrets")).toEqual([
        "version control, continuous: Git hosting",
        "recovery kit, on change: offline medium",
    ]);
});

test.each(backupStrategies)("$cells.Application has a copy off the disk it lies on", (row) => {
    const places = row.assets.flatMap((id) => {
        const asset = catalogue.find(id);
        return asset ? planOf(asset, catalogue.assets).copies.map(({ location }) => location) : [];
    });
    expect(places.some((place) => place !== "the app's own volume")).toBe(true);
});

test("a manual strategy is always replaced and says why", () => {
    const manual = backupStrategies.filter(({ cells }) => cells.Frequency === "Manual");
    expect(manual.map(({ cells }) => cells.Application)).toEqual([
        "Immich",
        "Paperless",
        "Home Assistant",
        "n8n",
    ]);
    expect(manual.map(({ differs }) => differs?.map(({ decision }) => decision))).toEqual(
        manual.map(() => ["back-up-without-anyone-remembering"]),
    );
});

test("every app with user data has a strategy", () => {
    const covered = new Set(backupStrategies.flatMap(({ assets }) => assets.map((id) => id)));
    const critical = catalogue.assets.filter(
        (asset) => ownerOf(asset) !== "platform" && ["critical", "high"].includes(asset.backup),
    );
    const uncovered = critical.filter(({ id, copyOf }) => !covered.has(id) && !copyOf);
    expect(uncovered.map(({ id }) => id)).toEqual([]);
});
