import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inboxZero } from "../../apps/inbox-zero";
import { purgeMail } from "../../apps/scripts/inbox-zero";
import { describePostgres, type PostgresServer, startPostgres } from "../support/postgres";
import { sampleBindings } from "./sample-bindings";

/** The tables at hand, with the columns and references that Prisma gives them at ab9fc4f. */
const tables = `
    CREATE TABLE "EmailAccount" (id text PRIMARY KEY);
    CREATE TABLE "Rule" (id text PRIMARY KEY, "emailAccountId" text REFERENCES "EmailAccount");
    CREATE TABLE "ExecutedRule" (id text PRIMARY KEY, "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, "threadId" text, "messageId" text, reason text, "ruleId" text REFERENCES "Rule" ON DELETE SET NULL);
    CREATE TABLE "ExecutedAction" (id text PRIMARY KEY, "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, content text, "messagingMessageId" text, "executedRuleId" text NOT NULL REFERENCES "ExecutedRule" ON DELETE CASCADE);
    CREATE TYPE "ScheduledActionStatus" AS ENUM ('PENDING', 'EXECUTING', 'COMPLETED', 'FAILED', 'CANCELLED');
    CREATE TABLE "ScheduledAction" (id text PRIMARY KEY, "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, "threadId" text, "messageId" text, status "ScheduledActionStatus" NOT NULL DEFAULT 'PENDING', "executedRuleId" text NOT NULL REFERENCES "ExecutedRule" ON DELETE CASCADE);
    CREATE TABLE "DraftSendLog" (id text PRIMARY KEY, "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, "sentMessageId" text, "sentText" text, "executedActionId" text NOT NULL UNIQUE REFERENCES "ExecutedAction" ON DELETE CASCADE);
    CREATE TABLE "Digest" (id text PRIMARY KEY, "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP);
    CREATE TABLE "ColdEmail" (id text PRIMARY KEY, "updatedAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, "threadId" text);
    CREATE TABLE "DigestItem" (id text PRIMARY KEY, "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, "threadId" text, content text, "digestId" text NOT NULL REFERENCES "Digest" ON DELETE CASCADE, "actionId" text REFERENCES "ExecutedAction" ON DELETE CASCADE, "coldEmailId" text REFERENCES "ColdEmail" ON DELETE SET NULL);
    CREATE TABLE "Chat" (id text PRIMARY KEY, "updatedAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP);
    CREATE TABLE "ChatMessage" (id text PRIMARY KEY, "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, "chatId" text NOT NULL REFERENCES "Chat" ON DELETE CASCADE);
    CREATE TABLE "ChatCompaction" (id text PRIMARY KEY, "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, "chatId" text NOT NULL REFERENCES "Chat" ON DELETE CASCADE);
    CREATE TABLE "ChatMemory" (id text PRIMARY KEY, "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, "chatId" text REFERENCES "Chat" ON DELETE SET NULL);
    CREATE TABLE "GroupItem" (id text PRIMARY KEY, "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, value text, reason text, "threadId" text, "messageId" text);
    ${[
        "EmailMessage",
        "ResponseTime",
        "ThreadTracker",
        "CleanupThread",
        "ClassificationFeedback",
        "DocumentFiling",
        "MeetingBriefing",
        "AutomationJobRun",
    ]
        .map(
            (name) =>
                `CREATE TABLE "${name}" (id text PRIMARY KEY, "createdAt" timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, "threadId" text);`,
        )
        .join("\n")}
`;
/** Each with the column that says its age. */
const plain: readonly (readonly [string, string])[] = [
    ...[
        "EmailMessage",
        "ResponseTime",
        "ThreadTracker",
        "CleanupThread",
        "ClassificationFeedback",
        "DocumentFiling",
        "MeetingBriefing",
        "AutomationJobRun",
        "ExecutedRule",
        "Digest",
    ].map((name) => [name, "createdAt"] as const),
    ["ColdEmail", "updatedAt"],
    ["Chat", "updatedAt"],
];

const ago = (days: number, minutes = 0) =>
    `(now() AT TIME ZONE 'UTC') - interval '${days} days ${minutes} minutes'`;
const row = (table: string, values: Record<string, string>) =>
    `INSERT INTO "${table}" (${Object.keys(values)
        .map((name) => `"${name}"`)
        .join(", ")}) VALUES (${Object.values(values).join(", ")});`;

