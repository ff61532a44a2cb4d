import { asObject, asText } from "../json-fields.ts";
import { type Identifier, type Mention, mentionOf } from "../people/identifiers.ts";
import { isPlaceholderId } from "../placeholder-id.ts";

/**
 * Whom an event speaks of, read from the JSON that was kept: also one that could not be taken.
 * @param type for an event that says none
 * @returns undefined for what is not an object in JSON
 */
export function mentionOfBody(
  body: string,
  type: string | null | undefined,
  source: { id: string; org: string | null },
): Mention | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const said = asObject(value);
  const event = {
    type: (asText(said.type, 20) ?? type ?? "track").toLowerCase(),
    userId: idOf(said.userId),
    anonymousId: idOf(said.anonymousId),
    previousId: idOf(said.previousId),
    traits: asObject(said.traits),
    properties: asObject(said.properties),
    context: asObject(said.context),
  };
  return mentionOf(event, source, 0);
}

const LONGEST_ID = 512;

function idOf(value: unknown): string | undefined {
  const id = asText(value, LONGEST_ID);
  return id === undefined || isPlaceholderId(id) ? undefined : id;
}

/**
 * The name by which an event is about somebody of whom `isTheirs` tells the names: one of its own names; a mailbox
 * that several people read, where nobody else is named; the browser, where nobody is.
 * @returns undefined where the event is somebody else's, whatever it mentions
 */
export function theirNameIn(
  { claims, anonymous }: Pick<Mention, "claims" | "anonymous">,
  isTheirs: (name: Identifier) => boolean,
): Identifier | undefined {
  const own = claims.filter((claim) => !claim.sharedMailbox);
  if (own.length > 0) return own.find(isTheirs);
  if (claims.length > 0) return claims.find(isTheirs);
  return anonymous !== undefined && isTheirs(anonymous) ? anonymous : undefined;
}
