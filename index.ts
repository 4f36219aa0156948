import { apps } from "./apps";
import { runningApps } from "./catalogue/running-apps";
import { Homelab } from "./components/homelab";
import { readHomelab } from "./config/read";
import { admissionPolicies } from "./policies/admission/policies";

const { config, secrets } = readHomelab(apps);
const homelab = new Homelab(config.cluster.name, {
    config,
    secrets,
    apps,
    admissionPolicies: admissionPolicies(runningApps(apps, config.apps), config.exemptions),
});

/** Administrator access to Kubernetes; `pulumi stack output kubeconfig --show-secrets`. */
export const kubeconfig = homelab.kubeconfig;
/** Client configuration for talosctl; secret too. */
export const talosconfig = homelab.talosconfig;
/** Certificate of the house's own authority, to import on phones and computers; none with Cloudflare. */
export const authority = homelab.authority;
/** Password of Argo CD's user admin; secret; absent without Argo CD. */
export const gitopsPassword = homelab.gitopsPassword;
/** Where each app is found. */
export const addresses = homelab.addresses;
/** Entries for the house's own DNS. */
export const dnsEntries = homelab.dnsEntries;
/** Headers with which programs pass Cloudflare's login, by app; secret; absent without Cloudflare. */
export const serviceTokens = homelab.serviceTokens;
/** Every key that a recovery needs, to be kept on paper; secret. See docs/runbooks. */
export const recoveryKit = homelab.recoveryKit;
