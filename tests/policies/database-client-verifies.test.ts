import { databaseClientVerifies } from "../../policies/rules/database-client-verifies";
import { goodContainer, testPodRule } from "./support/pods";

const says = "set each mode of PostgreSQL's TLS to verify-full";
const env = (name: string, rest: object) => ({ ...goodContainer, env: [{ name, ...rest }] });

testPodRule(databaseClientVerifies, [
    { title: "passes no variables" },
    ...["PGSSLMODE", "DB_SSL_MODE", "PAPERLESS_DBSSLMODE"].flatMap((name) => [
        { title: `passes ${name} in full`, container: env(name, { value: "verify-full" }) },
        ...["disable", "allow", "prefer", "require", "verify-ca", "", "VERIFY-FULL"].map(
            (value) => ({
                title: `refuses ${name} of "${value}"`,
                container: env(name, { value }),
                says,
                which: name,
            }),
        ),
        {
            title: `passes ${name} from elsewhere`,
            container: env(name, { valueFrom: { configMapKeyRef: { name: "a", key: "b" } } }),
        },
    ]),
    { title: "passes a name that only begins so", container: env("SSLMODE_HELP", { value: "x" }) },
    ...[
        "postgresql://db/a",
        "postgresql://db/a?sslmode=verify-full",
        "postgresql://db/a?x=1&sslmode=verify-full&y=2",
        "postgresql://db/a?sslmode=require&sslaccept=strict",
        "postgresql://db/a?sslaccept=strict&sslmode=require",
    ].map((value) => ({ title: `passes ${value}`, container: env("DB_URL", { value }) })),
    ...[
        "postgresql://db/a?sslmode=disable",
        "postgresql://db/a?sslmode=",
        "postgresql://db/a?x=1&sslmode=require&y=2",
        "postgresql://db/a?sslmode=verify-ca",
        "postgresql://db/a?sslmode=prefer&sslaccept=strict",
        "postgresql://db/a?sslmode=require&sslaccept=accept_invalid_certs",
    ].map((value) => ({
        title: `refuses ${value}`,
        container: env("DB_URL", { value }),
        says: "name no other mode in the address of a database",
        which: "DB_URL",
    })),
    {
        title: "passes an address from elsewhere",
        container: env("DB_URL", { valueFrom: { configMapKeyRef: { name: "a", key: "b" } } }),
    },
    ...["DB_POSTGRESDB_SSL_ENABLED", "DB_POSTGRESDB_SSL_REJECT_UNAUTHORIZED"].flatMap((name) => [
        { title: `passes ${name} of true`, container: env(name, { value: "true" }) },
        {
            title: `passes ${name} from elsewhere`,
            container: env(name, { valueFrom: { configMapKeyRef: { name: "a", key: "b" } } }),
        },
        ...["false", "False", "FALSE", "0", "no", "off"].map((value) => ({
            title: `refuses ${name} of ${value}`,
            container: env(name, { value }),
            says: "not switch TLS or the check of its certificate off",
            which: name,
        })),
    ]),
    { title: "passes other switches", container: env("SSL_ENABLED_BY", { value: "false" }) },
    { title: "passes other variables", container: env("MODE", { value: "disable" }) },
]);
