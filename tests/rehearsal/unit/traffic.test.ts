import { apps } from "../../../apps";
import { checkTraffic } from "../../../rehearsal/real/isolation/check-traffic";
import type { Standing } from "../../../rehearsal/real/check";
import { repository } from "../../../rehearsal/recording/shipped-program";
import { shippedApps, shippedPlaces } from "../../../rehearsal/shipped-stack";
import { recordShipped } from "../../support/shipped-program";

interface Held {
    readonly metadata: {
        readonly name: string;
        readonly namespace?: string;
        readonly labels?: object;
    };
    readonly spec: {
        podSelector: object;
        ingress?: { ports?: object[]; from?: object[] }[];
        egress?: { ports?: object[]; to?: object[] }[];
    };
}

let policies: readonly Held[];
let namespaces: readonly Held[];

beforeAll(async () => {
    const recorded = await recordShipped();
    const all = (type: string) =>
        recorded.filter((one) => one.type === type).map(({ inputs }) => inputs as unknown as Held);
    policies = all("kubernetes:networking.k8s.io/v1:NetworkPolicy");
    // The server labels each with its name.
    namespaces = [
        ...all("kubernetes:core/v1:Namespace"),
        { metadata: { name: "kube-system" }, spec: { podSelector: {} } },
    ].map(({ metadata, spec }) => ({
        metadata: {
            ...metadata,
            labels: { ...metadata.labels, "kubernetes.io/metadata.name": metadata.name },
        },
        spec,
    }));
});

/** The check against a server that holds these policies. */
function check(held: readonly Held[]) {
    const api = {
        list: (_: string, kind: string) =>
            Promise.resolve(kind === "NetworkPolicy" ? held : namespaces),
    };
    return checkTraffic({
        real: { api },
        apps: shippedApps(repository),
        places: shippedPlaces(repository),
    } as unknown as Standing);
}

/** The policies with one of them changed. */
function changed(namespace: string, name: string, change: (spec: Held["spec"]) => void) {
    const held = structuredClone(policies);
    const found = held.find((one) => {
        return one.metadata.namespace === namespace && one.metadata.name === name;
    });
    expect(found).toBeDefined();
    change((found as Held).spec);
    return held;
}

describe("the shipped policies", () => {
    it("let through what is declared, on every port and between every two parts", async () => {
        expect(shippedApps(repository)).toHaveLength(apps.length);
        const { problems, summary } = await check(policies);
        expect(problems).toEqual([]);
        expect(summary).toContain("collector → volume copies: TCP/8443");
        expect(summary).toContain("gateway → Argo CD's server: TCP/8080");
        expect(summary).toContain("isponsorblocktv/main → 192.168.10.50/32: every port");
    });

    it("are found to be too wide where one opens another port", async () => {
        const held = changed("cnpg-system", "barman-plugin", ({ ingress }) => {
            ingress?.push({ ports: [{ protocol: "TCP", port: 9090 }] });
        });
        const { problems } = await check(held);
        expect(problems).toContain(
            "a stranger → database archiver:TCP/9090 passes, and nobody declared it",
        );
    });

    it("are found to be too wide where one opens every port", async () => {
        const held = changed("velero", "velero", ({ egress }) => {
            egress?.push({ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] });
        });
        const { problems } = await check(held);
        expect(problems).toContain(
            "cluster copies → a stranger:TCP/1 passes, and nobody declared it",
        );
        expect(problems).toContain(
            "anything else in velero → a stranger:UDP/1 passes, and nobody declared it",
        );
    });

    it("are found to be too narrow where one end of a way is closed", async () => {
        const held = changed("argocd", "redis", (spec) => {
            spec.ingress = [];
        });
        const { problems } = await check(held);
        expect(problems).toContain(
            "Argo CD's server → Argo CD's cache:TCP/6379 is declared, and does not pass",
        );
    });

    it("open nothing to pods that nobody declared, nor from them", async () => {
        const held = policies.filter(
            ({ metadata }) =>
                metadata.namespace !== "sealed-secrets" || metadata.name !== "default-deny",
        );
        const { problems } = await check(held);
        expect(problems).toContain(
            "a stranger → anything else in sealed-secrets:TCP/1 passes, and nobody declared it",
        );
    });

    it("are about declared pods and known addresses", async () => {
        const held = changed("talos-backup", "snapshots", (spec) => {
            spec.podSelector = { matchLabels: { app: "somebody" } };
            spec.egress?.push({ to: [{ ipBlock: { cidr: "198.51.100.0/24" } }] });
        });
        const { problems } = await check(held);
        expect(problems).toEqual(
            expect.arrayContaining([
                "the policy talos-backup/snapshots is about pods that nobody declared",
                "the policy talos-backup/snapshots names 198.51.100.0/24, which is no place",
            ]),
        );
    });
});
