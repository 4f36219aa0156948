import { domainName } from "../fields/names";

/** `homelab:domain`: the domain below which every app has its host name. */
export const domainSection = domainName.meta({
    description: "Domain that you own; the apps' host names are made below it.",
    examples: ["home.example.org"],
});
