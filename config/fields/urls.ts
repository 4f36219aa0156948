import { z } from "zod";

const label = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
const host = `${label}(\\.${label})*`;
const port =
    "(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?";

function originProblem(value: string): string {
    if (/^http:/i.test(value)) {
        return "is not encrypted. Use https.";
    }
    if (!/^https:\/\//i.test(value)) {
        return "is not an https address. Write it with its scheme, e.g. https://pve1.home.example.org:8006.";
    }
    if (value.includes("@")) {
        return "holds a user name or password. Remove it: credentials are secrets of their own.";
    }
    return "is not a scheme, a host and a port alone. Write it like https://pve1.home.example.org:8006.";
}

/** Scheme, host and port of an https server. */
export const httpsOrigin = z.string().regex(new RegExp(`^https://${host}${port}/?$`), {
    error: (issue) => originProblem(String(issue.input)),
});

/** An https address with an optional path, without credentials, query or fragment. */
export const httpsUrl = z
    .string()
    .regex(
        new RegExp(`^https://${host}${port}(/[A-Za-z0-9._~/%-]*)?$`),
        "is not a plain https address. Write https, host and path, without credentials or query.",
    );
