import type { RuleContext } from "../engine/context";
import { at, entriesAt } from "../engine/read";
import type { Stack } from "../engine/resource";
import { judgeEach, type StackRule, type Verdict } from "../engine/rule";
import { shown } from "../views/kube-object";
import { traefikReleases } from "../views/releases";

/** Traefik listens for browsers and nobody else. */
export const gatewayWaysIn: StackRule = {
    id: "TLS-02",
    name: "gateway-ways-in",
    description:
        "Traefik must be reachable on its two web ports only, and must redirect plain HTTP for good.",
    clause: { section: "Encryption in Transit", line: 353 },
    severity: "high",
    level: "mandatory",
    remediation: "Expose no port of the chart but web and websecure, and leave the dashboard off.",
    scope: "stack",
    judge,
};

function judge(stack: Stack, context: RuleContext): Verdict {
    return judgeEach(traefikReleases(stack, context), ({ title, values }) => {
        const others = entriesAt(values, "ports").filter(
            ([name, port]) =>
                name !== "web" && name !== "websecure" && at(port, "expose", "default") === true,
        );
        const redirect = at(
            values,
            "ports",
            "web",
            "http",
            "redirections",
            "entryPoint",
            "permanent",
        );
        const isPlainOff =
            at(values, "ports", "web") === null ||
            at(values, "ports", "web", "expose", "default") === false;
        return [
            ...others.map(([name]) => `The ${title} must not expose the port ${shown(name)}.`),
            ...(redirect === true || isPlainOff
                ? []
                : [`The ${title} must redirect HTTP to HTTPS permanently.`]),
            ...(at(values, "api", "dashboard") === false
                ? []
                : [`The ${title} must switch its dashboard off: set api.dashboard to false.`]),
        ];
    });
}
