import type { AppData } from "../../catalogue/app-data";
import { assetId, assetsOf, credentialsId } from "../../catalogue/app-assets";

const volume = {
    kind: "volume",
    title: "Files",
    classification: "internal",
    retention: "indefinite",
    size: "2Gi",
} as const;

const assets = (data: AppData) => assetsOf({ name: "shelf", data });

describe("assetsOf", () => {
    test("assumes no backup and nothing personal where the app says neither", () => {
        expect(assets({ files: volume })).toEqual([
            {
                id: "shelf.files",
                title: "Files",
                kind: "volume",
                classification: "internal",
                backup: "none",
                retention: "indefinite",
                personal: false,
                size: "2Gi",
            },
        ]);
    });

    test("keeps what the app says", () => {
        const said = {
            ...volume,
            classification: "sensitive",
            backup: "critical",
            personal: true,
        } as const;
        expect(assets({ files: said })).toEqual([
            {
                id: "shelf.files",
                title: "Files",
                kind: "volume",
                classification: "sensitive",
                backup: "critical",
                retention: "indefinite",
                personal: true,
                size: "2Gi",
            },
        ]);
    });

    test("resolves storedIn to the id of the store and gives contained data no size", () => {
        const index = {
            kind: "derived",
            title: "Index",
            classification: "internal",
            retention: "transient",
            storedIn: "files",
        } as const;
        expect(assets({ files: volume, index })[1]).toEqual({
            id: "shelf.index",
            title: "Index",
            kind: "derived",
            classification: "internal",
            backup: "none",
            retention: "transient",
            personal: false,
            storedIn: "shelf.files",
        });
    });

    test("adds the login of each database and cache behind it", () => {
        const data: AppData = {
            database: {
                kind: "postgres",
                title: "Rows",
                classification: "internal",
                retention: "indefinite",
                size: "1Gi",
                image: "postgres:18",
            },
            jobs: {
                kind: "cache",
                title: "Jobs",
                classification: "internal",
                retention: "transient",
                size: "1Gi",
            },
            files: volume,
        };
        expect(assets(data).map(({ id }) => id)).toEqual([
            "shelf.database",
            "shelf.database-credentials",
            "shelf.jobs",
            "shelf.jobs-credentials",
            "shelf.files",
        ]);
        expect(assets(data)[1]).toEqual({
            id: "shelf.database-credentials",
            title: "Login to: Rows",
            kind: "secret",
            classification: "credentials",
            backup: "medium",
            retention: "indefinite",
            personal: false,
        });
    });

    test.each(["nowhere", "constructor"])("refuses data stored in %s", (storedIn) => {
        const lost = { ...volume, kind: "derived", storedIn } as const;
        expect(() => assets({ files: volume, lost })).toThrow(
            new Error(
                `apps/shelf: data.lost.storedIn is "${storedIn}", which is no data of the app: ` +
                    "name one of files, lost",
            ),
        );
    });
});

test("ids are made of owner and name", () => {
    expect(assetId("shelf", "files")).toBe("shelf.files");
    expect(credentialsId("shelf", "database")).toBe("shelf.database-credentials");
});
