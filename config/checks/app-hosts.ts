import { pathText, type Problem } from "../problem";
import type { Check } from "./check";

/** Each app that is on has a host name of its own. */
export const appHosts: Check = (draft, apps) => {
    const seen = new Map<string, string>();
    return apps.flatMap((app): Problem[] => {
        const chosen = draft.apps?.[app.name];
        const host = chosen?.host ?? app.reach?.host;
        if (chosen?.enabled !== true || host === undefined) {
            return [];
        }
        const first = seen.get(host);
        if (first === undefined) {
            seen.set(host, app.name);
            return [];
        }
        const message = `is the host name of app ${first} too. Set ${pathText(["apps", app.name, "host"])} to another.`;
        return [{ path: ["apps", app.name, "host"], value: host, message }];
    });
};
