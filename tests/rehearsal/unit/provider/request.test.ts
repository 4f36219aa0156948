import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Datacenter } from "../../../../rehearsal/datacenter/datacenter";
import {
    propertiesOf,
    redact,
    refuseUnknown,
    subjectOf,
} from "../../../../rehearsal/provider/request";
import { UNKNOWN } from "../../../../rehearsal/provider/value";
import { encode } from "../../../../rehearsal/provider/wire";
import { properties } from "../stage";

describe("a request", () => {
    it("carries properties and their secrets, or nothing", () => {
        const written = properties({ a: { b: "x" }, c: 1 }, [["a", "b"]]);
        const struct = Struct.fromJavaScript(
            encode(written) as Parameters<typeof Struct.fromJavaScript>[0],
        );
        expect(propertiesOf(struct)).toEqual(written);
        expect(propertiesOf(undefined)).toEqual(properties({}));
    });

    it("is about the last type of the URN's chain, under a name that may hold colons", () => {
        const urn = "urn:pulumi:dev::homelab::a:b:Parent$c:d/e:Child::name::with::colons";
        expect(subjectOf(urn, new Datacenter())).toMatchObject({
            type: "c:d/e:Child",
            name: "name::with::colons",
        });
    });

    it("with unknown values is refused outside of a preview, and names them", () => {
        const subject = subjectOf("urn:pulumi:dev::p::t:i:T::thing", new Datacenter());
        const some = properties({ known: 1, host: UNKNOWN, list: ["x", { y: UNKNOWN }] });
        expect(() => {
            refuseUnknown(subject, some);
        }).toThrow("t:i:T thing: the value of host, list is unknown");
        expect(() => {
            refuseUnknown(subject, properties({ known: 1 }));
        }).not.toThrow();
    });
});

describe("redaction", () => {
    const source = properties(
        { token: "hunter2-hunter2", deep: { list: ["other-secret"] }, plain: "visible", pin: "42" },
        [["token"], ["deep"], ["pin"]],
    );

    it("takes out every secret of every source, wherever it stands", () => {
        const message = "no: hunter2-hunter2, other-secret, third!, hunter2-hunter2";
        expect(redact(message, source, properties({ x: "third!" }, [["x"]]))).toBe(
            "no: [secret], [secret], [secret], [secret]",
        );
    });

    it("leaves what is no secret, and what is too short to be told from chance", () => {
        expect(redact("visible 42", source)).toBe("visible 42");
    });

    it("leaves nothing of a secret that begins with another", () => {
        const both = properties({ short: "abcdef", long: "abcdef-and-more" }, [
            ["short"],
            ["long"],
        ]);
        expect(redact("got abcdef-and-more", both)).toBe("got [secret]");
    });
});
