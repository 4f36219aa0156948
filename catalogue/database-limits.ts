/** What is normal for a database of the house; what its settings allow, and where alarm begins. */
export const databaseLimits = {
    /** Connections a server takes, those of its operator included. */
    connections: 100,
    /** Connections of these that an app may take itself. */
    connectionsOfApp: 80,
    /** Share of the connections in use at which somebody should look. */
    alarmingShare: 0.8,
    /** Sessions that wait for locks of others. */
    waiting: 5,
    /** Seconds that the first in the queue waits for a connection of the pool. */
    poolSeconds: 5,
    /** Mean time of a statement. */
    callSeconds: 0.5,
    /** Mean time to read a block of 8 KiB from the disk. */
    blockMilliseconds: 20,
    /** Longest transaction. */
    transactionSeconds: 1800,
    /** From here on a table counts as large. */
    largeTableMebibytes: 100,
    /** The largest tables that are watched in each database. */
    watchedTables: 5,
    /** Readings of a large table from end to end. */
    scansPerHour: 60,
} as const;
