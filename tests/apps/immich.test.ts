import { immich } from "../../apps/immich";
import { assetsOf } from "../../catalogue/app-assets";
import type { AnyApp } from "../../catalogue/app-spec";
import { checkApp } from "../../catalogue/check-app";
import { isDisposable } from "../../catalogue/data-asset";
import { effectiveApp } from "../../catalogue/effective-app";
import { gibibytes } from "../../catalogue/units";
import { optionsOf, sampleBindings } from "./sample-bindings";

const app: AnyApp = immich;
const valuesWith = (chosen: Parameters<typeof optionsOf>[1]) =>
    immich.values(sampleBindings(immich, optionsOf(immich, chosen)));
const values = valuesWith({});
const serverMain = values.server.controllers.main.containers.main;
const learning = values["machine-learning"];
const fromSecret = (name: string, key: string) => ({ valueFrom: { secretKeyRef: { name, key } } });

test("the declaration has no problem", () => {
    expect(checkApp(immich)).toEqual([]);
});

test("its data: kind, class, priority, retention, person, place", () => {
    const rows = assetsOf(immich).map((asset) =>
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
        "immich.photos | volume | sensitive | critical | indefinite | personal | 500Gi",
        "immich.database | postgres | sensitive | critical | indefinite | personal | 10Gi",
        "immich.database-credentials | secret | credentials | medium | indefinite | - | -",
        "immich.queue | cache | internal | none | transient | - | 1Gi",
        "immich.queue-credentials | secret | credentials | medium | indefinite | - | -",
        "immich.models | volume | internal | none | until cleanup | - | 10Gi",
        "immich.thumbnails | derived | sensitive | none | indefinite | personal | immich.photos",
        "immich.encoded-video | derived | sensitive | none | indefinite | personal | immich.photos",
        "immich.database-dumps | derived | sensitive | none | 14 days | personal | immich.photos",
        "immich.embeddings | derived | sensitive | none | indefinite | personal | immich.database",
        "immich.search-index | derived | sensitive | none | indefinite | personal | immich.database",
    ]);
});

test("whatever is sensitive lies in a store that is not disposable", () => {
    const assets = assetsOf(immich);
    const storeOf = (id: string) => {
        const find = (wanted: string) => {
            const asset = assets.find((candidate) => candidate.id === wanted);
            if (!asset) {
                throw new Error(`no asset ${wanted}`);
            }
            return asset;
        };
        return find(find(id).storedIn ?? id);
    };
    const sensitive = assets.filter(({ classification }) => classification === "sensitive");
    expect(sensitive).toHaveLength(7);
    expect(sensitive.filter(({ id }) => isDisposable(storeOf(id)))).toEqual([]);
    const disposable = assets.filter((asset) => asset.size !== undefined && isDisposable(asset));
    expect(disposable.map(({ id }) => id)).toEqual(["immich.queue", "immich.models"]);
});

describe("the database", () => {
    const { image, extensions, preloadLibraries, size } = immich.data.database;

    test("is the size the document asks for", () => {
        expect(gibibytes(size)).toBe(10);
    });

    test("has what Immich needs, each extension after the one it builds on", () => {
        expect(extensions).toEqual([
            "vector",
            "vchord",
            "cube",
            "earthdistance",
            "pg_trgm",
            "unaccent",
            "uuid-ossp",
            "pg_stat_statements",
        ]);
        expect(preloadLibraries).toEqual(["vchord.so", "pg_stat_statements"]);
    });

    test("runs versions that Immich 2.6 accepts", () => {
        const [, major, vchordMajor, vchordMinor] =
            /:(\d+)\.\d+-(\d+)\.(\d+)\.\d+@/.exec(image)?.map(Number) ?? [];
        expect(major).toBeGreaterThanOrEqual(14);
        expect(major).toBeLessThan(19);
        expect((vchordMajor ?? 0) * 100 + (vchordMinor ?? 0)).toBeGreaterThanOrEqual(3);
        expect(vchordMajor).toBeLessThan(2);
    });
});

