/**
 * What looks like a credential in a line of a log. Each expression is of Go's RE2 and has one
 * group, whose text is replaced.
 */
export const redactions: readonly { readonly what: string; readonly expression: string }[] = [
    { what: "JSON Web Token", expression: "(eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_.-]+)" },
    {
        what: "authorization header",
        expression: "(?i)(?:bearer|basic)\\s+([A-Za-z0-9+/=._~-]{8,})",
    },
    {
        what: "setting with a telling name",
        expression:
            "(?i)(?:passw(?:or)?d|secret|token|api[_-]?key|credential)[a-z_]*[\"']?\\s*[:=]\\s*[\"']?([^\\s\"',;&}]{4,})",
    },
    { what: "user and password in an address", expression: "://([^/\\s:@]+:[^/\\s@]+)@" },
    { what: "access key of Amazon or of an S3 store", expression: "\\b(AKIA[0-9A-Z]{16})\\b" },
    { what: "token of Grafana", expression: "\\b(gl(?:c|sa)_[A-Za-z0-9_=+/-]{16,})" },
    { what: "e-mail address", expression: "([A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,})" },
    { what: "private key", expression: "(-----BEGIN [A-Z ]*PRIVATE KEY-----.*)" },
];
