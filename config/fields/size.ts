import { z } from "zod";
import type { Size } from "../../catalogue/units";

function sizeProblem(value: string): string {
    const decimal = /^([0-9]+)\s*([KMGTP])i?B?$/.exec(value);
    if (decimal?.[2] !== undefined && Number(decimal[1]) > 0 && "MGT".includes(decimal[2])) {
        return `has a unit that is not binary. Write ${Number(decimal[1])}${decimal[2]}i.`;
    }
    if (/^-/.test(value) || /^[0.]+[MGT]i$/.test(value)) {
        return "is not more than zero. Write a positive number with Mi, Gi or Ti, e.g. 10Gi.";
    }
    return "is not a size. Write a positive number with Mi, Gi or Ti, e.g. 10Gi.";
}

const pattern = /^(?=[0-9.]*[1-9])[0-9]{1,7}(\.[0-9]{1,3})?(Mi|Gi|Ti)$/;

/** A size above zero with its binary unit: `512Mi`, `10Gi`, `2Ti`. */
// The pattern admits nothing but a Size, which a regular expression cannot tell the compiler.
export const size = z.string().regex(pattern, {
    error: (issue) => sizeProblem(String(issue.input)),
}) as unknown as z.ZodType<Size, string>;

function wholeSizeProblem(value: string): string {
    const [, number, unit] = /^([0-9.]+)([GT])i$/.exec(value) ?? [];
    const smaller = Number(number) * 1024;
    return unit !== undefined && pattern.test(value) && Number.isInteger(smaller)
        ? `is not a whole number, as volumes need. Write ${String(smaller)}${unit === "T" ? "Gi" : "Mi"}.`
        : pattern.test(value)
          ? "is not a whole number, as volumes need. Round it."
          : sizeProblem(value);
}

/** A whole size, because Kubernetes writes others down as other texts than were asked for. */
export const volumeSize = z.string().regex(/^[1-9][0-9]{0,6}(Mi|Gi|Ti)$/, {
    error: (issue) => wholeSizeProblem(String(issue.input)),
}) as unknown as z.ZodType<Size, string>;
