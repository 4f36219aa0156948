import type { Value } from "../engine/value";

const factors: Readonly<Record<string, number>> = {
    "": 1,
    k: 1e3,
    M: 1e6,
    G: 1e9,
    T: 1e12,
    P: 1e15,
    Ki: 2 ** 10,
    Mi: 2 ** 20,
    Gi: 2 ** 30,
    Ti: 2 ** 40,
    Pi: 2 ** 50,
};

/** Bytes of a size as Kubernetes writes it, like `10Gi`; `undefined` for anything else. */
export function bytesOf(size: Value): number | undefined {
    const match =
        typeof size === "string"
            ? /^(\d{1,15}(?:\.\d{1,3})?)([kMGTP]|[KMGTP]i)?$/.exec(size)
            : null;
    const factor = factors[match?.[2] ?? ""];
    return match === null || factor === undefined ? undefined : Number(match[1]) * factor;
}
