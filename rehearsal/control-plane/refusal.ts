/** The `Status` with which an API server says no. */
interface Status {
    readonly message?: string;
    readonly reason?: string;
    readonly details?: {
        readonly causes?: readonly { readonly field?: string; readonly message?: string }[];
    };
}

/** What an API server refused, in words that a reader can act on. */
export class Refusal extends Error {
    /** HTTP status. */
    readonly status: number;

    constructor(status: number, message: string) {
        super(message);
        this.name = "Refusal";
        this.status = status;
    }

    static of(status: number, body: unknown): Refusal {
        const { message, details } = (
            typeof body === "object" && body !== null ? body : { message: String(body) }
        ) as Status;
        const causes = (details?.causes ?? []).map(({ field, message: why }) =>
            [field, why].filter(Boolean).join(": "),
        );
        const several =
            causes.length > 1 ? `:\n${causes.map((cause) => `  - ${cause}`).join("\n")}` : "";
        return new Refusal(status, `${head(message ?? "", causes.length)}${several}`);
    }
}

/**
 * The server's sentence without what its causes say again below it, and without the internals that
 * it puts around a field's name.
 */
function head(message: string, causes: number): string {
    const [, subject] = /^(.*? is invalid): \[/.exec(message) ?? [];
    return causes > 1 && subject !== undefined ? subject : message.trim();
}
