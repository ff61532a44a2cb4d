import { asObject, Fields, type JsonObject } from "../json-fields.ts";
import { campaignOf } from "./rules/campaign.ts";
import { type Kind, kindOfForm, type Meaning, meaningOfEvent } from "./rules/kinds.ts";
import { ownWords } from "./rules/own-words.ts";
import { safeUrl } from "./rules/safe-url.ts";
import { titleOf } from "./rules/titles.ts";

/** The version of the rules. Raise it with every change of what they say, then run them again. */
export const RULES = 2;

/** The parts of an event that say what happened. */
export interface SaysWhat {
  type: string;
  /** A track's name. */
  event: string | undefined;
  /** A page's or screen's. */
  name: string | undefined;
  properties: JsonObject;
  context: JsonObject;
}

/** What the rules make of an event. */
export interface Derived {
  kind: Kind;
  passive: boolean;
  title: string;
  detail: string | undefined;
  words: string | undefined;
  campaign: string | undefined;
  url: string | undefined;
}

/**
 * What an event means to a rep. The meaning lies in the tables under `rules/`; an event that no row
 * knows is shown under its own name.
 * @returns undefined for calls that say who somebody is, and not what they did
 */
export function deriveTouchpoint(event: SaysWhat): Derived | undefined {
  const properties = new Fields(event.properties);
  const meaning = meaningOf(event, properties);
  if (meaning === undefined) return undefined;
  const { kind, passive } = meaning;
  const page = asObject(event.context.page);
  const isTrack = event.type === "track";
  const { title, detail } = titleOf(kind, {
    event: isTrack && kind === "page_viewed" ? undefined : (event.event ?? event.name),
    properties,
    page: new Fields(page),
  });
  return {
    kind,
    passive,
    title,
    detail: detail === title ? undefined : detail,
    words: ownWords(kind, event.properties),
    campaign: campaignOf(properties, event.context),
    url: safeUrl(properties.value("url", "link", "linkurl", "href", "pageurl"), page.url),
  };
}

function meaningOf(event: SaysWhat, properties: Fields): Meaning | undefined {
  switch (event.type) {
    case "page":
      return { kind: "page_viewed", passive: false };
    case "screen":
      return { kind: "product_used", passive: false };
    case "track": {
      const meaning = meaningOfEvent(event.event ?? "");
      if (meaning.kind !== "form_submitted") return meaning;
      const name = properties.text(200, "formname", "formtitle", "form", "title", "name");
      return { kind: kindOfForm(name), passive: false };
    }
    default:
      return undefined;
  }
}
