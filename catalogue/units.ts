/** A size with its binary unit, as Kubernetes writes it: `500Mi`, `10Gi`, `2Ti`. */
export type Size = `${number}Mi` | `${number}Gi` | `${number}Ti`;

const factors = { Mi: 1 / 1024, Gi: 1, Ti: 1024 } as const;

/**
 * A size in GiB.
 *
 * @throws Error when the text is not a positive number with the unit Mi, Gi or Ti.
 */
export function gibibytes(size: Size): number {
    const match = /^(\d+(?:\.\d+)?)(Mi|Gi|Ti)$/.exec(size);
    const value = Number(match?.[1]);
    if (!match || !(value > 0)) {
        throw new Error(
            `"${size}" is not a size: write a positive number with Mi, Gi or Ti, e.g. 10Gi`,
        );
    }
    return value * factors[match[2] as keyof typeof factors];
}

/** How long data is kept: for ever, as long as it is in use, until somebody cleans up, or a number of days. */
export type Retention =
    "indefinite" | "transient" | "until cleanup" | "until resource deletion" | `${number} days`;
