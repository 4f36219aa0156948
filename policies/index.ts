import { PolicyPack } from "@pulumi/policy";
import { apps } from "../apps/index";
import { collect } from "../catalogue/catalogue";
import { ruleContext } from "./engine/context";
import { policiesOf } from "./engine/cross-guard";
import { rules } from "./rules";

new PolicyPack("homelab", { policies: policiesOf(rules, ruleContext(collect(apps), apps)) });
