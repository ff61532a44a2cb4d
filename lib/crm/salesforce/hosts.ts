/**
 * What follows the org in the names of the hosts on which reps work, by family. Of each family, the first is where
 * Lightning opens records. The standard ones come with the extension; the others only where somebody asked for them.
 */
export const HOSTS = {
  standard: ["lightning.force.com", "my.salesforce.com"],
  /** Microsoft Defender for Cloud Apps stands between and puts its own name behind. */
  defender: ["lightning.force.com.mcas.ms", "my.salesforce.com.mcas.ms"],
  government: ["lightning.crmforce.mil", "lightning.force.mil", "my.salesforce.mil"],
  china: ["lightning.sfcrmapps.cn", "my.sfcrmproducts.cn"],
} as const;
