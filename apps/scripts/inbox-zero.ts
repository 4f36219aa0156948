/** How long mail may stay, in days. */
export const mailDays = 30;

/**
 * Tables that hold what came from mail, each with the time a row came in. In this order nothing is
 * deleted that a row left behind refers to: what hangs on a row goes with it.
 *
 * @see https://github.com/elie222/inbox-zero/blob/ab9fc4f/apps/web/prisma/schema.prisma
 */
const transient: readonly (readonly [table: string, time: string, but?: string])[] = [
    ["DigestItem", "createdAt"],
    ["Digest", "createdAt", without("DigestItem", "digestId", "Digest")],
    // An action that is still to be carried out needs the message it is about.
    [
        "ExecutedRule",
        "createdAt",
        `NOT EXISTS (
        SELECT FROM "ScheduledAction" AS waiting
        WHERE waiting."executedRuleId" = "ExecutedRule".id
          AND waiting.status IN ('PENDING', 'EXECUTING'))`,
    ],
    ["ColdEmail", "updatedAt"],
    ["EmailMessage", "createdAt"],
    ["ResponseTime", "createdAt"],
    ["ThreadTracker", "createdAt"],
    ["CleanupThread", "createdAt"],
    ["ClassificationFeedback", "createdAt"],
    ["DocumentFiling", "createdAt"],
    ["MeetingBriefing", "createdAt"],
    ["AutomationJobRun", "createdAt"],
    ["ChatMessage", "createdAt"],
    ["ChatCompaction", "createdAt"],
    ["Chat", "updatedAt", without("ChatMessage", "chatId", "Chat")],
];

/** What holds something younger stays with it. */
function without(part: string, column: string, whole: string): string {
    return `NOT EXISTS (SELECT FROM "${part}" WHERE "${part}"."${column}" = "${whole}".id)`;
}

/** Tables that hang on one of those, or keep a setting that was learned from a message. */
const dependent = ["ExecutedAction", "ScheduledAction", "DraftSendLog", "GroupItem"];

const needed = [
    ...transient.map(([table, time]) => [table, time]),
    ...["ExecutedRule", "Digest", "Chat"].map((table) => [table, "id"]),
    ["DigestItem", "digestId"],
    ["ChatMessage", "chatId"],
    ...["executedRuleId", "status"].map((column) => ["ScheduledAction", column]),
    ...["createdAt", "threadId", "messageId", "reason"].map((column) => ["GroupItem", column]),
];

const row = (texts: readonly (string | undefined)[]) =>
    `(${texts.map((text) => `'${text ?? ""}'`).join(", ")})`;

/** Prisma writes times without a zone, in UTC. */
const cutOff = `(now() AT TIME ZONE 'UTC') - interval '${mailDays} days'`;

/**
 * Deletes what came from mail and is older than its time, all or nothing. Fails before it deletes
 * when a table or column is not there, and afterwards when there is one that it does not know.
 */
export const purgeMail = `\\set ON_ERROR_STOP on
BEGIN;

DO $$
DECLARE missing text;
BEGIN
    SELECT string_agg(format('"%s"."%s"', name, attribute), ', ') INTO missing
    FROM (VALUES
        ${needed.map(row).join(",\n        ")}
    ) AS needed (name, attribute)
    WHERE NOT EXISTS (
        SELECT FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = name AND column_name = attribute);
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'Nothing is purged: this version of Inbox Zero has no %', missing;
    END IF;
END $$;

${transient
    .map(([table, time, but]) =>
        [`DELETE FROM "${table}"`, `WHERE "${table}"."${time}" < ${cutOff}`, but && `AND ${but}`]
            .filter((line) => line !== undefined)
            .join("\n  "),
    )
    .join(";\n")};

-- What was learned stays, without the message that it was learned from.
UPDATE "GroupItem" SET "threadId" = NULL, "messageId" = NULL, reason = NULL
WHERE "createdAt" < ${cutOff}
  AND ("threadId" IS NOT NULL OR "messageId" IS NOT NULL OR reason IS NOT NULL);

COMMIT;

DO $$
DECLARE unknown text;
BEGIN
    SELECT string_agg(DISTINCT format('"%s"', table_name), ', ') INTO unknown
    FROM information_schema.columns
    WHERE table_schema = 'public'
      AND column_name ~* '(thread|message)id$'
      AND table_name NOT IN (
        ${[...transient.map(([table]) => table), ...dependent].map((table) => `'${table}'`).join(",\n        ")});
    IF unknown IS NOT NULL THEN
        RAISE EXCEPTION 'The rest is purged, but nothing is decided about mail in %', unknown;
    END IF;
END $$;
`;

/** Asks Inbox Zero to do what is due: its web server starts nothing by itself. */
export const runChores = `const [server, ...paths] = process.argv.slice(2);
for (const path of paths) {
    const answer = await fetch(server + path, {
        headers: { authorization: "Bearer " + process.env.CRON_SECRET },
    });
    console.log(path + ": " + answer.status);
    if (!answer.ok) {
        process.exitCode = 1;
    }
}
`;
