import { longestWait, runsBefore } from "../../../catalogue/backup/waits";

test.each([
    ["8 3 * * *", 24],
    ["15 */6 * * *", 6],
    ["*/15 * * * *", 0.25],
    ["0 4 3 * * *", 24],
    ["8 3 * * 0", 7 * 24],
    ["8 3 1 * *", 31 * 24],
    ["8 3 1 1 *", 366 * 24],
    ["0 8-10 * * *", 22],
    ["0 3 * * 1-5", 3 * 24],
    ["@daily", 24],
])("%s leaves %d hours at most", (schedule, hours) => {
    expect(longestWait(schedule)).toBeCloseTo(hours, 5);
});

test.each(["", "nightly", "0 25 * * *", "0 3 31 2 *", "* *", "@every 1h"])(
    "%j cannot be told",
    (schedule) => {
        expect(longestWait(schedule)).toBeUndefined();
    },
);

describe("a schedule runs in the hours before another", () => {
    test.each([
        ["22 0 * * *", "8 3 * * *"],
        ["0 22 * * *", "8 3 * * *"],
        ["0 */6 * * *", "8 3 * * *"],
        ["44 2 * * 0", "13 3 * * *"],
        ["44 2 * * 0", "13 3 1 * *"],
        ["0 18 3 * * *", "53 7 * * *"],
        // Never on the same day.
        ["0 5 * * 1", "0 3 * * 2"],
    ])("%s before %s", (first, second) => {
        expect(runsBefore(first, second)).toBe(true);
    });

    test.each([
        ["8 3 * * *", "8 3 * * *"],
        ["30 4 * * *", "8 3 * * *"],
        ["0 15 * * *", "8 3 * * *"],
        ["0 5 * * 0", "13 3 * * *"],
        ["0 5 * * *", "13 3 1 * *"],
    ])("not %s before %s", (first, second) => {
        expect(runsBefore(first, second)).toBe(false);
    });

    test.each([
        ["nightly", "8 3 * * *"],
        ["8 3 * * *", ""],
    ])("nobody can tell of %j and %j", (first, second) => {
        expect(runsBefore(first, second)).toBeUndefined();
    });
});
