import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where a rehearsal keeps everything it writes; readable by its owner only, gone at its end. */
export interface Scratch {
    readonly root: string;
    /** Stands for the user's home, so that nothing of theirs is read. */
    readonly home: string;
    /** The stack's state. */
    readonly state: string;
    /** The stack's configuration file. */
    readonly project: string;
    /** Programs that the engine looks for on PATH. */
    readonly programs: string;
    /** What exists in the embedded datacenter. */
    readonly world: string;
    remove(): void;
}

/** Makes the directories of one rehearsal below the system's directory for temporary files. */
export function makeScratch(): Scratch {
    const root = mkdtempSync(join(tmpdir(), "homelab-rehearsal-"));
    chmodSync(root, 0o700);
    const folder = (name: string) => {
        mkdirSync(join(root, name), { mode: 0o700 });
        return join(root, name);
    };
    const home = folder("home");
    // The engine logs each of its words, compressed and encrypted, to a folder of this name, which
    // takes it a third of its time and has no switch: a file in its place keeps it from doing so.
    writeFileSync(join(home, "logs"), "");
    return {
        root,
        home,
        state: folder("state"),
        project: folder("project"),
        programs: folder("programs"),
        world: join(root, "world.json"),
        remove: () => {
            rmSync(root, { recursive: true, force: true });
        },
    };
}
