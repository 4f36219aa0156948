import { all, any, filled, oneOf, present } from "../conditions/condition";
import { objectRule } from "../conditions/object-rule";

/** Finished jobs and their logs do not pile up. */
export const jobCleanedUp = objectRule({
    id: "RET-02",
    name: "job-cleaned-up",
    description: "Jobs must have a limit to how long, or how many, finished ones are kept.",
    clause: { section: "Storage Optimization", line: 541 },
    severity: "low",
    level: "advisory",
    remediation: "Set ttlSecondsAfterFinished on jobs, and both history limits on cron jobs.",
    subjects: [
        { group: "batch", version: "v1", kind: "Job", plural: "jobs" },
        { group: "batch", version: "v1", kind: "CronJob", plural: "cronjobs" },
    ],
    requirements: [
        {
            must: any(
                present("spec.ttlSecondsAfterFinished"),
                present("spec.jobTemplate.spec.ttlSecondsAfterFinished"),
                all(
                    present("spec.successfulJobsHistoryLimit"),
                    present("spec.failedJobsHistoryLimit"),
                ),
                // Made by a cron job, which counts its own.
                all(filled("metadata.ownerReferences"), oneOf("kind", "Job")),
            ),
            says: "say how long finished ones are kept",
        },
    ],
});
