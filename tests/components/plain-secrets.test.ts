import { plainSecrets } from "../../components/cluster/plain-secrets";

const secret = (value: unknown) => ({
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    value,
});

test("a secret within a secret, however deep, is its value alone", () => {
    const bundle = secret({ certs: { etcd: { key: secret("k") } }, list: [secret(1), null] });
    expect(plainSecrets(bundle)).toEqual({ certs: { etcd: { key: "k" } }, list: [1, null] });
});
