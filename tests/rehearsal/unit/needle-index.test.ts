import * as fc from "fast-check";
import { NeedleIndex } from "../../../rehearsal/leaks/needle-index";

/** Few different characters, so that needles overlap, repeat and nearly match. */
const text = (maxLength: number) =>
    fc
        .array(fc.constantFrom("a", "b", "é", "日"), { minLength: 1, maxLength })
        .map((characters) => characters.join(""));

describe("an index of needles", () => {
    it("finds exactly what a search for each one finds", () => {
        fc.assert(
            fc.property(fc.array(text(12), { maxLength: 20 }), text(200), (needles, hay) => {
                const index = new NeedleIndex(needles.map((needle) => ({ needle })));
                const found = index.within(hay).map(({ needle }) => needle);
                expect(found.sort()).toEqual(needles.filter((each) => hay.includes(each)).sort());
            }),
            { numRuns: 500 },
        );
    });

    it("finds a needle at either end of a text, and one that is the whole text", () => {
        const index = new NeedleIndex([{ needle: "0123456789" }]);
        for (const hay of ["0123456789", "0123456789 after", "before 0123456789"]) {
            expect(index.within(hay)).toHaveLength(1);
        }
        expect(index.within("012345678")).toEqual([]);
        expect(index.within("")).toEqual([]);
    });
});
