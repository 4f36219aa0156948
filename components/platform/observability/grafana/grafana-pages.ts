import * as pulumi from "@pulumi/pulumi";
import * as grafana from "@pulumiverse/grafana";
import type { Alert } from "../../../../catalogue/alerts";
import type { Dashboard } from "../../../../catalogue/dashboards";
import { rulesByOwner } from "./alert-rules";
import { dashboardModel } from "./dashboard-model";

/** Folder of everything that this program keeps in Grafana. */
const folderUid = "homelab";

/** Seconds between two looks; metrics come once a minute. */
const interval = 60;

export interface GrafanaPagesArgs {
    readonly dashboards: readonly Dashboard[];
    readonly alerts: readonly Alert[];
    /** E-mail addresses that hear of alerts; empty for whoever the stack tells by itself. */
    readonly alertsTo: readonly string[];
}

/**
 * Dashboards and alert rules in Grafana Cloud. Rules are grouped by the owner of the data they are
 * about, so that an app brings its own and takes them along.
 */
export class GrafanaPages extends pulumi.ComponentResource {
    constructor(name: string, args: GrafanaPagesArgs, opts?: pulumi.ComponentResourceOptions) {
        super("homelab:platform:GrafanaPages", name, { alerts: args.alerts.length }, opts);
        const folder = new grafana.oss.Folder(
            "homelab-folder",
            { uid: folderUid, title: "Homelab" },
            { parent: this },
        );
        const inside = { parent: this, dependsOn: [folder] };
        for (const dashboard of args.dashboards) {
            new grafana.oss.Dashboard(
                dashboard.uid,
                {
                    folder: folderUid,
                    configJson: JSON.stringify(dashboardModel(dashboard)),
                    overwrite: true,
                },
                inside,
            );
        }
        const contact = this.contact(args.alertsTo);
        const rules = rulesByOwner(args.alerts, contact.map(() => contactPoint)[0]);
        for (const [owner, group] of rules) {
            new grafana.alerting.RuleGroup(
                `${owner}-alerts`,
                { name: owner, folderUid, intervalSeconds: interval, rules: [...group] },
                { parent: this, dependsOn: [folder, ...contact] },
            );
        }
        this.registerOutputs({ folder: folderUid });
    }

    private contact(addresses: readonly string[]): pulumi.Resource[] {
        return addresses.length === 0
            ? []
            : [
                  new grafana.alerting.ContactPoint(
                      "homelab-contact",
                      {
                          name: contactPoint,
                          emails: [{ addresses: [...addresses], singleEmail: true }],
                      },
                      { parent: this },
                  ),
              ];
    }
}

/** Where rules send what they find. */
const contactPoint = "homelab";
