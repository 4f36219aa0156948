import fc from "fast-check";
import { addressNumber, block, contains, networkCidr, overlap } from "../../config/ipv4";
import { concealed, showValue } from "../../config/show-value";
import { suggestion } from "../../config/suggest";
import { nearest } from "../../shared/nearest";

describe("values in messages", () => {
    test.each([
        [undefined, "(missing)"],
        [null, "(empty)"],
        [1.5, "1.5"],
        [true, "true"],
        ["a\tb", '"a\\tb"'],
        ["x".repeat(61), `"${"x".repeat(60)}"…`],
        [[1, 2], "(a list of 2)"],
        [{}, "(a map of 0 keys)"],
        [{ a: 1 }, "(a map of 1 key)"],
        [concealed, "(hidden)"],
    ])("shows %p as %s", (value, text) => {
        expect(showValue(["cluster", "name"], value)).toBe(text);
    });

    test.each([
        "12345678-1234-1234-1234-123456789abc",
        "root@pam!iac=12345678-1234-1234-1234-123456789abc",
        "https://user:pass@host.example.org/",
        "https://host.example.org/?access_token=abc",
        "-----BEGIN PRIVATE KEY-----\nabc",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc",
        "AKIAIOSFODNN7EXAMPLE",
        "glc_eyJvIjoiMTIzNDU2Nzg5MCJ9",
        "ghp_abcdefghijklmnopqrstuvwxyz012345",
        "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY12",
        "0123456789abcdef0123456789abcdef",
    ])("hides %p wherever it stands", (value) => {
        expect(showValue(["cluster", "name"], value)).toBe("(hidden)");
    });

    test.each(["apiToken", "password", "client_secret", "accessKey", "api_key", "passphrase"])(
        "hides what stands below %s",
        (key) => {
            expect(showValue(["proxmox", key], "short")).toBe("(hidden)");
            expect(showValue(["proxmox", key, 0, "a"], 1)).toBe("(hidden)");
        },
    );

    test.each([
        "192.168.10.0/24",
        "BC:24:11:00:00:21",
        "https://pve1.example.org:8006",
        "home-lab-controlplane-node-01",
    ])("shows %s", (value) => {
        expect(showValue(["cluster", "name"], value)).toBe(`"${value}"`);
    });
});

describe("suggestions", () => {
    const known = ["memory", "cores", "vmId", "disk"];
    test.each([
        ["memry", "memory"],
        ["Memory", "memory"],
        ["vmid", "vmId"],
        ["core", "cores"],
        ["disc", "disk"],
        ["ram", undefined],
        ["", undefined],
    ])("%p is taken for %p", (word, meant) => {
        expect(nearest(word, known)).toBe(meant);
    });

    test("without a near word all are named; without any the key must go", () => {
        expect(suggestion("ram", known)).toBe("Choose from: memory, cores, vmId, disk.");
        expect(suggestion("ram", [])).toBe("Remove it.");
    });
});

describe("IPv4 arithmetic", () => {
    test.each([
        ["0.0.0.0", 0],
        ["10.0.0.1", 167_772_161],
        ["255.255.255.255", 4_294_967_295],
    ])("%s is %d", (address, number) => {
        expect(addressNumber(address)).toBe(number);
    });

    test.each([
        ["192.168.10.77/24", "192.168.10.0/24"],
        ["10.111.255.255/12", "10.96.0.0/12"],
        ["1.2.3.4/32", "1.2.3.4/32"],
        ["1.2.3.4/0", "0.0.0.0/0"],
    ])("%s is in network %s", (cidr, network) => {
        expect(networkCidr(cidr)).toBe(network);
    });

    test("a network's block has 2^(32 - prefix) addresses, its own address the first", () => {
        expect(block("10.96.0.0/12")).toEqual({
            first: addressNumber("10.96.0.0"),
            last: addressNumber("10.111.255.255"),
            prefix: 12,
        });
    });

    test("two networks overlap exactly when one contains the other", () => {
        const cidr = fc
            .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 32 }))
            .map(([byte, prefix]) => block(`10.0.${byte}.${byte}/${prefix}`));
        fc.assert(
            fc.property(cidr, cidr, (a, b) => {
                expect(overlap(a, b)).toBe(contains(a, b) || contains(b, a));
                expect(contains(a, b.first) && contains(a, b.last)).toBe(contains(a, b));
            }),
        );
    });
});
