import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { drillSchedule } from "../../../catalogue/backup/schedules";
import { platformPods } from "../../../catalogue/requests/platform-pods";
import { restrictedContainer, restrictedPod } from "../restricted-pod";

/** Largest file that a drill restores, in bytes; its scratch space is a little more. */
const largestFile = 500_000_000;

/**
 * Proves that a repository can be opened, that a part of its packs is what it was, and that a file
 * chosen at random from the newest snapshot comes back byte by byte. Ends with an error otherwise.
 */
export const drillScript = `set -eu
restic check --read-data-subset=1%
restic ls latest --json > "$SCRATCH/listing"
awk -F '"path":"' '/"type":"file"/ {
    split($2, path, "\\"")
    size = match($0, /"size":[0-9]+/) ? substr($0, RSTART + 7, RLENGTH - 7) + 0 : 0
    if (size > 0 && size < ${largestFile} && path[1] !~ /[\\\\*?\\[]/) print path[1]
}' "$SCRATCH/listing" > "$SCRATCH/files"
file=$(shuf -n 1 "$SCRATCH/files")
test -n "$file" || { echo "the newest snapshot holds no file that can be tried" >&2; exit 1; }
restic restore latest --verify --include "$file" --target "$SCRATCH/restored"
test -s "$SCRATCH/restored$file" || { echo "the file was not restored" >&2; exit 1; }
echo "restored and verified one of $(wc -l < "$SCRATCH/files") files"
`;

export interface RestoreDrillArgs {
    readonly namespace: string;
    readonly rhythm: "weekly" | "monthly";
    /** Secret whose keys are restic's environment variables. */
    readonly repository: string;
    readonly pods: Readonly<Record<string, string>>;
    readonly labels: Readonly<Record<string, string>>;
}

/** Restores from a repository by itself, so that nobody finds out too late that it cannot be done. */
export function restoreDrill(
    name: string,
    args: RestoreDrillArgs,
    opts: pulumi.CustomResourceOptions,
): k8s.batch.v1.CronJob {
    return new k8s.batch.v1.CronJob(
        name,
        {
            metadata: { name, namespace: args.namespace, labels: { ...args.labels } },
            spec: {
                schedule: drillSchedule(args.rhythm, name),
                timeZone: "Etc/UTC",
                concurrencyPolicy: "Forbid",
                successfulJobsHistoryLimit: 1,
                failedJobsHistoryLimit: 3,
                jobTemplate: {
                    spec: {
                        backoffLimit: 1,
                        activeDeadlineSeconds: 6 * 3600,
                        template: {
                            metadata: { labels: { ...args.pods } },
                            spec: podSpec(args.repository),
                        },
                    },
                },
            },
        },
        opts,
    );
}

function podSpec(repository: string): k8s.types.input.core.v1.PodSpec {
    return {
        restartPolicy: "Never",
        automountServiceAccountToken: false,
        securityContext: restrictedPod(65532, { ownsVolumes: true }),
        containers: [
            {
                name: "restic",
                image: "docker.io/restic/restic:0.18.1@sha256:39d9072fb5651c80d75c7a811612eb60b4c06b32ffe87c2e9f3c7222e1797e76",
                command: ["/bin/sh", "-c", drillScript],
                envFrom: [{ secretRef: { name: repository } }],
                env: [
                    { name: "SCRATCH", value: "/scratch" },
                    { name: "RESTIC_CACHE_DIR", value: "/scratch/cache" },
                ],
                resources: platformPods.volumeCopies.drill.containers.restic,
                securityContext: restrictedContainer(),
                volumeMounts: [{ name: "scratch", mountPath: "/scratch" }],
            },
        ],
        volumes: [{ name: "scratch", emptyDir: { sizeLimit: "4Gi" } }],
    };
}
