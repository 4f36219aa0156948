import { set, type Slip } from "./slip";

/** Slips with ways into the house, between its apps, and with parts from elsewhere. */
export const publicSlips: readonly Slip[] = [
    {
        rule: "public-record-proxied",
        on: "DnsRecord::tunnel-immich",
        remedy: "set proxied to true",
        edit: set("proxied", false),
    },
    {
        rule: "zone-encrypts",
        on: "ZoneSetting::zone-ssl",
        remedy: "must be strict",
        edit: set("value", "full"),
    },
    {
        rule: "public-name-guarded",
        on: "ZeroTrustTunnelCloudflaredConfig::tunnel-config",
        remedy: "unset noTlsVerify",
        edit: set("config.ingresses[0].originRequest.noTlsVerify", true),
    },
    {
        rule: "traffic-along-catalogue",
        on: "NetworkPolicy::glance-main",
        remedy: "must not let paperless call glance",
        edit: set("spec.ingress[0].from[0].namespaceSelector.matchLabels", {
            "kubernetes.io/metadata.name": "paperless",
        }),
    },
    {
        rule: "part-supported",
        on: "Release::velero",
        remedy: "take kopia",
        edit: set("values.configuration.uploaderType", "restic"),
    },
    {
        rule: "certificate-request-sound",
        on: "Certificate::public-certificate",
        remedy: "set renewBefore, or leave it out",
        edit: set("spec.renewBefore", "2400h"),
    },
];
