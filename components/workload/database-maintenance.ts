import * as pulumi from "@pulumi/pulumi";
import type { AnyApp } from "../../catalogue/app-spec";
import { maintenanceSchedule } from "../../catalogue/backup/schedules";
import type { PostgresData } from "../../catalogue/app-data";
import { jobPods } from "../../catalogue/pods-of-part";
import { networkPolicy } from "../platform";
import { AppJob } from "./app-job";
import { databaseBinding, dataName } from "./bindings";

export interface DatabaseMaintenanceArgs {
    readonly app: AnyApp;
    /** Name of the database among the app's data. */
    readonly data: string;
    readonly spec: PostgresData;
}

/** User of the pods; the images of the operator have it. */
const user = 26;

const authority = "/etc/authority";

/**
 * `VACUUM (ANALYZE)` once a week, by the owner of the tables: autovacuum keeps up with changes, but
 * passes over tables that hardly change, whose statistics and freezing are then left.
 */
export class DatabaseMaintenance extends pulumi.ComponentResource {
    constructor(
        name: string,
        args: DatabaseMaintenanceArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        const { app, data } = args;
        super("homelab:workload:DatabaseMaintenance", name, { app: app.name, data }, opts);
        const job = `${data}-vacuum`;
        const server = {
            namespace: app.name,
            pods: { "cnpg.io/cluster": dataName(app.name, data) },
        };
        const pods = jobPods(app.name, job);
        const ways = [
            networkPolicy(
                job,
                {
                    namespace: app.name,
                    pods,
                    egress: [{ peers: [{ pods: server.pods }], ports: [5432] }],
                },
                { parent: this },
            ),
            networkPolicy(
                `${data}-from-vacuum`,
                { ...server, ingress: [{ peers: [{ pods }], ports: [5432] }] },
                { parent: this },
            ),
        ];
        new AppJob(
            dataName(app.name, job),
            {
                app,
                job,
                spec: {
                    purpose: "Keeps statistics and free space of the database up to date",
                    schedule: maintenanceSchedule(dataName(app.name, data)),
                    user,
                    steps: () => [],
                    timeoutSeconds: 6 * 3600,
                },
                steps: [vacuum(args)],
            },
            { parent: this, dependsOn: ways },
        );
        this.registerOutputs({ job });
    }
}

function vacuum({ app, data, spec }: DatabaseMaintenanceArgs) {
    // Past the pool, if there is one: it would wait for a connection that the app holds.
    const binding = databaseBinding(app.name, data);
    const fromLogin = (key: string) => ({ secret: binding.credentialsSecret, key });
    return {
        name: "vacuum",
        image: spec.image,
        command: ["psql", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--command=VACUUM (ANALYZE)"],
        env: {
            PGHOST: binding.host,
            PGPORT: String(binding.port),
            PGDATABASE: binding.database,
            PGSSLMODE: "verify-full",
            PGSSLROOTCERT: `${authority}/ca.crt`,
            PGAPPNAME: "vacuum",
            PGUSER: fromLogin("username"),
            PGPASSWORD: fromLogin("password"),
        },
        mounts: {
            authority: { path: authority, secret: binding.authoritySecret, items: ["ca.crt"] },
        },
        resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } },
    };
}
