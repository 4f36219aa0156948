import { parse } from "yaml";
import {
    type End,
    type NetworkPolicy,
    passes,
    selects,
} from "../../../rehearsal/real/isolation/network";

/*
 * The examples of https://kubernetes.io/docs/concepts/services-networking/network-policies/, and what
 * the text around them says they do.
 */

const policy = (spec: string, name = "example"): NetworkPolicy => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace: "default" },
    spec: parse(spec) as NetworkPolicy["spec"],
});

const pod = (
    labels: Record<string, string>,
    namespace = "default",
    more: Partial<End> = {},
): End => ({
    ...{ namespace, labels, namespaceLabels: { "kubernetes.io/metadata.name": namespace } },
    ...more,
});

const db = pod({ role: "db" });
const frontend = pod({ role: "frontend" });
const any = pod({});
const outside = (address: string): End => ({ address });

describe("without policies", () => {
    it("everything passes", () => {
        expect(passes([], { from: any, to: db, port: 6379 })).toBe(true);
        expect(passes([], { from: outside("172.17.1.9"), to: db, port: 1 })).toBe(true);
    });
});

describe("the example test-network-policy", () => {
    const policies = [
        policy(`
podSelector: { matchLabels: { role: db } }
policyTypes: [Ingress, Egress]
ingress:
  - from:
      - ipBlock: { cidr: 172.17.0.0/16, except: [172.17.1.0/24] }
      - namespaceSelector: { matchLabels: { project: myproject } }
      - podSelector: { matchLabels: { role: frontend } }
    ports: [{ protocol: TCP, port: 6379 }]
egress:
  - to: [{ ipBlock: { cidr: 10.0.0.0/24 } }]
    ports: [{ protocol: TCP, port: 5978 }]
`),
    ];
    const ofProject = pod({}, "other", { namespaceLabels: { project: "myproject" } });

    it.each<[string, End, number, boolean]>([
        ["any pod in the namespace labelled role=frontend", frontend, 6379, true],
        ["any pod in a namespace labelled project=myproject", ofProject, 6379, true],
        ["172.17.0.1", outside("172.17.0.1"), 6379, true],
        ["172.17.2.0", outside("172.17.2.0"), 6379, true],
        ["172.17.255.255", outside("172.17.255.255"), 6379, true],
        ["172.17.1.7, which is excepted", outside("172.17.1.7"), 6379, false],
        ["172.18.0.1", outside("172.18.0.1"), 6379, false],
        ["frontend on another port", frontend, 6380, false],
        ["frontend of another namespace", pod({ role: "frontend" }, "other"), 6379, false],
        ["another pod of the namespace", any, 6379, false],
    ])("to role=db from %s", (_, from, port, expected) => {
        expect(passes(policies, { from, to: db, port })).toBe(expected);
    });

    it("lets role=db call 10.0.0.0/24 on 5978 and nothing else", () => {
        const calls = (address: string, port: number) =>
            passes(policies, { from: db, to: outside(address), port });
        expect(calls("10.0.0.9", 5978)).toBe(true);
        expect(calls("10.0.0.9", 80)).toBe(false);
        expect(calls("10.0.1.9", 5978)).toBe(false);
        expect(passes(policies, { from: db, to: any, port: 5978 })).toBe(false);
    });

    it("isolates no other pod", () => {
        expect(passes(policies, { from: outside("8.8.8.8"), to: any, port: 6379 })).toBe(true);
    });

    it("means TCP, not UDP", () => {
        expect(passes(policies, { from: frontend, to: db, port: 6379, protocol: "UDP" })).toBe(
            false,
        );
    });
});

