import { bytesOf } from "../../../policies/views/quantity";

test.each([
    ["10", 10],
    ["1.5k", 1500],
    ["2Gi", 2 * 2 ** 30],
    ["2gi", undefined],
    ["-1", undefined],
    ["", undefined],
    [5, undefined],
    [["5"], undefined],
])("the size %p has %p bytes", (size, bytes) => {
    expect(bytesOf(size)).toBe(bytes);
});
