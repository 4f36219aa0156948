import { apps } from "../../../apps";
import { collect } from "../../../catalogue/catalogue";
import { classifications, requiredControls } from "../../../catalogue/classification";
import { classificationLevels } from "../../../catalogue/data-architecture/classification-levels";

const catalogue = collect(apps);

/** What each phrase of "Security Requirements" asks of the controls, read independently. */
const phrases = {
    "TLS in transit": { tlsInTransit: true },
    "Sealed Secrets": { sealedSecrets: true },
    "access control": { access: "namespace" },
    "Encryption at rest (future)": { encryptionAtRest: true },
    "strict access control": { access: "owner" },
    "never in Git plaintext": { neverPlaintext: true },
} as const;

test("the rows are the classifications, lowest first", () => {
    expect(classificationLevels.map(({ classification }) => classification)).toEqual([
        ...classifications,
    ]);
    expect(classificationLevels.map(({ cells }) => cells.Classification.toLowerCase())).toEqual([
        ...classifications,
    ]);
});

test.each(classificationLevels)(
    "$cells.Classification meets the requirements the document names",
    ({ cells, classification, demands }) => {
        const named = cells["Security Requirements"]
            .split(", ")
            .map((phrase) => phrases[phrase as keyof typeof phrases]);
        expect(requiredControls[classification]).toMatchObject(Object.assign({}, ...named));
        expect(demands).toEqual(named.flatMap((controls) => Object.keys(controls)));
    },
);

test.each(classificationLevels)(
    "$cells.Examples have the class $cells.Classification",
    ({ classification, assets }) => {
        expect(assets.map((id) => catalogue.find(id)?.classification)).toEqual(
            assets.map(() => classification),
        );
    },
);

test("every class has data of its own in the catalogue", () => {
    const used = new Set(catalogue.assets.map((asset) => asset.classification));
    expect([...used].sort()).toEqual([...classifications].sort());
});
