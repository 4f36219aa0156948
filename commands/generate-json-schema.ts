import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { apps } from "../apps";
import { stackFileSchema } from "../config/json-schema";

const target = join(__dirname, "..", "config", "homelab.schema.json");

writeFileSync(target, `${JSON.stringify(stackFileSchema(apps), undefined, 2)}\n`);
