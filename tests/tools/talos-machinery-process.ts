import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { TalosMachinery } from "../../rehearsal/stand-ins/talos/machinery";

export { TalosMachinery };

/** Calls a method that must fail, and returns the error. */
export async function refusalOf(
    talos: TalosMachinery,
    method: string,
    params?: object,
): Promise<string> {
    const { error } = await talos.ask(method, params);
    if (error === undefined) throw new Error(`${method} did not fail`);

    return error;
}

/** describe() for a suite about the helper; where it can be neither found nor built, a skip. */
export function describeTalosMachinery(
    title: string,
    suite: (talos: () => TalosMachinery) => void,
): void {
    const script = resolve(__dirname, "../../tools/build.sh");
    const run = (...args: string[]) => spawnSync("bash", [script, ...args], { encoding: "utf8" });
    const built = run("--print", "talos-machinery").status === 0;
    if (!built && spawnSync("go", ["version"]).status !== 0) {
        test.skip(`${title} (the helper is not built, and there is no Go)`, () => undefined);

        return;
    }
    describe(title, () => {
        let talos: TalosMachinery;
        beforeAll(() => {
            const { status, stdout, stderr } = run("talos-machinery");
            if (status !== 0) throw new Error(stderr);
            talos = new TalosMachinery(join(stdout.trim(), "talos-machinery"));
        });
        afterAll(async () => {
            expect(await talos.stop()).toBe(0);
        });
        suite(() => talos);
    });
}
