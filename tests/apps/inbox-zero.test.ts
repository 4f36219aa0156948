import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inboxZero } from "../../apps/inbox-zero";
import { runChores } from "../../apps/scripts/inbox-zero";
import { assetsOf } from "../../catalogue/app-assets";
import { keptDays } from "../../catalogue/backup/levels";
import { planOf } from "../../catalogue/backup/plan";
import { checkApp } from "../../catalogue/check-app";
import { effectiveApp } from "../../catalogue/effective-app";
import { sampleBindings } from "./sample-bindings";

type Options = Parameters<typeof inboxZero.values>[0]["options"];

const valuesWith = (model: Options["model"]) =>
    inboxZero.values(sampleBindings(inboxZero, { model })).workloads;
const workloads = valuesWith("openai");
const main = workloads["main"];
const gateway = workloads["redis-http"];
const env = main?.env ?? {};
const urlIn = (variables: object, name: string) =>
    new URL((variables as Record<string, string>)[name] ?? "");

test.each(["openai", "anthropic"])("the declaration has no problem with %s", (model) => {
    expect(checkApp(effectiveApp(inboxZero, { model }))).toEqual([]);
});

test("its data: kind, class, priority, retention, person", () => {
    const rows = assetsOf(inboxZero).map((asset) =>
        [
            asset.id,
            asset.kind,
            asset.classification,
            asset.backup,
            asset.retention,
            asset.personal ? "personal" : "-",
        ].join(" | "),
    );
    expect(rows).toEqual([
        "inbox-zero.mail | postgres | sensitive | low | 30 days | personal",
        "inbox-zero.mail-credentials | secret | credentials | medium | indefinite | -",
        "inbox-zero.cache | cache | sensitive | none | transient | personal",
        "inbox-zero.cache-credentials | secret | credentials | medium | indefinite | -",
        "inbox-zero.keys | secret | credentials | medium | indefinite | -",
        "inbox-zero.job-token | secret | credentials | medium | indefinite | -",
        "inbox-zero.gateway | secret | credentials | medium | indefinite | -",
        "inbox-zero.google | secret | credentials | medium | indefinite | -",
        "inbox-zero.model | secret | credentials | medium | indefinite | -",
        "inbox-zero.members | secret | credentials | medium | indefinite | -",
    ]);
});

test("no copy of mail is kept for longer than the mail", () => {
    const assets = assetsOf(inboxZero);
    const mail = assets.find(({ id }) => id === "inbox-zero.mail");
    expect(mail && keptDays(planOf(mail, assets).keep)).toBeLessThanOrEqual(30);
});

test("the database is reached over TLS verified in full, by server, migration and purge", () => {
    const url = urlIn(env, "DATABASE_URL");
    expect(url.hostname).toBe("mail.database.example");
    expect(Object.fromEntries(url.searchParams)).toEqual({
        schema: "public",
        sslmode: "verify-full",
        sslrootcert: "/etc/inbox-zero/database-ca/ca.crt",
    });
    const migrate = main?.before?.find(({ name }) => name === "migrate");
    expect(migrate?.command).toEqual(["/app/docker/scripts/migrate.sh"]);
    expect(Object.fromEntries(urlIn(migrate?.env ?? {}, "DIRECT_URL").searchParams)).toEqual({
        schema: "public",
        sslmode: "require",
        sslaccept: "strict",
        sslcert: "/etc/inbox-zero/database-ca/ca.crt",
    });
    expect(main?.mounts?.["authority"]).toEqual({
        path: "/etc/inbox-zero/database-ca",
        secret: "authority-of-mail",
        items: ["ca.crt"],
    });
    const [purge] =
        inboxZero.jobs?.["purge"]?.steps(sampleBindings(inboxZero, { model: "openai" })) ?? [];
    expect(purge?.env).toMatchObject({
        PGHOST: "mail.database.example",
        PGSSLMODE: "verify-full",
        PGSSLROOTCERT: "/etc/inbox-zero/database-ca/ca.crt",
        PGPASSWORD: { secret: "login-of-mail", key: "password" },
    });
});

test("the cache is spoken to by HTTP through a gateway, which alone has its token and password", () => {
    expect(env["UPSTASH_REDIS_URL"]).toBe("http://inbox-zero-redis-http:8079");
    expect(env["UPSTASH_REDIS_TOKEN"]).toEqual(gateway?.env?.["SRH_TOKEN"]);
    expect(gateway?.env).toMatchObject({
        SRH_MODE: "env",
        SRH_PORT: "8079",
        SRH_CONNECTION_STRING: "redis://:$(CACHE_PASSWORD)@cache.cache.example:6378",
        CACHE_PASSWORD: { secret: "login-of-cache", key: "password" },
    });
    expect(gateway?.ports).toEqual({ http: 8079 });
});

