import { asObject, asText, type Fields, type JsonObject } from "../../json-fields.ts";

const LONGEST = 200;

/**
 * The campaign that an event names: what its library read from the address, its own properties, or
 * the UTM parameters of the page's address, in this order.
 */
export function campaignOf(properties: Fields, context: JsonObject): string | undefined {
  const known = asText(asObject(context.campaign).name, LONGEST);
  if (known !== undefined) return known;
  const own =
    properties.text(LONGEST, "utmcampaign", "campaign", "campaignname") ??
    asText(asObject(properties.value("campaign")).name, LONGEST);
  if (own !== undefined) return own;
  const page = asObject(context.page);
  return (
    fromQuery(page.search) ??
    fromQuery(properties.value("search")) ??
    fromQuery(page.url) ??
    fromQuery(properties.value("url"))
  );
}

/** Reads `utm_campaign` from an address or the part behind its question mark. */
function fromQuery(value: unknown): string | undefined {
  if (typeof value !== "string" || !value.includes("utm_campaign=")) return undefined;
  const query = value.slice(value.indexOf("?") + 1).replace(/#.*$/, "");
  return asText(new URLSearchParams(query).get("utm_campaign")?.replaceAll("\0", ""), LONGEST);
}
