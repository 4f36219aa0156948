import { textAt } from "../engine/read";
import type { Resource } from "../engine/resource";
import { judgeEach, type ResourceRule, type Verdict } from "../engine/rule";
import { releaseOf } from "../views/releases";

/** The chart that was checked is the chart that is installed. */
export const chartVersionExact: ResourceRule = {
    id: "IMG-03",
    name: "chart-version-exact",
    description:
        "Charts must have one exact version, and must come over HTTPS, from a registry or from this repository.",
    clause: { section: "Application Data", line: 99 },
    severity: "high",
    level: "mandatory",
    remediation:
        "Set version to a full semantic version, and the repository to its https:// address.",
    scope: "resource",
    judge,
};

const exact = /^v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

function judge(resource: Resource): Verdict {
    const release = releaseOf(resource);
    const isHelm = resource.type.startsWith("kubernetes:helm.sh/");
    return judgeEach(release === undefined || !isHelm ? [] : [release], ({ title }) => {
        const version = textAt(resource.props, "version") ?? "";
        const chart = textAt(resource.props, "chart") ?? "";
        const repository = textAt(resource.props, "repositoryOpts", "repo");
        const isKnown = /^(?:oci:\/\/|\.\/)/.test(chart) || /^https:\/\//.test(repository ?? "");
        return [
            ...(exact.test(version)
                ? []
                : [`The ${title} must have an exact version of its chart.`]),
            ...(isKnown
                ? []
                : [
                      `The ${title} must take its chart from an https:// or oci:// address, or from this repository.`,
                  ]),
        ];
    });
}
