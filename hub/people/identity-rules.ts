/** What is known of a person when identifiers are weighed. */
export interface PersonKnown {
  id: string;
  /** An e-mail address of their own belongs to them. */
  hasAddress: boolean;
  /** Milliseconds since 1970; infinite for one who is only now being made. */
  since: number;
}

/** An identifier of an event, with the person that it belongs to so far. `identity` names it to the caller. */
export interface Claim<Identity> {
  identity: Identity;
  person: PersonKnown | undefined;
}

/** What follows from one event naming several identifiers of one person. */
export type Decision<Identity> =
  /** All of them already belong to one person, or there are none. */
  | { do: "nothing" }
  /** None belongs to anybody: make a person. */
  | { do: "create"; link: Identity[] }
  | { do: "link"; person: string; link: Identity[] }
  /** All that `from` have goes to `into`. */
  | { do: "merge"; into: string; from: string[]; link: Identity[] }
  /** Two persons with addresses of their own are never made one: a human must look. */
  | { do: "conflict"; between: [Claim<Identity>, Claim<Identity>] };

/**
 * Decides what one event's identifiers mean. Shared mailboxes and anonymous ids are no claims: they
 * neither make a person nor join two.
 */
export function decide<Identity>(claims: readonly Claim<Identity>[]): Decision<Identity> {
  const link = claims.filter((claim) => claim.person === undefined).map((claim) => claim.identity);
  const owned = new Map<string, { claim: Claim<Identity>; person: PersonKnown }>();
  for (const claim of claims) {
    if (claim.person && !owned.has(claim.person.id))
      owned.set(claim.person.id, { claim, person: claim.person });
  }

  const persons = [...owned.values()];
  const first = persons[0];
  if (first === undefined) return link.length === 0 ? { do: "nothing" } : { do: "create", link };
  if (persons.length === 1) {
    return link.length === 0 ? { do: "nothing" } : { do: "link", person: first.person.id, link };
  }
  const [one, other] = persons.filter(({ person }) => person.hasAddress);
  if (one && other) return { do: "conflict", between: [one.claim, other.claim] };
  const [into, ...from] = persons.map(({ person }) => person).sort(byStanding);
  return { do: "merge", into: (into ?? first.person).id, from: from.map(({ id }) => id), link };
}

/** Who stays when several become one: who has an address, then who is known longest. */
function byStanding(a: PersonKnown, b: PersonKnown): number {
  return Number(b.hasAddress) - Number(a.hasAddress) || a.since - b.since || (a.id < b.id ? -1 : 1);
}

/**
 * What an identify means for the browser that it came from. What came before the first one belongs
 * to that person; another person on the same browser begins a new epoch, so that a kiosk marries nobody.
 * @param owner of the browser's current epoch
 */
export function decideBrowser(owner: string | undefined, person: string): "nothing" | "link" | "new epoch" {
  if (owner === undefined) return "link";
  return owner === person ? "nothing" : "new epoch";
}
