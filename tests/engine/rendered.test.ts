import { judgementOf } from "../../commands/judgement/judgement";
import type { Outcome } from "../../rehearsal/engine/outcome";
import { helmFolder } from "../../rendering/helm";
import { describeEngine, openShipped } from "./support";

interface ReleaseInputs {
    readonly values: {
        readonly workloads: { readonly main: { image: string; mounts?: Record<string, object> } };
    };
}

(helmFolder() === "" ? describe.skip : describe)("with Helm", () => {
    describeEngine("what is inside a release, on the real engine", () => {
        let outcome: Outcome;
        const releases = () =>
            outcome.registered.filter(({ type }) =>
                /:helm.sh\/v3:Release$|argoproj.io\/v1alpha1:Application$/.test(type),
            );

        beforeAll(async () => {
            const rehearsal = await openShipped({
                judged: true,
                edits: {
                    "Release::glance": ({ props }) => {
                        const { values } = props as unknown as ReleaseInputs;
                        values.workloads.main.image =
                            "registry.example.org/glanceapp/glance:v0.8.4";
                        values.workloads.main.mounts = {
                            ...values.workloads.main.mounts,
                            photos: { path: "/photos", claim: "immich-photos" },
                        };
                    },
                },
            });
            outcome = await rehearsal.stack.preview();
            await rehearsal.close();
        });

        test("is judged before the release is made, and stops it", () => {
            const mandatory = outcome.violations.filter(({ level }) => level === "mandatory");
            const glance = (rule: string, says: string) =>
                expect.objectContaining({
                    rule,
                    urn: expect.stringMatching(/Release::glance$/) as string,
                    message: expect.stringContaining(says) as string,
                }) as unknown;
            expect(mandatory).toHaveLength(3);
            expect(mandatory).toEqual(
                expect.arrayContaining([
                    glance(
                        "image-pinned",
                        "The Deployment glance/glance must name an image from one of docker.io",
                    ),
                    // The values name the claim, and so does the pod that they become.
                    glance(
                        "claim-mounted-by-owner",
                        "The release glance/glance mounts the claim immich-photos",
                    ),
                    glance(
                        "claim-mounted-by-owner",
                        "The Deployment glance/glance mounts the claim immich-photos",
                    ),
                ]),
            );
            expect(outcome.succeeded).toBe(false);
        });

        test("is counted, and what could not be looked into is named", () => {
            const verdict = { losses: [], notes: [] };
            const { reach } = judgementOf(outcome, verdict, []);
            expect(reach?.all).toBe(releases().length);
            expect(reach?.unseen.length).toBeLessThanOrEqual(releases().length - 6);
            expect(reach?.unseen.map(({ release }) => release)).not.toContain("Release::glance");
        });
    });
});
