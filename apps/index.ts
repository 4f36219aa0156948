import type { AnyApp } from "../catalogue/app-spec";
import { glance } from "./glance";
import { immich } from "./immich";
import { isponsorblocktv } from "./isponsorblocktv";

/** Every app of the homelab. To add one, add its file and a line here. */
export const apps: readonly AnyApp[] = [immich, glance, isponsorblocktv];
