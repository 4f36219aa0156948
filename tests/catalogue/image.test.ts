import { imageOf, tagAndDigest } from "../../catalogue/image";

const digest = `sha256:${"a".repeat(64)}`;

test.each([
    ["docker.io/library/app:1.2", { repository: "docker.io/library/app", tag: "1.2" }],
    [`ghcr.io/a/b:v1@${digest}`, { repository: "ghcr.io/a/b", tag: "v1", digest }],
    ["127.0.0.1:5000/app:1.0", { repository: "127.0.0.1:5000/app", tag: "1.0" }],
])("%s is taken apart", (reference, parts) => {
    expect(imageOf(reference)).toEqual({ digest: undefined, ...parts });
});

test("its tag is told with its digest, if it has one", () => {
    expect(tagAndDigest(`ghcr.io/a/b:v1@${digest}`)).toBe(`v1@${digest}`);
    expect(tagAndDigest("ghcr.io/a/b:v1")).toBe("v1");
});

test.each(["app", "app:1", "a.io/app", "a.io/app:", `a.io/app@${digest}`, "a.io/app:1@sha256:abc"])(
    "%s is refused",
    (reference) => {
        expect(() => imageOf(reference)).toThrow(
            `"${reference}" is no image: write registry/repository:tag, and its digest after an @`,
        );
    },
);
