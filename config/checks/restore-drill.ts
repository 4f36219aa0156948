import { latestToday } from "../../shared/day";
import type { Check } from "./check";

/** A drill is put down when it was done, not when it is planned. */
export const restoreDrill: Check = (draft) => {
    const drilled = draft.backup?.drilled;
    return drilled === undefined || drilled <= latestToday()
        ? []
        : [
              {
                  path: ["backup", "drilled"],
                  value: drilled,
                  message: "is still to come. Write the day on which the drill was last done.",
              },
          ];
};
