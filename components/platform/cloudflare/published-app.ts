/** An app that is reached from outside the house. */
export interface PublishedApp {
    readonly name: string;
    readonly title: string;
    readonly hostname: string;
    /** Whether programs that cannot show a login page get a token. */
    readonly serviceToken: boolean;
    /** Paths that anybody may call without a login, with all below them. */
    readonly openPaths: readonly string[];
}
