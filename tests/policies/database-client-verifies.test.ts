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
    { title: "passes other variables", container: env("MODE", { value: "disable" }) },
]);
