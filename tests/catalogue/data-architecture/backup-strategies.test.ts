import { apps } from "../../../apps";
import { collect, ownerOf } from "../../../catalogue/catalogue";
import { backupStrategies } from "../../../catalogue/data-architecture/backup-strategies";

const catalogue = collect(apps);
const planOf = (application: string) =>
    backupStrategies
        .find(({ cells }) => cells.Application === application)
        ?.planned.map(({ method, frequency, location }) => `${method}, ${frequency}: ${location}`);

test("what takes the place of each strategy", () => {
    expect(planOf("Immich")).toEqual([
        "file-system copy, daily: object storage",
        "independent file-system copy, daily: second object storage",
        "base backup and WAL archive, continuous: object storage",
        "application export, daily: the app's own volume",
    ]);
    expect(planOf("Paperless")).toEqual(planOf("Immich"));
    expect(planOf("Home Assistant")).toEqual([
        "SQLite online backup, daily: the app's own volume",
        "file-system copy, daily: object storage",
    ]);
    expect(planOf("n8n")).toEqual([
        ...(planOf("Home Assistant") ?? []),
        "application export, daily: Git hosting",
    ]);
    expect(planOf("ArgoCD")).toEqual(["version control, continuous: Git hosting"]);
    expect(planOf("Secrets")).toEqual([
        "version control, continuous: Git hosting",
        "recovery kit, on change: offline medium",
    ]);
});

const offSite = ["object storage", "second object storage", "Git hosting", "offline medium"];

test.each(backupStrategies)("$cells.Application has a copy off the disk it lies on", (row) => {
    expect(row.planned.some(({ location }) => offSite.includes(location))).toBe(true);
});

test.each(backupStrategies)("$cells.Application: critical files have two places", (row) => {
    const critical = row.assets
        .map((id) => catalogue.find(id))
        .filter((asset) => asset?.kind === "volume" && asset.backup === "critical");
    const places = new Set(
        row.planned.map(({ location }) => location).filter((place) => offSite.includes(place)),
    );
    expect(places.size).toBeGreaterThanOrEqual(critical.length > 0 ? 2 : 1);
});

test.each(backupStrategies)("$cells.Application: what lies in SQLite is quiesced first", (row) => {
    const inSqlite = row.assets.some((id) => catalogue.find(id)?.kind === "sqlite");
    expect(row.planned[0]?.method === "SQLite online backup").toBe(inSqlite);
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
    expect(critical.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
});
