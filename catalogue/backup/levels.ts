import type { BackupPriority } from "../data-asset";

/** Copies that are kept, by how far they lie apart. */
export interface Keep {
    readonly daily: number;
    readonly weekly: number;
    readonly monthly: number;
    readonly yearly: number;
}

/** What a priority demands. */
export interface BackupLevel {
    /** The most that may be lost, in hours. */
    readonly rpoHours: number;
    /** Copies in places of which none depends on another. */
    readonly copies: 0 | 1 | 2;
    /** Whether one of them outlives the house. */
    readonly offsite: boolean;
    readonly keep: Keep;
    /** Days to any moment of which a database can be taken back. */
    readonly windowDays: number;
    /** How often a restore is tried without anybody asking for it. */
    readonly drill: "weekly" | "monthly" | "never";
}

const nothing: Keep = { daily: 0, weekly: 0, monthly: 0, yearly: 0 };

/**
 * The one table that schedules, copies and retention of every asset come from.
 *
 * @see docs/seed/data-architecture.md, "User Data" and "Data Backup"
 */
export const backupLevels: Readonly<Record<BackupPriority, BackupLevel>> = {
    critical: {
        rpoHours: 24,
        copies: 2,
        offsite: true,
        keep: { daily: 14, weekly: 8, monthly: 12, yearly: 10 },
        windowDays: 60,
        drill: "weekly",
    },
    high: {
        rpoHours: 24,
        copies: 1,
        offsite: true,
        keep: { daily: 14, weekly: 8, monthly: 12, yearly: 2 },
        windowDays: 30,
        drill: "monthly",
    },
    medium: {
        rpoHours: 7 * 24,
        copies: 1,
        offsite: true,
        keep: { daily: 0, weekly: 8, monthly: 6, yearly: 0 },
        windowDays: 30,
        drill: "never",
    },
    low: {
        rpoHours: 7 * 24,
        copies: 1,
        offsite: false,
        keep: { daily: 0, weekly: 4, monthly: 0, yearly: 0 },
        windowDays: 14,
        drill: "never",
    },
    none: {
        rpoHours: Infinity,
        copies: 0,
        offsite: false,
        keep: nothing,
        windowDays: 0,
        drill: "never",
    },
};

/** What copies of machines are kept for: the program builds machines anew, a copy is the quicker way. */
export const machineLevel: BackupLevel = backupLevels.high;

/** Days that a base backup is older than the window whose last day needs it, at most. */
export const spareDays = 14;

/**
 * Days in which nobody, whatever key they hold, can change or delete what was written, by what a bucket
 * is for. Each ends before what it locks may go. Kopia and restic rewrite their own, so theirs are open.
 *
 * @see docs/decisions/0038-lock-what-is-written-once.md
 */
export const lockedDays = { databases: 7, etcd: 6, copy: 7 } as const;

const daysApart: Readonly<Record<keyof Keep, number>> = {
    daily: 1,
    weekly: 7,
    monthly: 31,
    yearly: 366,
};

/** Days until the oldest of the kept copies goes. */
export function keptDays(keep: Keep): number {
    return Math.max(...tiersOf(keep).map((tier) => keep[tier] * daysApart[tier]), 0);
}

/** The distances at which copies are kept at all, the nearest first. */
export function tiersOf(keep: Keep): readonly (keyof Keep)[] {
    return (Object.keys(daysApart) as (keyof Keep)[]).filter((tier) => keep[tier] > 0);
}

/** Days that one tier's copies are kept. */
export function daysOf(keep: Keep, tier: keyof Keep): number {
    return keep[tier] * daysApart[tier];
}

/**
 * No more copies than fit into a number of days: what is to be gone after 30 days must be gone from
 * its copies too.
 */
export function within(keep: Keep, days: number): Keep {
    const fitting = (tier: keyof Keep) => Math.min(keep[tier], Math.floor(days / daysApart[tier]));
    return {
        daily: fitting("daily"),
        weekly: fitting("weekly"),
        monthly: fitting("monthly"),
        yearly: fitting("yearly"),
    };
}