test("the server reaches database and queue by their bindings, with TLS verified", () => {
    expect(serverMain.env).toEqual({
        DB_HOSTNAME: "database.database.example",
        DB_PORT: "5431",
        DB_DATABASE_NAME: "database-of-database",
        DB_USERNAME: fromSecret("login-of-database", "username"),
        DB_PASSWORD: fromSecret("login-of-database", "password"),
        DB_SSL_MODE: "verify-full",
        NODE_EXTRA_CA_CERTS: "/etc/immich/database-ca/ca.crt",
        REDIS_PORT: "6378",
        IMMICH_TELEMETRY_INCLUDE: "job",
        IMMICH_MICROSERVICES_METRICS_PORT: "8082",
        REDIS_PASSWORD: fromSecret("login-of-queue", "password"),
    });
    expect(values.controllers.main.containers.main.env).toEqual({
        REDIS_HOSTNAME: "queue.cache.example",
        IMMICH_MACHINE_LEARNING_URL: "http://immich-machine-learning:3003",
    });
});

test("the authority's certificate is mounted where the server looks for it, without its key", () => {
    const ca = values.server.persistence["database-ca"];
    expect(ca).toEqual({
        type: "secret",
        name: "authority-of-database",
        items: [{ key: "ca.crt", path: "ca.crt" }],
        globalMounts: [{ path: "/etc/immich/database-ca", readOnly: true }],
    });
    expect(serverMain.env.NODE_EXTRA_CA_CERTS).toBe(
        `${ca.globalMounts[0]?.path}/${ca.items[0]?.path}`,
    );
});

test("each component mounts its own claim", () => {
    expect(values.immich.persistence.library.existingClaim).toBe("claim-of-photos");
    expect(learning.persistence.cache).toEqual({
        type: "persistentVolumeClaim",
        existingClaim: "claim-of-models",
        accessMode: "ReadWriteOnce",
    });
    expect(immich.workloads["server"]?.mounts).toEqual(["photos"]);
    expect(immich.workloads["machine-learning"]?.mounts).toEqual(["models"]);
    expect(values.controllers.main.strategy).toBe("Recreate");
});

test("no credential of the machine learning pod, which has no business with the database", () => {
    expect(JSON.stringify([values.controllers, learning])).not.toMatch(/login-of|secretKeyRef/);
});

test("every value whose name speaks of a credential comes from a Secret", () => {
    const env = { ...values.controllers.main.containers.main.env, ...serverMain.env };
    const secretive = Object.entries(env).filter(([name]) => /PASS|USERNAME|TOKEN|KEY/.test(name));
    expect(secretive.map(([name]) => name)).toEqual([
        "DB_USERNAME",
        "DB_PASSWORD",
        "REDIS_PASSWORD",
    ]);
    expect(secretive.filter(([, value]) => typeof value === "string")).toEqual([]);
});

test("both pods run restricted: unprivileged, nothing writable but mounts", () => {
    expect(immich.podSecurity).toBe("restricted");
    expect(values.defaultPodOptions).toEqual({
        automountServiceAccountToken: false,
        securityContext: {
            runAsNonRoot: true,
            runAsUser: 1000,
            runAsGroup: 1000,
            fsGroup: 1000,
            fsGroupChangePolicy: "OnRootMismatch",
            seccompProfile: { type: "RuntimeDefault" },
        },
    });
    expect(values.controllers.main.containers.main.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
    });
    expect(values.persistence.tmp).toEqual({ type: "emptyDir", sizeLimit: "1Gi" });
    expect(learning.persistence.home.globalMounts?.map(({ path }) => path)).toEqual([
        "/.cache",
        "/.config",
    ]);
});

