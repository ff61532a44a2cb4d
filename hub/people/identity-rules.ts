/** What is known of a person when identifiers are weighed. */
export interface PersonKnown {
  id: string;
  /** An e-mail address of their own belongs to them. */
  hasAddress: boolean;
  /** Milliseconds since 1970; infinite for one who is only now being made. */
  since: number;
}

/** An identifier of an event, with the person that it belongs to so far. `identity` names it to the caller. */
export interface Claim<Identity, Person extends PersonKnown = PersonKnown> {
  identity: Identity;
  person: Person | undefined;
}

type Owned<Identity, Person extends PersonKnown> = Claim<Identity, Person> & { person: Person };

/** What follows from one event naming several identifiers of one person. */
export type Decision<Identity, Person extends PersonKnown = PersonKnown> =
  /** All of them already belong to one person, or there are none. */
  | { do: "nothing" }
  /** None belongs to anybody: make a person. */
  | { do: "create"; link: Identity[] }
  | { do: "link"; person: string; link: Identity[] }
  /** All that `from` have goes to `into`. */
  | { do: "merge"; into: string; from: string[]; link: Identity[] }
  /** Two persons with addresses of their own, or kept apart, are never made one: a human must look. */
  | { do: "conflict"; between: [Owned<Identity, Person>, Owned<Identity, Person>] };

/**
 * Decides what one event's identifiers mean. Shared mailboxes and anonymous ids are no claims: they
 * neither make a person nor join two.
 * @param areApart whether an admin said of two persons that they are two
 */
export function decide<Identity, Person extends PersonKnown>(
  claims: readonly Claim<Identity, Person>[],
  areApart: (one: Person, other: Person) => boolean = () => false,
): Decision<Identity, Person> {
  const link = claims.filter((claim) => claim.person === undefined).map((claim) => claim.identity);
  const owned = new Map<string, Owned<Identity, Person>>();
  for (const { identity, person } of claims) {
    if (person && !owned.has(person.id)) owned.set(person.id, { identity, person });
  }

  const persons = [...owned.values()];
  const first = persons[0];
  if (first === undefined) return link.length === 0 ? { do: "nothing" } : { do: "create", link };
  if (persons.length === 1) {
    return link.length === 0 ? { do: "nothing" } : { do: "link", person: first.person.id, link };
  }
  for (const [n, one] of persons.entries()) {
    const other = persons
      .slice(n + 1)
      .find(({ person }) => (one.person.hasAddress && person.hasAddress) || areApart(one.person, person));
    if (other) return { do: "conflict", between: [one, other] };
  }
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
