import { type Fields, UNKNOWN } from "../../../../rehearsal/provider/value";
import { cloudflare } from "../../../../rehearsal/stand-ins/cloudflare";
import { strict } from "../../../../rehearsal/stand-ins/sdk-inputs";
import { Stage } from "../stage";

const type = (name: string) =>
    `cloudflare:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const recordType = type("DnsRecord");
const tunnelType = type("ZeroTrustTunnelCloudflared");
const configType = type("ZeroTrustTunnelCloudflaredConfig");
const record: Fields = {
    zoneId: "z",
    name: "photos.example.org",
    type: "CNAME",
    content: "x.cfargotunnel.com",
    proxied: true,
    ttl: 1,
};

let stage: Stage;
beforeEach(() => {
    stage = new Stage(strict("@pulumi/cloudflare", cloudflare));
});

describe("a DNS record", () => {
    it("has an id, and stays in its zone", async () => {
        const made = await stage.create(recordType, record);
        expect(made.id).toMatch(/^[0-9a-f]{32}$/);
        expect((await stage.verdict(made, { ...record, zoneId: "y" })).replaced).toEqual([
            "zoneId",
        ]);
        expect((await stage.verdict(made, { ...record, content: "y" })).replaced).toEqual([]);
    });

    it("is there once", async () => {
        await stage.create(recordType, record);
        await expect(stage.create(recordType, record)).rejects.toThrow("already exists. (81058)");
        const other = { ...record, content: "y.cfargotunnel.com" };
        await expect(stage.create(recordType, other)).resolves.toBeDefined();
    });

    it("may be changed though it is there", async () => {
        const made = await stage.create(recordType, record);
        const changed = await stage.update(made, { ...record, comment: "new" });
        expect(changed.outputs.fields["comment"]).toBe("new");
        const other = await stage.create(recordType, { ...record, content: "other" });
        await expect(stage.update(other, record)).rejects.toThrow("already exists. (81058)");
    });

    it("that is proxied has the automatic lifetime", () => {
        expect(stage.problems(recordType, { ...record, ttl: 300 })).toEqual([
            "ttl: must be 1 (automatic) while the record is proxied",
        ]);
        expect(stage.problems(recordType, { ...record, ttl: 300, proxied: false })).toEqual([]);
        expect(stage.problems(recordType, { ...record, ttl: UNKNOWN })).toEqual([]);
    });

    it("has what the SDK demands and nothing else", () => {
        expect(stage.problems(recordType, { zone: "z" })).toEqual(
            expect.arrayContaining([
                "zoneId: Missing required property 'zoneId'",
                `zone: ${recordType} has no input of this name`,
            ]),
        );
    });
});

describe("a tunnel", () => {
    const tunnel = { accountId: "a", name: "house" };
    const ingresses: Fields[] = [
        { hostname: "photos.example.org", service: "http://x" },
        { service: "http_status:404" },
    ];

    it("keeps its secret, and is made anew for another account", async () => {
        const made = await stage.create(tunnelType, { ...tunnel, tunnelSecret: "s" });
        expect(made.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-/);
        expect(made.outputs.secrets).toEqual([["tunnelSecret"]]);
        expect((await stage.verdict(made, { ...tunnel, accountId: "b" })).replaced).toEqual([
            "accountId",
        ]);
    });

    it("must be there before its configuration", async () => {
        const config = { accountId: "a", config: { ingresses } };
        await expect(stage.create(configType, { ...config, tunnelId: "none" })).rejects.toThrow(
            "tunnelId: ZeroTrustTunnelCloudflared none does not exist",
        );
        const { id } = await stage.create(tunnelType, tunnel);
        expect((await stage.create(configType, { ...config, tunnelId: id })).id).toBe(id);
    });

    it("ends with a rule for every host", () => {
        const inputs = { accountId: "a", tunnelId: "t" };
        const problems = (rules: Fields[]) =>
            stage.problems(configType, { ...inputs, config: { ingresses: rules } });
        expect(problems(ingresses)).toEqual([]);
        expect(problems([...ingresses].reverse())).toEqual([
            "config.ingresses: the last ingress must match every host",
        ]);
    });

    it("has a token that is always the same for it, and secret", async () => {
        const token = Object.keys(cloudflare.functions ?? {})[0] ?? "";
        const played = cloudflare.functions?.[token];
        const of = (tunnelId: string) =>
            played?.call({ args: { accountId: "a", tunnelId }, datacenter: stage.datacenter });
        expect(token).toMatch(/getZeroTrustTunnelCloudflaredToken$/);
        expect(played?.secrets).toEqual(["token"]);
        expect(await of("t")).toEqual(await of("t"));
        expect(await of("t")).not.toMatchObject({ token: (await of("u"))?.["token"] });
    });
});

describe("a login", () => {
    const policyType = type("ZeroTrustAccessPolicy");
    const applicationType = type("ZeroTrustAccessApplication");
    const policy = { accountId: "a", name: "people", decision: "allow" };
    const application = { accountId: "a", domain: "photos.example.org" };

    it("is decided in one of four ways", () => {
        expect(stage.problems(policyType, policy)).toEqual([]);
        expect(stage.problems(policyType, { ...policy, decision: "nonIdentity" })).toEqual([
            "decision: must be one of allow, deny, non_identity, bypass",
        ]);
    });

    it("rests on policies that are there, and has an audience nobody knows before", async () => {
        const { id } = await stage.create(policyType, policy);
        const inputs = (policyId: string) => ({
            ...application,
            policies: [{ id: policyId, precedence: 1 }],
        });
        await expect(stage.create(applicationType, inputs("none"))).rejects.toThrow(
            "policies: access policy none does not exist",
        );
        expect((await stage.preview(applicationType, inputs(id))).fields["aud"]).toBe(UNKNOWN);
        const made = await stage.create(applicationType, inputs(id));
        expect(made.outputs.fields["aud"]).toMatch(/^[0-9a-f]{64}$/);
    });

    it("is there once for a domain, which may be changed", async () => {
        const made = await stage.create(applicationType, application);
        await expect(stage.create(applicationType, application)).rejects.toThrow(
            "application_already_exists",
        );
        const renamed = { ...application, domain: "pictures.example.org" };
        expect((await stage.verdict(made, renamed)).replaced).toEqual([]);
        await expect(stage.update(made, { ...application, name: "new" })).resolves.toBeDefined();
    });
});

describe("tokens and buckets", () => {
    it("an API token names its rights by number, and what they are for as JSON", () => {
        const tokenType = type("AccountToken");
        const policy = {
            effect: "allow",
            permissionGroups: [{ id: "4755a26eedb94da69e1066d98aa820be" }],
            resources: '{"com.cloudflare.api.account.zone.z":"*"}',
        };
        const problems = (change: Fields) =>
            stage.problems(tokenType, {
                accountId: "a",
                name: "n",
                policies: [{ ...policy, ...change }],
            });
        expect(problems({})).toEqual([]);
        expect(problems({ resources: "zone z" })).toEqual([
            "policies[0].resources: must be a JSON object",
        ]);
        expect(problems({ permissionGroups: [{ id: "DNS Write" }] })).toEqual([
            "policies[0].permissionGroups: must have ids",
        ]);
    });

    it("a service token has a secret nobody knows before", async () => {
        const tokenType = type("ZeroTrustAccessServiceToken");
        const made = await stage.create(tokenType, { name: "n", accountId: "a" });
        expect(made.outputs.fields["clientSecret"]).toMatch(/^[0-9a-f]{64}$/);
        expect(made.outputs.secrets).toEqual([["clientSecret"]]);
        const { fields } = await stage.preview(tokenType, { name: "n", accountId: "a" });
        expect([fields["clientId"], fields["clientSecret"]]).toEqual([UNKNOWN, UNKNOWN]);
    });

    it("an API token has a secret value", async () => {
        const made = await stage.create(type("AccountToken"), {
            accountId: "a",
            name: "n",
            policies: [],
        });
        expect(made.outputs.secrets).toEqual([["value"]]);
        expect(made.outputs.fields["value"]).toMatch(/^[\w-]{40}$/);
    });

    it.each(["R2BucketLifecycle", "R2BucketLock"])(
        "a bucket is there before its %s",
        async (kind) => {
            const rules = { accountId: "a", bucketName: "backups", rules: [] };
            await expect(stage.create(type(kind), rules)).rejects.toThrow("does not exist");
            await stage.create(type("R2Bucket"), { accountId: "a", name: "backups" });
            const made = await stage.create(type(kind), rules);
            expect(made.id).toBe("backups");
            expect((await stage.verdict(made, { ...rules, bucketName: "b" })).replaced).toEqual([
                "bucketName",
            ]);
        },
    );

    it("a bucket has its name for an id, once", async () => {
        const bucket = { accountId: "a", name: "backups" };
        expect((await stage.create(type("R2Bucket"), bucket)).id).toBe("backups");
        await expect(stage.create(type("R2Bucket"), bucket)).rejects.toThrow("already exists");
    });
});
