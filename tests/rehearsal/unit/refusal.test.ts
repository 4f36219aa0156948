import { Refusal } from "../../../rehearsal/control-plane/refusal";

describe("what an API server refuses", () => {
    it("is said in one line where there is one reason", () => {
        const refusal = Refusal.of(404, {
            message: 'namespaces "app" not found',
            reason: "NotFound",
        });
        expect(refusal.message).toBe('namespaces "app" not found');
        expect(refusal.status).toBe(404);
    });

    it("is said with a line for each reason, none of them twice", () => {
        const causes = [
            { field: "spec.ports[0].port", message: "Invalid value: 0" },
            { field: "spec.type", message: "Unsupported value" },
        ];
        const message =
            'Service "a" is invalid: [spec.ports[0].port: Invalid value: 0, spec.type: Unsupported value]';
        expect(Refusal.of(422, { message, details: { causes } }).message).toBe(
            'Service "a" is invalid:\n  - spec.ports[0].port: Invalid value: 0\n  - spec.type: Unsupported value',
        );
    });

    it("is passed on as it is where it is no status", () => {
        expect(Refusal.of(404, "404 page not found").message).toBe("404 page not found");
    });
});
