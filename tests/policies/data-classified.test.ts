import { dataClassified } from "../../policies/rules/data-classified";
import { dataLabels, kube, photos, testRule, unknown } from "./support";

const claim = (metadata: object) => kube("core/v1:PersistentVolumeClaim", "photos", {}, metadata);
const namespace = (classification: unknown, name = "immich") =>
    kube(
        "core/v1:Namespace",
        name,
        {},
        {
            namespace: undefined,
            labels: { "data.homelab/classification": classification },
        },
    );
const claimSays = (rest: string): readonly [string, string] => [
    "photos",
    `The claim immich/photos ${rest}`,
];
const namespaceSays = (rest: string): readonly [string, string] => [
    "immich",
    `The namespace immich ${rest}`,
];
const classMessage = (now: string) =>
    claimSays(
        "holds immich.photos and must carry the label data.homelab/classification=sensitive, " +
            `as the catalogue says, but it is ${now}.`,
    );
const backupMessage = (now: string) =>
    claimSays(
        "holds immich.photos and must carry the label data.homelab/backup-priority=critical, " +
            `as the catalogue says, but it is ${now}.`,
    );

testRule(dataClassified, [
    {
        title: "passes a claim that says what the catalogue says",
        stack: [claim(photos)],
        judged: ["photos"],
    },
    {
        title: "refuses a claim without labels",
        stack: [claim({})],
        judged: ["photos"],
        finds: [
            claimSays(
                "must say which data it holds: the label data.homelab/asset must be present.",
            ),
        ],
    },
    {
        title: "refuses an asset that is unknown at preview",
        stack: [claim({ labels: { "data.homelab/asset": unknown.text } })],
        judged: ["photos"],
        finds: [
            claimSays(
                "must say which data it holds: the label data.homelab/asset must be known at preview.",
            ),
        ],
    },
    {
        title: "refuses labels that are unknown at preview",
        stack: [claim({ labels: unknown.object })],
        judged: ["photos"],
        finds: [
            claimSays(
                "must say which data it holds: the label data.homelab/asset must be known at preview.",
            ),
        ],
    },
    {
        title: "refuses an asset that is not in the catalogue",
        stack: [claim(dataLabels("immich.fotos", "sensitive", "critical"))],
        judged: ["photos"],
        finds: [
            claimSays(
                "names the data immich.fotos, which must be in the catalogue. Declare it there, or correct the label.",
            ),
        ],
    },
    {
        title: "refuses a lower class than the catalogue's",
        stack: [claim(dataLabels("immich.photos", "internal", "critical"))],
        judged: ["photos"],
        finds: [classMessage("internal")],
    },
    {
        title: "refuses a higher class than the catalogue's",
        stack: [claim(dataLabels("immich.photos", "credentials", "critical"))],
        judged: ["photos"],
        finds: [classMessage("credentials")],
    },
    {
        title: "refuses words that are no class and no priority, without repeating them",
        stack: [claim(dataLabels("immich.photos", "secret", "urgent"))],
        judged: ["photos"],
        finds: [
            classMessage("not one of the known words"),
            backupMessage("not one of the known words"),
        ],
    },
    {
        title: "refuses another backup priority",
        stack: [claim(dataLabels("immich.photos", "sensitive", "none"))],
        judged: ["photos"],
        finds: [backupMessage("none")],
    },
    {
        title: "refuses an asset label alone",
        stack: [claim({ labels: { "data.homelab/asset": "immich.photos" } })],
        judged: ["photos"],
        finds: [classMessage("absent or unknown"), backupMessage("absent or unknown")],
    },
    {
        title: "judges databases",
        stack: [kube("postgresql.cnpg.io/v1:Cluster", "db")],
        judged: ["db"],
        finds: [
            [
                "db",
                "The database immich/db must say which data it holds: the label data.homelab/asset must be present.",
            ],
        ],
    },
    {
        title: "judges claim templates",
        stack: [
            kube("apps/v1:StatefulSet", "web", {
                spec: { volumeClaimTemplates: [{ metadata: { name: "data", ...photos } }, {}] },
            }),
        ],
        judged: ["web"],
        finds: [
            [
                "web",
                "The claim template unnamed of stateful set immich/web must say which data it holds: " +
                    "the label data.homelab/asset must be present.",
            ],
        ],
    },
    {
        title: "judges other objects once they carry an asset label",
        stack: [
            kube("core/v1:ConfigMap", "plain"),
            kube(
                "bitnami.com/v1alpha1:SealedSecret",
                "login",
                {},
                dataLabels("immich.login", "internal", "high"),
            ),
        ],
        judged: ["login"],
        finds: [
            [
                "login",
                "The SealedSecret immich/login holds immich.login and must carry the label " +
                    "data.homelab/classification=credentials, as the catalogue says, but it is internal.",
            ],
        ],
    },
    {
        title: "passes a namespace with the class of what lies in it",
        stack: [namespace("sensitive"), claim(photos)],
        judged: ["immich", "photos"],
    },
    {
        title: "passes a namespace with the class of what its app declares",
        stack: [namespace("credentials"), claim(photos)],
        judged: ["immich", "photos"],
    },
    {
        title: "refuses a namespace below what lies in it",
        stack: [namespace("internal"), claim(photos)],
        judged: ["immich", "photos"],
        finds: [
            namespaceSays(
                "holds sensitive data and must not be labelled internal. Label it sensitive.",
            ),
        ],
    },
    {
        title: "refuses a namespace below what a claim template asks for",
        stack: [
            namespace("public"),
            kube("apps/v1:StatefulSet", "web", {
                spec: { volumeClaimTemplates: [{ metadata: photos }] },
            }),
        ],
        judged: ["immich", "web"],
        finds: [
            namespaceSays(
                "holds sensitive data and must not be labelled public. Label it sensitive.",
            ),
        ],
    },
    {
        title: "refuses a namespace above anything it could hold",
        stack: [namespace("credentials", "traefik")],
        judged: ["traefik"],
        finds: [
            [
                "traefik",
                "The namespace traefik holds nothing above internal and must not be labelled credentials. Label it internal.",
            ],
        ],
    },
    {
        title: "refuses a namespace without a class",
        stack: [namespace(undefined)],
        judged: ["immich"],
        finds: [
            namespaceSays(
                "must be classified: its label data.homelab/classification must be one of public, internal, sensitive, credentials.",
            ),
        ],
    },
    {
        title: "refuses a namespace whose class is unknown at preview",
        stack: [namespace(unknown.text)],
        judged: ["immich"],
        finds: [
            namespaceSays(
                "must be classified: its label data.homelab/classification must be known at preview.",
            ),
        ],
    },
    {
        title: "survives malformed labels",
        stack: [claim({ labels: ["x"] }), namespace({ a: 1 })],
        judged: ["immich", "photos"],
        finds: [
            claimSays(
                "must say which data it holds: the label data.homelab/asset must be present.",
            ),
            namespaceSays(
                "must be classified: its label data.homelab/classification must be one of public, internal, sensitive, credentials.",
            ),
        ],
    },
    {
        title: "has nothing to say about a stack that holds no data",
        stack: [kube("core/v1:Service", "x")],
        judged: [],
    },
]);
