import type { Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { unknownValue, type Value } from "../engine/value";
import { bytesOf } from "../views/quantity";
import { volumeHolders } from "../views/volumes";

/** A size with the wrong unit is a volume a thousandth as large, or a thousand times. */
export const volumeSizeReadable: StackRule = {
    id: "SCL-04",
    name: "volume-size-readable",
    description: "Volumes must ask for a size with a binary unit, between 64 MiB and 64 TiB.",
    clause: { section: "User Data", line: 86 },
    severity: "medium",
    level: "mandatory",
    remediation: "Write the size as a number with Mi, Gi or Ti, e.g. 10Gi.",
    scope: "stack",
    judge,
};

const least = 64 * 2 ** 20;
const most = 64 * 2 ** 40;

function judge(stack: Stack): Verdict {
    return judgeEach(volumeHolders(stack), ({ title, requests }) =>
        requests.flatMap(({ where, size }) => {
            const fault = faultOf(size);
            return fault === undefined
                ? []
                : [`The ${title} must ask for a size like 10Gi for its ${where}, but ${fault}.`];
        }),
    );
}

function faultOf(size: Value): string | undefined {
    if (size === unknownValue) {
        return "its size is not known at preview";
    }
    const bytes = bytesOf(size);
    if (bytes === undefined || !(typeof size === "string" && /[MGT]i$/.test(size))) {
        return "it is no number with a binary unit";
    }
    return bytes < least || bytes > most ? "it is out of bounds" : undefined;
}
