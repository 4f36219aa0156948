/** One folder to be copied, in rclone's notation `remote:bucket/folder`. */
export interface CopyStep {
    readonly from: string;
    /** Absent: nothing is copied. */
    readonly to?: string;
    /** Days that its copy is kept. */
    readonly copyDays: number;
    /** Days that it is kept where it comes from; absent where something else sees to that. */
    readonly fromDays?: number;
}

/**
 * A shell script for all of the steps. Nothing is removed anywhere unless something new has come: a
 * source that went silent must not take its history with it. What is there already is never
 * overwritten, but for the notes that a base backup rewrites when it is done.
 */
export function copyScript(steps: readonly CopyStep[]): string {
    return [
        "set -eu",
        "fresh() {",
        '    rclone lsf --recursive --files-only --max-age 2d "$1" > /tmp/new',
        '    test -s /tmp/new || { echo "$1: nothing new for two days" >&2; exit 1; }',
        "}",
        ...steps.flatMap(linesOf),
        "",
    ].join("\n");
}

function linesOf({ from, to, copyDays, fromDays }: CopyStep): string[] {
    return [
        `fresh ${from}`,
        ...(to === undefined
            ? []
            : [
                  `rclone copy --immutable --size-only --exclude backup.info ${from} ${to}`,
                  `rclone copy --include backup.info ${from} ${to}`,
                  `fresh ${to}`,
                  `rclone delete --min-age ${copyDays}d ${to}`,
              ]),
        ...(fromDays === undefined ? [] : [`rclone delete --min-age ${fromDays}d ${from}`]),
    ];
}
