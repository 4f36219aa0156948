import { Faults } from "../../../../rehearsal/datacenter/faults";

const type = "proxmoxve:index/vmLegacy:VmLegacy";
let faults: Faults;
beforeEach(() => {
    faults = new Faults();
});

/** Whether each of some calls in a row failed before or after its work. */
async function calls(count: number): Promise<string> {
    const results: string[] = [];
    for (let i = 0; i < count; i++) {
        try {
            await faults.before("create", type);
        } catch {
            results.push("refused");
            continue;
        }
        try {
            faults.after("create", type);
            results.push("done");
        } catch {
            results.push("lost");
        }
    }
    return results.join(" ");
}

describe("planned trouble", () => {
    it("strikes the next call once", async () => {
        faults.fail("create", type);
        expect(await calls(3)).toBe("refused done done");
    });

    it("strikes the nth call", async () => {
        faults.fail("create", type, { nth: 3 });
        expect(await calls(4)).toBe("done done refused done");
    });

    it("loses the nth answer, after the work", async () => {
        faults.loseAnswer("create", type, { nth: 2 });
        expect(await calls(3)).toBe("done lost done");
    });

    it("adds up", async () => {
        faults.fail("create", type, { nth: 1 });
        faults.fail("create", type, { nth: 2 });
        faults.loseAnswer("create", type, { nth: 1 });
        expect(await calls(4)).toBe("refused refused lost done");
    });

    it("strikes the planned operation on the planned type only", async () => {
        faults.fail("delete", type);
        faults.fail("create", "proxmoxve:index/acl:Acl");
        expect(await calls(2)).toBe("done done");
        await expect(faults.before("delete", type)).rejects.toThrow();
    });

    it("says what it was told to say", async () => {
        faults.fail("create", type, { message: "quota exceeded" });
        await expect(faults.before("create", type)).rejects.toThrow(/^quota exceeded$/);
        faults.fail("create", type);
        await expect(faults.before("create", type)).rejects.toThrow("500 Internal Server Error");
    });
});

describe("an API", () => {
    it("is unreachable for all of its package, and for nobody else, until it is restored", async () => {
        faults.unreachable("proxmoxve");
        for (const operation of ["create", "read", "update", "delete", "invoke"] as const) {
            await expect(faults.before(operation, type)).rejects.toThrow(
                "proxmoxve: dial tcp: connect: no route to host",
            );
        }
        await expect(faults.before("create", "talos:machine/secrets:Secrets")).resolves.toBe(
            undefined,
        );
        faults.restore("talos");
        await expect(faults.before("create", type)).rejects.toThrow();
        faults.restore("proxmoxve");
        await expect(faults.before("create", type)).resolves.toBe(undefined);
    });

    it("is slow until it is restored", async () => {
        const took = async (): Promise<number> => {
            const start = performance.now();
            await faults.before("read", type);
            return performance.now() - start;
        };
        faults.slow("proxmoxve", 60);
        expect(await took()).toBeGreaterThanOrEqual(55);
        faults.restore("proxmoxve");
        expect(await took()).toBeLessThan(55);
    });

    it("has no trouble left once all is restored", async () => {
        faults.fail("create", type);
        faults.loseAnswer("create", type);
        faults.unreachable("proxmoxve");
        faults.restore();
        expect(await calls(2)).toBe("done done");
    });
});
