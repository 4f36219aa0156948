import { zoneEncrypts } from "../../policies/rules/zone-encrypts";
import { resource, testRule, unknown } from "./support";

const values = { ssl: "strict", min_tls_version: "1.3", tls_1_3: "on", always_use_https: "on" };
const setting = (settingId: string, value: unknown, zoneId: unknown = "zone") =>
    resource("cloudflare:index/zoneSetting:ZoneSetting", settingId, { zoneId, settingId, value });
const settings = (changes: Readonly<Record<string, unknown>> = {}) =>
    Object.entries<unknown>({ ...values, ...changes })
        .filter(([, value]) => value !== undefined)
        .map(([id, value]) => setting(id, value));
const record = resource("cloudflare:index/dnsRecord:DnsRecord", "record", { zoneId: "zone" });
const all = Object.keys(values);
const wrong = (id: string, value: string) =>
    [id, `The zone setting ${id} must be ${value}: set the value of ${id}.`] as const;

testRule(zoneEncrypts, [
    { title: "passes a zone that encrypts", stack: settings(), judged: all },
    {
        title: "passes pulls with the origin's own certificate, and early data",
        stack: settings({ ssl: "origin_pull", tls_1_3: "zrt" }),
        judged: all,
    },
    ...(
        [
            ["ssl", "flexible", "strict"],
            ["ssl", "full", "strict"],
            ["ssl", "off", "strict"],
            ["min_tls_version", "1.2", "1.3"],
            ["min_tls_version", 1.3, "1.3"],
            ["tls_1_3", "off", "on"],
            ["always_use_https", "off", "on"],
            ["always_use_https", unknown.text, "on"],
        ] as const
    ).map(([id, value, must]) => ({
        title: `refuses ${id} ${String(value)}`,
        stack: settings({ [id]: value }),
        judged: all,
        finds: [wrong(id, must)],
    })),
    {
        title: "refuses a zone without a setting, and says so once",
        stack: settings({ tls_1_3: undefined }),
        judged: all.filter((id) => id !== "tls_1_3"),
        finds: [["ssl", "The zone of ssl must have settings that nobody made: add tls_1_3."]],
    },
    {
        title: "refuses a zone with records and no settings",
        stack: [record],
        judged: ["record"],
        finds: [
            [
                "record",
                "The zone of record must have settings that nobody made: add ssl, min_tls_version, tls_1_3, always_use_https.",
            ],
        ],
    },
    {
        title: "asks each zone for its own",
        stack: [...settings(), setting("other", "on", "second")],
        judged: [...all, "other"],
        finds: [
            [
                "other",
                "The zone of other must have settings that nobody made: add ssl, min_tls_version, tls_1_3, always_use_https.",
            ],
        ],
    },
    { title: "is silent without a zone", stack: [resource("a:b/c:D", "a", values)], judged: [] },
]);
