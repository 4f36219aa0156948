import { all, containing, oneOf, absentOr } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";
import { databaseKind } from "../views/volumes";

/** Nobody reads along between an app and its database. */
export const databaseEncryptsTraffic = objectRule({
    id: "TLS-05",
    name: "database-encrypts-traffic",
    description: "Databases must accept TLS 1.3 connections only.",
    clause: { section: "Encryption in Transit", line: 359 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Set ssl_min_protocol_version to TLSv1.3, and put hostnossl all all all reject into pg_hba: the operator's default lets plain connections in.",
    subjects: [databaseKind],
    requirements: [
        {
            must: oneOf("spec.postgresql.parameters.ssl_min_protocol_version", "TLSv1.3"),
            says: "set ssl_min_protocol_version to TLSv1.3",
        },
        {
            must: containing("spec.postgresql.pg_hba", "hostnossl all all all reject"),
            says: "refuse connections without TLS: hostnossl all all all reject in pg_hba",
        },
        {
            must: all(
                absentOr("spec.enableSuperuserAccess", false),
                oneOf("spec.postgresql.parameters.password_encryption", "scram-sha-256"),
            ),
            says: "keep the superuser out, and store passwords as scram-sha-256",
        },
    ],
});