test("every key, token and login comes from a Secret", () => {
    const secretive = Object.entries({ ...env, ...gateway?.env }).filter(([name]) =>
        /SECRET|SALT|KEY|TOKEN|PASSWORD|CLIENT_ID|EMAILS/.test(name),
    );
    expect(secretive.length).toBeGreaterThan(12);
    expect(secretive.filter(([, value]) => typeof value === "string")).toEqual([]);
});

test("nothing is reported outside", () => {
    expect(env).toMatchObject({ NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1" });
    const reporters = /POSTHOG|SENTRY|AXIOM|TINYBIRD|LOOPS|GTM|CRISP|FB_|DUB_/;
    expect(Object.keys(env).filter((name) => reporters.test(name))).toEqual([]);
});

test("Google knows the house by its own OAuth client", () => {
    expect(env).toMatchObject({
        GOOGLE_CLIENT_ID: { secret: "secret-of-google", key: "id" },
        GOOGLE_CLIENT_SECRET: { secret: "secret-of-google", key: "secret" },
        EMAIL_ENCRYPT_SECRET: { secret: "secret-of-keys", key: "EMAIL_ENCRYPT_SECRET" },
        EMAIL_ENCRYPT_SALT: { secret: "secret-of-keys", key: "EMAIL_ENCRYPT_SALT" },
    });
});

test("traffic: what is listed and nothing else", () => {
    const ways = effectiveApp(inboxZero, { model: "openai" }).connections.map(({ from, to }) =>
        typeof to === "object" && "hosts" in to
            ? `${from} > ${to.hosts.join(" ")} :${String(to.port)} ${to.auth}`
            : `${from} > ${JSON.stringify(to)}`,
    );
    expect(ways).toEqual([
        'edge > "main"',
        'main > "mail"',
        'main > "cache"',
        'main > "redis-http"',
        'redis-http > "cache"',
        'purge > "mail"',
        'chores > "main"',
        'tidy > "main"',
        "main > accounts.google.com oauth2.googleapis.com openidconnect.googleapis.com www.googleapis.com gmail.googleapis.com people.googleapis.com :443 oauth2",
        "main > api.openai.com :443 apiKey",
    ]);
});

test("only the members of the household sign in, and only inside the house", () => {
    expect(inboxZero.reach).toMatchObject({ audience: "internal", host: "mail" });
    expect(env["AUTH_ALLOWED_EMAILS"]).toEqual({ secret: "secret-of-members", key: "addresses" });
});

test("the language model's provider decides key and host", () => {
    const hosts = (model: string) =>
        effectiveApp(inboxZero, { model }).connections.flatMap(({ to }) =>
            typeof to === "object" && "hosts" in to && to.credentials === "model" ? to.hosts : [],
        );
    const key = { secret: "secret-of-model", key: "key" };
    expect(env).toMatchObject({ DEFAULT_LLMS: "openai:gpt-5.4-mini", OPENAI_API_KEY: key });
    expect(hosts("openai")).toEqual(["api.openai.com"]);
    const other = valuesWith("anthropic")["main"]?.env;
    expect(other).toMatchObject({
        DEFAULT_LLMS: "anthropic:claude-sonnet-4-6",
        ANTHROPIC_API_KEY: key,
    });
    expect(other).not.toHaveProperty("OPENAI_API_KEY");
    expect(hosts("anthropic")).toEqual(["api.anthropic.com"]);
});

test("the purge runs daily, before the night's backups", () => {
    const [minute, hour, ...days] = inboxZero.jobs?.["purge"]?.schedule.split(" ") ?? [];
    expect([hour, ...days]).toEqual(["0", "*", "*", "*"]);
    expect(Number(minute)).toBeLessThan(60);
});

describe("the chores", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "homelab-chores-"));
    });
    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    async function ask(answers: Readonly<Record<string, number>>) {
        const asked: string[] = [];
        const server = createServer((request, response) => {
            asked.push(`${request.url ?? ""} ${request.headers.authorization ?? "-"}`);
            response.statusCode = answers[request.url ?? ""] ?? 404;
            response.end("{}");
        });
        server.listen(0, "127.0.0.1");
        await once(server, "listening");
        const file = join(folder, "chores.mjs");
        writeFileSync(file, runChores);
        const { port } = server.address() as AddressInfo;
        const child = spawn(
            process.execPath,
            [file, `http://127.0.0.1:${port}`, ...Object.keys(answers)],
            { env: { CRON_SECRET: "open sesame" }, stdio: "ignore" },
        );
        const [status] = (await once(child, "exit")) as [number];
        server.close();
        return { status, asked };
    }

    test("ask for each, with the token that the server wants", async () => {
        expect(await ask({ "/a": 200, "/b": 200 })).toEqual({
            status: 0,
            asked: ["/a Bearer open sesame", "/b Bearer open sesame"],
        });
    });

    test("fail when one is refused, and ask for the others all the same", async () => {
        expect(await ask({ "/a": 401, "/b": 200 })).toMatchObject({
            status: 1,
            asked: [expect.stringContaining("/a"), expect.stringContaining("/b")],
        });
    });
});