describePostgres("the purge of mail, on a real PostgreSQL", () => {
    let server: PostgresServer;
    let folder: string;
    beforeAll(async () => {
        server = await startPostgres();
    });
    afterAll(() => {
        server.stop();
    });
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "homelab-purge-"));
        server.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${tables}`);
    });
    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    /** Runs the job's own command with its own variables, at this server instead of the cluster's. */
    function purge(change: Record<string, string> = {}) {
        const bindings = sampleBindings(inboxZero, { model: "openai" });
        const [step] = inboxZero.jobs?.["purge"]?.steps(bindings) ?? [];
        const file = join(folder, "purge.sql");
        const mount = step?.mounts?.["statements"];
        writeFileSync(file, mount && "text" in mount ? mount.text : "");
        const [program = "", ...args] = (step?.command ?? []).map((word) =>
            word.replace(mount?.path ?? "-", file),
        );
        const env = {
            ...step?.env,
            PGHOST: "localhost",
            PGPORT: String(server.port),
            PGDATABASE: "mail",
            PGUSER: "mail",
            PGPASSWORD: server.password,
            PGSSLROOTCERT: server.authority,
            ...change,
        };
        return spawnSync(program, args, {
            encoding: "utf8",
            env: { PATH: process.env["PATH"] ?? "", ...(env as Record<string, string>) },
        });
    }
    const purged = () => {
        const { status, stderr } = purge();
        expect([status, stderr.replace(/^psql:.*NOTICE.*$/gm, "")]).toEqual([0, ""]);
    };
    const ids = (table: string) =>
        server.query(`SELECT string_agg(id, ' ' ORDER BY id) FROM "${table}"`);

    test("what is older than thirty days goes, what is younger stays, however often it runs", () => {
        server.query(
            plain
                .map(
                    ([table, time]) =>
                        row(table, { id: "'old'", [time]: ago(30, 1) }) +
                        row(table, { id: "'young'", [time]: ago(29, 1439) }) +
                        row(table, { id: "'new'", [time]: ago(0) }),
                )
                .join(""),
        );
        const left = () =>
            server.query(
                plain
                    .map(([table]) => `SELECT '${table} ' || id FROM "${table}" ORDER BY id;`)
                    .join(""),
            );
        const young = plain.map(([table]) => `${table} new\n${table} young`).join("\n");
        purged();
        expect(left()).toBe(young);
        purged();
        expect(left()).toBe(young);
    });

    test("what hangs on a row goes with it, and nothing refers to what is gone", () => {
        server.query(
            [
                row("ExecutedRule", { id: "'r'", createdAt: ago(40) }),
                row("ExecutedAction", { id: "'a'", executedRuleId: "'r'", createdAt: ago(40) }),
                row("ScheduledAction", { id: "'s'", executedRuleId: "'r'", status: "'COMPLETED'" }),
                row("DraftSendLog", { id: "'d'", executedActionId: "'a'", sentText: "'Dear'" }),
                row("Digest", { id: "'g'", createdAt: ago(31) }),
                row("DigestItem", {
                    id: "'i'",
                    digestId: "'g'",
                    actionId: "'a'",
                    createdAt: ago(31),
                }),
            ].join(""),
        );
        purged();
        for (const table of [
            "ExecutedRule",
            "ExecutedAction",
            "ScheduledAction",
            "DraftSendLog",
            "Digest",
            "DigestItem",
        ]) {
            expect([table, ids(table)]).toEqual([table, ""]);
        }
    });

    test("a younger part keeps the whole that it belongs to", () => {
        server.query(
            [
                row("Digest", { id: "'g'", createdAt: ago(40) }),
                row("DigestItem", { id: "'old'", digestId: "'g'", createdAt: ago(40) }),
                row("DigestItem", { id: "'young'", digestId: "'g'", createdAt: ago(3) }),
                row("Chat", { id: "'c'", updatedAt: ago(40) }),
                row("ChatMessage", { id: "'old'", chatId: "'c'", createdAt: ago(40) }),
                row("ChatMessage", { id: "'young'", chatId: "'c'", createdAt: ago(3) }),
                row("ColdEmail", { id: "'e'", updatedAt: ago(40) }),
                row("DigestItem", { id: "'z'", digestId: "'g'", coldEmailId: "'e'" }),
            ].join(""),
        );
        purged();
        expect([ids("Digest"), ids("DigestItem")]).toEqual(["g", "young z"]);
        expect([ids("Chat"), ids("ChatMessage"), ids("ColdEmail")]).toEqual(["c", "young", ""]);
        expect(server.query(`SELECT "coldEmailId" FROM "DigestItem" WHERE id = 'z'`)).toBe("");
    });

    test("an action that waits for its time keeps its message, until it is done", () => {
        server.query(
            row("ExecutedRule", { id: "'r'", createdAt: ago(60) }) +
                row("ScheduledAction", { id: "'s'", executedRuleId: "'r'", createdAt: ago(60) }),
        );
        purged();
        expect(ids("ExecutedRule")).toBe("r");
        server.query(`UPDATE "ScheduledAction" SET status = 'COMPLETED'`);
        purged();
        expect([ids("ExecutedRule"), ids("ScheduledAction")]).toEqual(["", ""]);
    });

    test("settings stay: accounts, rules, and what was learned, without its messages", () => {
        server.query(
            [
                row("EmailAccount", { id: "'me'" }),
                row("Rule", { id: "'rule'", emailAccountId: "'me'" }),
                row("ChatMemory", { id: "'m'", createdAt: ago(400) }),
                row("GroupItem", {
                    id: "'old'",
                    createdAt: ago(31),
                    value: "'@bank'",
                    reason: "'your loan'",
                    threadId: "'t'",
                    messageId: "'m'",
                }),
                row("GroupItem", { id: "'young'", value: "'@shop'", threadId: "'t'" }),
            ].join(""),
        );
        purged();
        expect([ids("EmailAccount"), ids("Rule"), ids("ChatMemory")]).toEqual(["me", "rule", "m"]);
        expect(
            server.query(
                `SELECT id, value, reason IS NULL, "threadId" IS NULL, "messageId" IS NULL FROM "GroupItem" ORDER BY id`,
            ),
        ).toBe("old|@bank|t|t|t\nyoung|@shop|t|f|t");
    });

    test.each([
        ["a table that is gone", `DROP TABLE "ThreadTracker"`, '"ThreadTracker"."createdAt"'],
        [
            "a table with another name",
            `ALTER TABLE "EmailMessage" RENAME TO "Message"`,
            '"EmailMessage"."createdAt"',
        ],
        [
            "a column with another name",
            `ALTER TABLE "ExecutedRule" RENAME "createdAt" TO "at"`,
            '"ExecutedRule"."createdAt"',
        ],
    ])("%s is named, and nothing is deleted", (_, change, missing) => {
        server.query(row("ResponseTime", { id: "'old'", createdAt: ago(40) }) + change);
        const { status, stderr } = purge();
        expect(status).not.toBe(0);
        expect(stderr).toContain(
            `Nothing is purged: this version of Inbox Zero has no ${missing}\n`,
        );
        expect(ids("ResponseTime")).toBe("old");
    });

    test("an empty database fails too, before the first migration", () => {
        server.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public;");
        expect(purge().stderr).toContain("Nothing is purged");
    });

    test("a new table with mail in it is named, after the purge of all others", () => {
        server.query(
            row("EmailMessage", { id: "'old'", createdAt: ago(40) }) +
                `CREATE TABLE "MailSummary" (id text, "threadId" text)`,
        );
        const { status, stderr } = purge();
        expect(status).not.toBe(0);
        expect(stderr).toContain('nothing is decided about mail in "MailSummary"');
        expect(ids("EmailMessage")).toBe("");
    });

    test("a statement that fails takes back the ones before it", () => {
        server.query(
            row("ExecutedRule", { id: "'r'", createdAt: ago(40) }) +
                row("EmailMessage", { id: "'m'", createdAt: ago(40) }) +
                `CREATE TABLE "Pin" (of text REFERENCES "EmailMessage"); INSERT INTO "Pin" VALUES ('m');`,
        );
        expect(purge().status).not.toBe(0);
        expect([ids("ExecutedRule"), ids("EmailMessage")]).toEqual(["r", "m"]);
    });

    test("the server has to prove who it is", () => {
        const { status, stderr } = purge({ PGHOST: "127.0.0.1" });
        expect(status).not.toBe(0);
        expect(stderr).toContain("does not match host name");
        expect(purge({ PGSSLROOTCERT: join(folder, "none.crt") }).stderr).toContain(
            "does not exist",
        );
    });
});

test("the purge is one transaction between the checks", () => {
    expect(purgeMail.match(/^(BEGIN|COMMIT);$/gm)).toEqual(["BEGIN;", "COMMIT;"]);
});
