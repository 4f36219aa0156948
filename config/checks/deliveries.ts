import { pathText, type Problem } from "../problem";
import type { Check } from "./check";

/** Apps delivered by Argo CD need Argo CD, and its host name must be its own. */
export const deliveries: Check = (draft, apps) => {
    const chosen = apps
        .map((app) => ({ app, settings: draft.apps?.[app.name] }))
        .filter(({ settings }) => settings?.enabled === true);
    const gitops = pathText(["gitops"]);
    const orphans = chosen.flatMap(({ app, settings }): Problem[] =>
        settings?.delivery === "argocd" && draft.gitops === undefined
            ? [
                  {
                      path: ["apps", app.name, "delivery"],
                      value: "argocd",
                      message: `needs Argo CD, which is not configured. Add ${gitops}, or set it to release.`,
                  },
              ]
            : [],
    );
    const host = draft.gitops?.host;
    const twins = chosen.flatMap(({ app, settings }): Problem[] =>
        host !== undefined && (settings?.host ?? app.reach?.host) === host
            ? [
                  {
                      path: ["gitops", "host"],
                      value: host,
                      message: `is the host name of app ${app.name} too. Set ${pathText(["gitops", "host"])} to another.`,
                  },
              ]
            : [],
    );
    return [...orphans, ...twins];
};
