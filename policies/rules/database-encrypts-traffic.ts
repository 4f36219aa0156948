import { absentOr, all, containing, each, matching, oneOf, unlike } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";
import { databaseKind } from "../views/volumes";

const poolerKind = {
    ...{ group: "postgresql.cnpg.io", version: "v1" },
    ...{ kind: "Pooler", plural: "poolers" },
} as const;

/** Nobody reads along between an app and its database. */
export const databaseEncryptsTraffic = objectRule({
    id: "TLS-05",
    name: "database-encrypts-traffic",
    description: "Databases must accept TLS 1.3 connections only, and their poolers TLS alone.",
    clause: { section: "Encryption in Transit", line: 359 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Set ssl_min_protocol_version to TLSv1.3, and put hostnossl all all all reject into pg_hba: the operator's default lets plain connections in.",
    subjects: [databaseKind, poolerKind],
    requirements: [
        {
            kinds: [poolerKind.kind],
            must: oneOf("spec.pgbouncer.parameters.client_tls_sslmode", "require", "verify-full"),
            says: "set client_tls_sslmode to require",
        },
        {
            kinds: [databaseKind.kind],
            must: oneOf("spec.postgresql.parameters.ssl_min_protocol_version", "TLSv1.3"),
            says: "set ssl_min_protocol_version to TLSv1.3",
        },
        {
            kinds: [databaseKind.kind],
            must: all(
                containing("spec.postgresql.pg_hba", "hostnossl all all all reject"),
                // The first line that fits decides.
                each(
                    "spec.postgresql.pg_hba",
                    all(
                        matching([], /^(?:hostnossl all all all reject|hostssl\s.*)$/),
                        unlike([], /\s(?:trust|password|md5)(?:\s|$)/),
                    ),
                ),
            ),
            says: "refuse connections without TLS: hostnossl all all all reject in pg_hba, beside lines of hostssl without trust, password or md5",
        },
        {
            kinds: [databaseKind.kind],
            must: all(
                absentOr("spec.enableSuperuserAccess", false),
                oneOf("spec.postgresql.parameters.password_encryption", "scram-sha-256"),
            ),
            says: "keep the superuser out, and store passwords as scram-sha-256",
        },
    ],
});
