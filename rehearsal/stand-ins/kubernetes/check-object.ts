import { expand, formatPath, parsePath, valueAt } from "../../provider/path";
import type { Problem } from "../../provider/stand-in";
import { type Fields, fieldsOf, list, type Value } from "../../provider/value";

const longestName = 253;
const longestLabel = 63;
const nameForm = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
const labelForm = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

/** What the API server refuses in any object; schemas are not looked at here. */
export function checkObject(inputs: Fields): Problem[] {
    return [...nameProblems(inputs), ...labelProblems(inputs), ...portProblems(inputs)];
}

function nameProblems(inputs: Fields): Problem[] {
    const name = valueAt(inputs, ["metadata", "name"]);
    return typeof name === "string" && (!nameForm.test(name) || name.length > longestName)
        ? [{ property: "metadata.name", reason: `"${name}" is no lowercase DNS subdomain` }]
        : [];
}

function labelProblems(inputs: Fields): Problem[] {
    const labels = fieldsOf(valueAt(inputs, ["metadata", "labels"]));
    return Object.entries(labels).flatMap(([key, value]) =>
        typeof value === "string" && (!labelForm.test(value) || value.length > longestLabel)
            ? [
                  {
                      property: formatPath(["metadata", "labels", key]),
                      reason: `"${value}" is no label value: at most 63 letters, digits, '-', '_' and '.', the first and last a letter or digit`,
                  },
              ]
            : [],
    );
}

const portLists = ["spec.ports", "spec.template.spec.containers[*].ports"].map(parsePath);
const portFields = ["port", "containerPort"];

function portProblems(inputs: Fields): Problem[] {
    return portLists
        .flatMap((pattern) => expand(inputs, pattern))
        .flatMap((path) =>
            list(valueAt(inputs, path)).flatMap((entry, i) => {
                const at = portFields.find((field) => typeof fieldsOf(entry)[field] === "number");
                const port: Value | undefined = at === undefined ? undefined : fieldsOf(entry)[at];
                return typeof port === "number" && (port < 1 || port > 65_535)
                    ? [
                          {
                              property: formatPath([...path, i, at ?? "port"]),
                              reason: `must be between 1 and 65535, got: ${port}`,
                          },
                      ]
                    : [];
            }),
        );
}
