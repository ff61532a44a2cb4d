import { asObject, asText, Fields, type JsonObject, plainName } from "../../json-fields.ts";
import type { Kind } from "./kinds.ts";

/** Where people write to somebody. Elsewhere a `message` is more likely a machine's. */
const WRITTEN: ReadonlySet<Kind> = new Set([
  "demo_requested",
  "contact_requested",
  "pricing_requested",
  "trial_started",
  "signed_up",
  "meeting_booked",
  "form_submitted",
  "webinar_registered",
  "webinar_attended",
  "event_attended",
  "content_downloaded",
  "chat_started",
  "email_replied",
  "email_unsubscribed",
]);

const NAMES = [
  "message",
  "comment",
  "comments",
  "question",
  "questions",
  "howcanwehelp",
  "howcanwehelpyou",
  "yourmessage",
  "inquiry",
  "enquiry",
  "feedback",
  "additionalinformation",
  "notes",
  "reason",
];
const CHAT_NAMES = ["text", "body"];
const LONGEST = 4000;

/** What the person wrote, as they wrote it: a property of the event, or a field of its form. */
export function ownWords(kind: Kind, properties: JsonObject): string | undefined {
  if (!WRITTEN.has(kind)) return undefined;
  const names = kind === "chat_started" || kind === "email_replied" ? [...NAMES, ...CHAT_NAMES] : NAMES;
  const said = new Fields(properties);
  const direct = said.text(LONGEST, ...names);
  if (direct !== undefined) return direct;
  const inner = said.value(
    "fields",
    "formfields",
    "formvalues",
    "values",
    "answers",
    "submission",
    "customquestions",
  );
  return Array.isArray(inner)
    ? wordsOfList(inner, names)
    : new Fields(asObject(inner)).text(LONGEST, ...names);
}

/** Forms as lists: `[{name: "message", value: "…"}]`. */
function wordsOfList(fields: unknown[], names: string[]): string | undefined {
  const byName = new Map<string, string>();
  for (const field of fields) {
    const said = new Fields(asObject(field));
    const name = said.text(200, "name", "label", "field", "title", "question");
    const value = asText(said.value("value", "answer"), LONGEST);
    if (name !== undefined && value !== undefined) byName.set(plainName(name), value);
  }
  const found = names.find((name) => byName.has(name));
  return found === undefined ? undefined : byName.get(found);
}
