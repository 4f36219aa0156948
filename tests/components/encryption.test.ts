import type { Recorded } from "../support/record";
import { recordShipped, shippedConfig } from "../support/shipped-program";
import type { Rule } from "./declared-traffic";
import { type ClusterObject, objectsOf, releasesOf } from "./recorded";

async function homelabWith(encryption: string): Promise<readonly Recorded[]> {
    const network = JSON.parse(shippedConfig()["homelab:network"] ?? "{}") as object;
    return recordShipped({
        config: { "homelab:network": JSON.stringify({ ...network, encryption }) },
    });
}

const ciliumValue = (all: readonly Recorded[], key: string) =>
    releasesOf(all).find(({ name }) => name === "cilium")?.values[key];
const cilium = (all: readonly Recorded[]) => ciliumValue(all, "encryption");
const rulesOf = ({ spec }: ClusterObject) =>
    [spec["ingress"], spec["egress"]].flatMap((side) => (side ?? []) as readonly Rule[]);

/** Policies in the order of their names; that of registration is by chance. */
const policiesOf = (all: readonly Recorded[]) => {
    const key = ({ namespace, name }: ClusterObject) => `${namespace}/${name}`;
    return [...objectsOf(all, "NetworkPolicy")].sort((a, b) => key(a).localeCompare(key(b)));
};

describe("encryption between pods", () => {
    let plain: readonly Recorded[];
    let mesh: readonly Recorded[];
    beforeAll(async () => {
        plain = await homelabWith("wireguard");
        mesh = await homelabWith("ztunnel");
    });

    it("is one of WireGuard and the mesh, never both and never none", () => {
        expect(cilium(plain)).toEqual({ enabled: true, type: "wireguard", nodeEncryption: false });
        expect(cilium(mesh)).toEqual({
            enabled: true,
            type: "ztunnel",
            ztunnel: {
                ca: { type: "internal" },
                resources: {
                    requests: { cpu: "200m", memory: "512Mi" },
                    limits: { memory: "1Gi" },
                },
            },
        });
    });

    it("gives Cilium no namespace of Secrets: it opens no traffic of pods", () => {
        for (const all of [plain, mesh]) {
            // The chart makes the namespace, and the right to read it, for as long as it has a name.
            expect(ciliumValue(all, "tls")).toEqual({
                secretSync: { enabled: false },
                secretsNamespace: { create: false, name: "" },
            });
        }
    });

    it("by the mesh covers every namespace, and by WireGuard labels none", () => {
        const labels = (all: readonly Recorded[]) =>
            objectsOf(all, "Namespace").map((one) => one.labels["io.cilium/mtls-enabled"]);
        expect(labels(mesh).length).toBeGreaterThan(5);
        expect(new Set(labels(mesh))).toEqual(new Set(["true"]));
        expect(new Set(labels(plain))).toEqual(new Set([undefined]));
    });

    it("by the mesh opens its port on exactly the ways between pods, and no way more", () => {
        const before = policiesOf(plain);
        const after = policiesOf(mesh);
        expect(after.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual(
            before.map(({ namespace, name }) => `${namespace}/${name}`),
        );
        const pairs = before.flatMap((policy, at) =>
            rulesOf(policy).map((rule, index) => {
                const changed = after[at];
                return { rule, changed: changed && rulesOf(changed)[index] };
            }),
        );
        const meshPort = { protocol: "TCP", port: 15008 };
        for (const { rule, changed } of pairs) {
            const peers = rule.from ?? rule.to ?? [];
            const betweenPods = peers.some(({ ipBlock }) => ipBlock === undefined);
            expect(changed).toEqual(
                betweenPods && rule.ports ? { ...rule, ports: [...rule.ports, meshPort] } : rule,
            );
        }
        const opened = pairs.filter(({ rule, changed }) => rule.ports !== changed?.ports);
        expect(opened.length).toBeGreaterThan(10);
    });

    it("by the mesh has its four keys before Cilium, and WireGuard needs none", () => {
        const secrets = (all: readonly Recorded[]) =>
            objectsOf(all, "Secret").filter(({ name }) => name === "cilium-ztunnel-secrets");
        expect(secrets(plain)).toEqual([]);
        const [secret, ...more] = secrets(mesh);
        expect(more).toEqual([]);
        expect(secret?.namespace).toBe("kube-system");
        expect(Object.keys(secret?.all["stringData"] ?? {}).sort()).toEqual([
            "bootstrap-private.key",
            "bootstrap-root.crt",
            "ca-private.key",
            "ca-root.crt",
        ]);
    });
});
