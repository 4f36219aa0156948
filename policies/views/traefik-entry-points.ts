import { at } from "../engine/read";
import type { Release } from "./releases";

/** What keeps Traefik's plain entry point from sending browsers to the TLS one. */
export function redirectFaults(release: Release): readonly string[] {
    const web = at(release.values, "ports", "web");
    // A null removes the chart's own entry point.
    if (web === null || at(web, "expose", "default") === false) {
        return [];
    }
    const redirect = at(web, "http", "redirections", "entryPoint");
    const scheme = at(redirect, "scheme");
    const isSecure = scheme === undefined || scheme === null || scheme === "https";
    return at(redirect, "to") === "websecure" && isSecure
        ? []
        : [
              `The ${release.title} must redirect HTTP to HTTPS: set ports.web.http.redirections.entryPoint.to to websecure.`,
          ];
}