test("each component's image has the tag of the release and a digest of its own", () => {
    const digests = [serverMain, learning.controllers.main.containers.main].map(
        ({ image }) => image.digest,
    );
    expect(values.controllers.main.containers.main.image).toEqual({ tag: "v2.6.3" });
    expect(new Set(digests).size).toBe(2);
    for (const digest of digests) {
        expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    }
});

test("what downloads models says nothing of what it runs on", () => {
    expect(learning.controllers.main.containers.main.env).toEqual({
        HF_HUB_DISABLE_TELEMETRY: "1",
    });
});

test("nothing is reported outside, and browsers load map tiles only when asked to", () => {
    expect(values.immich.configuration).toEqual({
        newVersionCheck: { enabled: false },
        map: { enabled: false },
        server: { externalDomain: "https://host-of-immich.example.org" },
        image: {
            preview: { format: "jpeg", quality: 80, size: 1440 },
            thumbnail: { format: "webp", quality: 80 },
        },
        ffmpeg: { transcode: "required", accel: "disabled" },
    });
    expect(immich.options.map.default).toBe(false);
    expect(valuesWith({ map: true }).immich.configuration.map.enabled).toBe(true);
});

test("traffic: what is listed and nothing else", () => {
    const ways = app.connections.map(({ from, to }) =>
        typeof to === "object" && "hosts" in to
            ? `${from} > ${to.hosts.join(" ")} :${to.port}`
            : `${from} > ${JSON.stringify(to)}`,
    );
    expect(ways).toEqual([
        'edge > "server"',
        'server > "database"',
        'server > "queue"',
        'server > "machine-learning"',
        "machine-learning > huggingface.co cas-server.xethub.hf.co transfer.xethub.hf.co " +
            "cas-bridge.xethub.hf.co us.aws.cdn.hf.co cdn-lfs-us-1.hf.co :443",
    ]);
    expect(immich.workloads["server"]?.ports).toEqual([2283]);
    expect(immich.workloads["machine-learning"]?.ports).toEqual([3003]);
});

test("the owner chooses how previews, thumbnails and videos are made", () => {
    const { image, ffmpeg } = valuesWith({
        previewFormat: "webp",
        previewQuality: 90,
        previewSize: 2160,
        thumbnailFormat: "jpeg",
        thumbnailQuality: 60,
        transcodePolicy: "optimal",
    }).immich.configuration;
    expect({ image, ffmpeg }).toEqual({
        image: {
            preview: { format: "webp", quality: 90, size: 2160 },
            thumbnail: { format: "jpeg", quality: 60 },
        },
        ffmpeg: { transcode: "optimal", accel: "disabled" },
    });
});

describe("a graphics device", () => {
    test("is out of reach until an option asks for it", () => {
        expect(JSON.stringify(values)).not.toMatch(/hostPath|privileged|nodeSelector/);
        expect(effectiveApp(app, optionsOf(app))).toMatchObject({ podSecurity: "restricted" });
    });

    test.each(["vaapi", "qsv"] as const)("encodes videos of the server alone with %s", (accel) => {
        const chosen = valuesWith({ transcoding: accel });
        expect(chosen.immich.configuration.ffmpeg.accel).toBe(accel);
        expect(chosen.server.persistence.graphics).toEqual({
            type: "hostPath",
            hostPath: "/dev/dri",
            hostPathType: "Directory",
            globalMounts: [{ path: "/dev/dri" }],
        });
        expect(chosen.server.controllers.main.containers.main.securityContext).toEqual({
            privileged: true,
            allowPrivilegeEscalation: true,
        });
        expect(chosen.server.defaultPodOptions).toEqual({
            nodeSelector: { "device.homelab/graphics": "true" },
        });
        expect(JSON.stringify(chosen["machine-learning"])).not.toMatch(/hostPath|privileged/);
        expect(effectiveApp(app, optionsOf(app, { transcoding: accel }))).toMatchObject({
            podSecurity: "privileged",
            podSecurityReason: expect.stringContaining("graphics device") as string,
        });
    });
});
