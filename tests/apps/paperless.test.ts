import { paperless } from "../../apps/paperless";
import { assetsOf } from "../../catalogue/app-assets";
import type { AnyApp } from "../../catalogue/app-spec";
import { planAll } from "../../catalogue/backup/plan";
import { checkApp } from "../../catalogue/check-app";
import { isDisposable } from "../../catalogue/data-asset";
import { optionsOf, sampleBindings } from "./sample-bindings";

const app: AnyApp = paperless;
const bindings = sampleBindings(paperless, optionsOf(paperless));
const main = paperless.values(bindings).workloads["main"];
const job = paperless.jobs?.["document-exporter"];
const steps = job?.steps(bindings) ?? [];
const login = (name: string, key: string) => ({ secret: `login-of-${name}`, key });

test("the declaration has no problem", () => {
    expect(checkApp(paperless)).toEqual([]);
});

test("its data: kind, class, priority, retention, person, place", () => {
    const rows = assetsOf(paperless).map((asset) =>
        [
            asset.id,
            asset.kind,
            asset.classification,
            asset.backup,
            asset.retention,
            asset.personal ? "personal" : "-",
            asset.size ?? asset.storedIn ?? "-",
        ].join(" | "),
    );
    expect(rows).toEqual([
        "paperless.documents | volume | sensitive | critical | indefinite | personal | 50Gi",
        "paperless.database | postgres | sensitive | critical | indefinite | personal | 5Gi",
        "paperless.database-credentials | secret | credentials | medium | indefinite | - | -",
        "paperless.export | volume | sensitive | high | indefinite | personal | 60Gi",
        "paperless.document-export | derived | sensitive | high | indefinite | personal | paperless.export",
        "paperless.consume | volume | sensitive | low | transient | personal | 5Gi",
        "paperless.data | volume | sensitive | low | indefinite | personal | 5Gi",
        "paperless.queue | cache | internal | none | transient | - | 1Gi",
        "paperless.queue-credentials | secret | credentials | medium | indefinite | - | -",
        "paperless.login | secret | credentials | medium | indefinite | - | -",
    ]);
    const disposable = assetsOf(paperless).filter((asset) => asset.size && isDisposable(asset));
    expect(disposable.map(({ id }) => id)).toEqual(["paperless.queue"]);
});

test("documents are exported before they are copied", () => {
    const plan = planAll(assetsOf(paperless)).find(({ asset }) => asset.id.endsWith(".documents"));
    expect(plan?.copies.map(({ method }) => method)).toEqual([
        "application export",
        "file-system copy",
        "independent file-system copy",
    ]);
});

test("it reaches database and queue by their bindings, with TLS verified", () => {
    expect(main?.env).toMatchObject({
        PAPERLESS_DBHOST: "database.database.example",
        PAPERLESS_DBPORT: "5431",
        PAPERLESS_DBNAME: "database-of-database",
        PAPERLESS_DBUSER: login("database", "username"),
        PAPERLESS_DBPASS: login("database", "password"),
        PAPERLESS_DBSSLMODE: "verify-full",
        PAPERLESS_DBSSLROOTCERT: "/etc/paperless/database-ca/ca.crt",
        QUEUE_PASSWORD: login("queue", "password"),
        PAPERLESS_REDIS: "redis://:$(QUEUE_PASSWORD)@queue.cache.example:6378",
    });
    expect(main?.mounts?.["authority"]).toEqual({
        path: "/etc/paperless/database-ca",
        secret: "authority-of-database",
        // The same Secret may hold the authority's private key.
        items: ["ca.crt"],
    });
});

test("its address is the house's, over TLS, and no other host is served", () => {
    expect(main?.env).toMatchObject({
        PAPERLESS_URL: "https://host-of-paperless.example.org",
        PAPERLESS_ALLOWED_HOSTS: "host-of-paperless.example.org",
        PAPERLESS_PROXY_SSL_HEADER: '["HTTP_X_FORWARDED_PROTO", "https"]',
    });
});

