import type { AnyApp } from "../catalogue/app-spec";
import { quiesced } from "../catalogue/backup/quiesced-app";
import { glance } from "./glance";
import { homeAssistant } from "./home-assistant";
import { immich } from "./immich";
import { inboxZero } from "./inbox-zero";
import { isponsorblocktv } from "./isponsorblocktv";
import { n8n } from "./n8n";
import { paperless } from "./paperless";

/** Every app of the homelab; SQLite files are quiesced. To add one, add its file and a line here. */
export const apps: readonly AnyApp[] = [
    immich,
    paperless,
    homeAssistant,
    n8n,
    glance,
    isponsorblocktv,
    inboxZero,
].map(quiesced);
