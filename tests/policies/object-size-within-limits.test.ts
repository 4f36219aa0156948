import { objectSizeWithinLimits } from "../../policies/rules/object-size-within-limits";
import { kube, resource, testRule, unknown } from "./support";

const map = (body: object, metadata: object = {}) =>
    kube("core/v1:ConfigMap", "files", body, metadata);
const judged = ["files"];
const large = [
    ["files", "The ConfigMap files must be smaller than 1 MiB, which is all that etcd takes."],
] as const;
const annotated = [
    ["files", "The ConfigMap files must have less than 256 KiB of annotations."],
] as const;
const kibibytes = (count: number) => "x".repeat(count * 1024);

testRule(objectSizeWithinLimits, [
    { title: "passes a small object", stack: [map({ data: { a: "b" } })], judged },
    {
        title: "passes one just below the limit",
        stack: [map({ data: { a: kibibytes(1023) } })],
        judged,
    },
    {
        title: "judges nothing but Kubernetes' objects",
        stack: [resource("random:index/randomUuid:RandomUuid", "one", { a: kibibytes(2000) })],
        judged: [],
    },
    {
        title: "refuses one file that is too large",
        stack: [map({ data: { a: kibibytes(1025) } })],
        judged,
        finds: large,
    },
    {
        title: "refuses many files that are too large together",
        stack: [
            map({
                data: Object.fromEntries(
                    Array.from({ length: 20 }, (_, i) => [String(i), kibibytes(60)]),
                ),
            }),
        ],
        judged,
        finds: large,
    },
    {
        title: "counts bytes, not letters",
        stack: [map({ data: { a: "ü".repeat(600 * 1024) } })],
        judged,
        finds: large,
    },
    {
        title: "counts binary data",
        stack: [map({ binaryData: { a: kibibytes(1025) } })],
        judged,
        finds: large,
    },
    {
        title: "passes annotations below the limit",
        stack: [map({}, { annotations: { a: kibibytes(200) } })],
        judged,
    },
    {
        title: "refuses annotations above it",
        stack: [map({}, { annotations: { a: kibibytes(257) } })],
        judged,
        finds: annotated,
    },
    {
        title: "refuses annotations that are too large together",
        stack: [map({}, { annotations: { a: kibibytes(200), b: kibibytes(100) } })],
        judged,
        finds: annotated,
    },
    {
        title: "counts nothing for what is unknown or no text",
        stack: [map({ data: unknown.object }, { annotations: { a: unknown.text, b: 7 } })],
        judged,
    },
]);