describe("selectors in one entry and in two", () => {
    const alice = { namespaceLabels: { user: "alice" } };
    const both = policy(`
podSelector: {}
ingress:
  - from:
      - namespaceSelector: { matchLabels: { user: alice } }
        podSelector: { matchLabels: { role: client } }
`);
    const either = policy(`
podSelector: {}
ingress:
  - from:
      - namespaceSelector: { matchLabels: { user: alice } }
      - podSelector: { matchLabels: { role: client } }
`);
    it.each<[string, End, boolean, boolean]>([
        ["a client of alice's", pod({ role: "client" }, "alice", alice), true, true],
        ["another pod of alice's", pod({}, "alice", alice), false, true],
        ["a client of the namespace", pod({ role: "client" }), false, true],
        ["a client of a third", pod({ role: "client" }, "third"), false, false],
    ])("differ for %s", (_, from, one, two) => {
        expect(passes([both], { from, to: db, port: 1 })).toBe(one);
        expect(passes([either], { from, to: db, port: 1 })).toBe(two);
    });
});

describe("the default policies", () => {
    const denyIn = policy("podSelector: {}\npolicyTypes: [Ingress]");
    const allowIn = policy("podSelector: {}\ningress: [{}]\npolicyTypes: [Ingress]");
    const denyOut = policy("podSelector: {}\npolicyTypes: [Egress]");
    const allowOut = policy("podSelector: {}\negress: [{}]\npolicyTypes: [Egress]");
    const denyAll = policy("podSelector: {}\npolicyTypes: [Ingress, Egress]");
    const far = pod({}, "far");

    it.each<[string, NetworkPolicy[], boolean, boolean]>([
        ["deny all ingress", [denyIn], false, true],
        ["allow all ingress", [denyIn, allowIn], true, true],
        ["deny all egress", [denyOut], true, false],
        ["allow all egress", [denyOut, allowOut], true, true],
        ["deny all of both", [denyAll], false, false],
        [
            "add up: what one allows, another does not deny",
            [denyAll, allowIn, allowOut],
            true,
            true,
        ],
    ])("%s", (_, policies, reaches, calls) => {
        expect(passes(policies, { from: far, to: any, port: 80 })).toBe(reaches);
        expect(passes(policies, { from: any, to: far, port: 80 })).toBe(calls);
    });

    it("hold for both ends: the sender's egress and the receiver's ingress", () => {
        expect(passes([denyOut, allowIn], { from: any, to: db, port: 80 })).toBe(false);
    });
});

describe("a range of ports", () => {
    const range = policy(`
podSelector: { matchLabels: { role: db } }
policyTypes: [Egress]
egress:
  - to: [{ ipBlock: { cidr: 10.0.0.0/24 } }]
    ports: [{ protocol: TCP, port: 32000, endPort: 32768 }]
`);
    it.each([
        [31_999, false],
        [32_000, true],
        [32_768, true],
        [32_769, false],
    ])("has port %d: %s", (port, expected) => {
        expect(passes([range], { from: db, to: outside("10.0.0.1"), port })).toBe(expected);
    });

    it("may be a name, which the receiver resolves", () => {
        const named = policy("podSelector: {}\ningress: [{ ports: [{ port: http }] }]");
        const to = pod({}, "default", { namedPorts: { http: 8080 } });
        expect(passes([named], { from: any, to, port: 8080 })).toBe(true);
        expect(passes([named], { from: any, to, port: 80 })).toBe(false);
        expect(passes([named], { from: any, to: any, port: 8080 })).toBe(false);
    });
});

describe("expressions of a selector", () => {
    const says = (operator: string, values?: string[]) =>
        selects(
            { matchExpressions: [{ key: "tier", operator, ...(values && { values }) }] },
            { tier: "a" },
        );
    it("know four operators", () => {
        expect([says("In", ["a"]), says("In", ["b"])]).toEqual([true, false]);
        expect([says("NotIn", ["a"]), says("NotIn", ["b"])]).toEqual([false, true]);
        expect([says("Exists"), says("DoesNotExist")]).toEqual([true, false]);
        expect(() => says("Like")).toThrow("there is no such operator");
    });
});
