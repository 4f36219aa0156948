import { any, matching, not, oneOf, present } from "../conditions/condition";
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
    ],
});
