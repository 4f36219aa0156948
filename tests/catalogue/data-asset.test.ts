import { backupPriorities, isDisposable } from "../../catalogue/data-asset";
import { classifications } from "../../catalogue/classification";

test("only data that is neither confidential nor worth a backup is disposable", () => {
    const disposable = classifications.flatMap((classification) =>
        backupPriorities
            .filter((backup) => isDisposable({ classification, backup }))
            .map((backup) => `${classification} ${backup}`),
    );
    expect(disposable).toEqual(["public low", "public none", "internal low", "internal none"]);
});
