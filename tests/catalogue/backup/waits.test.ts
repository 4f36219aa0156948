import { longestWait } from "../../../catalogue/backup/waits";

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
