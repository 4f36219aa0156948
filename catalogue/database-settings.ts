/** What the owner chooses for a database. */
export interface DatabaseSettings {
    /** Servers: one that writes, and others that follow it and can take over. */
    readonly instances: number;
    /** Whether the app reaches it through a pool of connections. */
    readonly pooler: boolean;
}

/** One server, and no pool. */
export const defaultDatabaseSettings: DatabaseSettings = { instances: 1, pooler: false };