test("every value whose name speaks of a credential comes from a Secret", () => {
    const environments = [
        main?.env,
        ...(main?.before ?? []).map(({ env }) => env),
        ...steps.map(({ env }) => env),
    ];
    const secretive = environments
        .flatMap((env) => Object.entries(env ?? {}))
        .filter(([name]) => /PASS|USER|SECRET|TOKEN/.test(name));
    expect([...new Set(secretive.map(([name]) => name))].sort()).toEqual([
        "PAPERLESS_ADMIN_PASSWORD",
        "PAPERLESS_DBPASS",
        "PAPERLESS_DBUSER",
        "PAPERLESS_SECRET_KEY",
        "QUEUE_PASSWORD",
    ]);
    expect(secretive.filter(([, value]) => typeof value === "string")).toEqual([]);
});

test("the first password is known to the step that sets it alone", () => {
    const knowing = (main?.before ?? []).filter(({ env }) =>
        Object.hasOwn(env ?? {}, "PAPERLESS_ADMIN_PASSWORD"),
    );
    expect(knowing.map(({ name }) => name)).toEqual(["first-user"]);
    expect(main?.env).not.toHaveProperty("PAPERLESS_ADMIN_PASSWORD");
});

test("duplicates are removed, updates are not asked for, text is read as chosen", () => {
    expect(main?.env).toMatchObject({
        PAPERLESS_CONSUMER_DELETE_DUPLICATES: "true",
        PAPERLESS_ENABLE_UPDATE_CHECK: "false",
        PAPERLESS_OCR_LANGUAGE: "eng",
    });
    const german = sampleBindings(paperless, optionsOf(paperless, { ocrLanguage: "deu+eng" }));
    expect(paperless.values(german).workloads["main"]?.env?.["PAPERLESS_OCR_LANGUAGE"]).toBe(
        "deu+eng",
    );
});

test("consumer, worker and scheduler share the web server's pod, folders prepared before", () => {
    expect(main?.before?.map(({ name }) => name)).toEqual([
        "folders",
        "migrations",
        "first-user",
        "search-index",
    ]);
    expect(main?.beside?.map(({ name }) => name)).toEqual(["consumer", "worker", "scheduler"]);
    expect(Object.keys(paperless.values(bindings).workloads)).toEqual(["main"]);
    // What is not prepared here would be missing: the image's own start does not run.
    const folders = main?.before?.[0]?.command ?? [];
    expect(folders).toContain(main?.env?.["PAPERLESS_CONSUMPTION_DIR"]);
    expect(folders).toContain(main?.env?.["PAPERLESS_SCRATCH_DIR"]);
    expect(folders).toContain(steps[0]?.command[3]);
});

test("it runs restricted, as the image's user, with nothing writable but mounts", () => {
    expect(paperless.podSecurity).toBe("restricted");
    expect(main).toMatchObject({ user: 1000 });
    expect(main).not.toHaveProperty("root");
    expect(main).not.toHaveProperty("writableRoot");
    expect(steps.filter(({ writableRoot }) => writableRoot !== undefined)).toEqual([]);
});

test("each claim is mounted by the one workload, and by the job beside it", () => {
    const claims = ["documents", "export", "consume", "data"];
    expect(app.workloads["main"]?.mounts).toEqual(claims);
    expect(job?.mounts).toEqual(claims);
    const mounted = Object.values(main?.mounts ?? {}).flatMap((mount) =>
        "claim" in mount ? [mount.claim] : [],
    );
    expect(mounted).toEqual(claims.map((name) => `claim-of-${name}`));
});

test("the export runs nightly, in the same release as the server", () => {
    expect(job?.schedule).toMatch(/^\d+ 0 \* \* \*$/);
    expect(steps.map(({ image }) => image)).toEqual([main?.image]);
    expect(steps[0]?.command).toEqual([
        "python3",
        "manage.py",
        "document_exporter",
        "/usr/src/paperless/export/documents",
        "--compare-checksums",
        "--delete",
        "--use-folder-prefix",
        "--no-progress-bar",
    ]);
});

test("traffic: what is listed and nothing else", () => {
    expect(app.connections.map(({ from, to }) => `${from} > ${JSON.stringify(to)}`)).toEqual([
        'edge > "main"',
        'main > "database"',
        'main > "queue"',
        'document-exporter > "database"',
        'document-exporter > "queue"',
    ]);
    expect(app.workloads["main"]?.ports).toEqual([8000]);
});
