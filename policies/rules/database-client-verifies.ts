import { all, any, matching, not, oneOf, present } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";

/** Encryption helps against who reads along; only a checked certificate against who answers instead. */
export const databaseClientVerifies = objectRule({
    id: "TLS-08",
    name: "database-client-verifies",
    description: "Clients of databases must verify the server's certificate in full.",
    clause: { section: "Encryption in Transit", line: 359 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Set the mode to verify-full, and mount the key ca.crt of the database's authority for it.",
    subjects: "pods",
    requirements: [
        {
            of: "variable",
            must: any(
                not(matching("name", /SSL_?MODE$/)),
                not(present("value")),
                oneOf("value", "verify-full"),
            ),
            says: "set each mode of PostgreSQL's TLS to verify-full",
        },
        {
            of: "variable",
            must: any(
                not(present("value")),
                not(matching("value", /[?&]sslmode=/)),
                matching("value", /[?&]sslmode=verify-full(?:&|$)/),
                // Prisma knows no other word than this, and verifies by a second one.
                all(
                    matching("value", /[?&]sslmode=require(?:&|$)/),
                    matching("value", /[?&]sslaccept=strict(?:&|$)/),
                ),
            ),
            says: "name no other mode in the address of a database",
        },
        {
            of: "variable",
            must: any(
                not(matching("name", /_SSL_(?:ENABLED|REJECT_UNAUTHORIZED)$/)),
                not(present("value")),
                not(matching("value", /^(?:[Ff]alse|FALSE|0|no|off)$/)),
            ),
            says: "not switch TLS or the check of its certificate off",
        },
    ],
});
