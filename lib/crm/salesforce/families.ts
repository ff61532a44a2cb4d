import type { HostFamily } from "../crm.ts";
import { HOSTS } from "./hosts.ts";

const STANDARD = ["force.com", "salesforce.com", "salesforce-setup.com", "visualforce.com", "cloudforce.com"];

const patternsOf = (hosts: readonly string[]) => hosts.map((host) => `https://*.${host}/*`);

/** Where Salesforce is reached. A closed list: what is not in it, no browser is asked for. */
export const families: readonly HostFamily[] = [
  {
    id: "salesforce",
    name: "Salesforce",
    builtIn: true,
    patterns: patternsOf(HOSTS.standard),
    domains: STANDARD,
  },
  {
    id: "salesforce-defender",
    name: "Salesforce behind Microsoft Defender",
    builtIn: false,
    patterns: patternsOf(HOSTS.defender),
    domains: STANDARD.map((domain) => `${domain}.mcas.ms`),
  },
  {
    id: "salesforce-government",
    name: "Salesforce Government Cloud for Defense",
    builtIn: false,
    patterns: patternsOf(HOSTS.government),
    domains: [
      "crmforce.mil",
      "force.mil",
      "salesforce.mil",
      "salesforce-setup.mil",
      "visualforce.mil",
      "cloudforce.mil",
    ],
  },
  {
    id: "salesforce-china",
    name: "Salesforce in China",
    builtIn: false,
    patterns: patternsOf(HOSTS.china),
    domains: ["sfcrmapps.cn", "sfcrmproducts.cn"],
  },
];
