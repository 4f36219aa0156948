import type { AnyApp } from "../catalogue/app-spec";
import { glance } from "./glance";
import { immich } from "./immich";
import { inboxZero } from "./inbox-zero";
import { isponsorblocktv } from "./isponsorblocktv";
import { n8n } from "./n8n";

/** Every app of the homelab. To add one, add its file and a line here. */
export const apps: readonly AnyApp[] = [immich, n8n, glance, isponsorblocktv, inboxZero];
