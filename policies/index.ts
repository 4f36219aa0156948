import { PolicyPack } from "@pulumi/policy";
import { apps } from "../apps/index";
import { collect } from "../catalogue/catalogue";
import { ruleContext } from "./engine/context";
import { policiesOf } from "./engine/cross-guard";
import { unpackOnce } from "./engine/unpack-once";
import { rules } from "./rules";

unpackOnce();
new PolicyPack("homelab", { policies: policiesOf(rules, ruleContext(collect(apps), apps)) });
