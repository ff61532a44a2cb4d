import { randomUUID } from "node:crypto";
import { type Identifier, identifierKey, type Mention, type Origin } from "./identifiers.ts";
import { decide, decideBrowser } from "./identity-rules.ts";
import type { Identities, IdentityState, PersonState } from "./identity-state.ts";

/** Why a link is made, as its history keeps it. */
export interface Cause {
  origin: Origin;
  why: string;
}

export interface Conflict {
  identities: [IdentityState, IdentityState];
  persons: [PersonState, PersonState];
  cause: Cause;
}

/** Kinds of names that are one person's whatever address comes with them, the surest first. */
const CERTAIN = ["user_id", "crm_record"];

/**
 * Decides, mention by mention in the order of the events, who belongs to whom. It changes the states
 * it was given and gathers what has to be written; it reads and writes no database.
 */
export class LinkDecisions {
  readonly newIdentities: IdentityState[] = [];
  readonly newPersons: PersonState[] = [];
  readonly links = new Map<IdentityState, Cause>();
  readonly sharedLinks: { identity: IdentityState; person: PersonState; cause: Cause }[] = [];
  /** Identities whose confirmation by a member a tool's word ends. */
  readonly overruled = new Set<IdentityState>();
  /** Persons of the database that were taken over. */
  readonly merged = new Map<PersonState, Cause>();
  readonly conflicts: Conflict[] = [];
  readonly #identities: Identities;
  readonly #persons = new Map<string, PersonState>();

  constructor(identities: Identities) {
    this.#identities = identities;
    for (const { person } of identities.values()) if (person) this.#persons.set(person.id, person);
  }

  /** The identity that an identifier means at this point; of a browser, that of its newest epoch. */
  current(identifier: Identifier): IdentityState | undefined {
    return this.#identities.get(identifierKey(identifier));
  }

  /** Takes one mention into account. */
  take(mention: Mention): void {
    const cause = { origin: mention.origin, why: `${mention.type} named them together` };
    const owner = this.#weighClaims(mention, cause);
    if (owner === undefined) return;
    for (const browser of mention.joining) this.#join(browser, owner, { ...cause, why: mention.type });
    for (const claim of mention.claims) {
      if (claim.sharedMailbox) this.#share(claim, owner, { ...cause, why: "came with a shared mailbox" });
    }
  }

  /** @returns whose claims they are, or undefined for nobody's; of a conflict, whose the surest of them is */
  #weighClaims(mention: Mention, cause: Cause): PersonState | undefined {
    const claims = mention.claims.flatMap((claim) => {
      const identity = claim.sharedMailbox ? undefined : this.current(claim);
      if (identity === undefined) return [];
      // What a rep confirmed binds no tool: a wrong confirmation must not marry two people for good.
      const isOwned = !identity.confirmed || saysNothingElse(mention);
      return [{ identity, person: isOwned ? finalPerson(identity.person) : undefined }];
    });
    const decision = decide(claims);
    switch (decision.do) {
      case "nothing":
        return claims[0]?.person;
      case "create": {
        const person = this.#newPerson();
        this.#link(decision.link, person, { ...cause, why: mention.type });
        return person;
      }
      case "link": {
        const person = this.#person(decision.person);
        this.#link(decision.link, person, cause);
        return person;
      }
      case "merge": {
        const person = this.#person(decision.into);
        for (const id of decision.from) this.#merge(this.#person(id), person, cause);
        this.#link(decision.link, person, cause);
        return person;
      }
      case "conflict": {
        const [one, other] = decision.between;
        if (one.person && other.person) {
          this.conflicts.push({
            identities: [one.identity, other.identity],
            persons: [this.#person(one.person.id), this.#person(other.person.id)],
            cause,
          });
        }
        // Whose address it is, is open; whose browser it is, is not.
        return CERTAIN.map((kind) => claims.find(({ identity }) => identity.identifier.kind === kind)).find(
          (claim) => claim?.person,
        )?.person;
      }
    }
  }

  #newPerson(): PersonState {
    const person: PersonState = {
      id: randomUUID(),
      hasAddress: false,
      since: Number.POSITIVE_INFINITY,
      isNew: true,
      into: undefined,
    };
    this.#persons.set(person.id, person);
    this.newPersons.push(person);
    return person;
  }

  #person(id: string): PersonState {
    const person = this.#persons.get(id);
    if (person === undefined) throw new Error("A decision names a person that it was not given.");
    return person;
  }

  #link(identities: IdentityState[], person: PersonState, cause: Cause): void {
    for (const identity of identities) {
      if (identity.confirmed) this.overruled.add(identity);
      identity.confirmed = false;
      identity.person = person;
      if (identity.identifier.kind === "email") person.hasAddress = true;
      this.links.set(identity, cause);
    }
  }

  #merge(from: PersonState, into: PersonState, cause: Cause): void {
    from.into = into;
    into.hasAddress ||= from.hasAddress;
    if (!from.isNew) this.merged.set(from, cause);
  }

  #join(browser: Identifier, owner: PersonState, cause: Cause): void {
    const identity = this.current(browser);
    if (identity === undefined || isNobodys(identity)) return;
    switch (decideBrowser(finalPerson(identity.person)?.id, owner.id)) {
      case "nothing":
        return;
      case "link":
        this.#link([identity], owner, cause);
        return;
      case "new epoch": {
        const next: IdentityState = {
          identifier: identity.identifier,
          id: undefined,
          epoch: identity.epoch + 1,
          person: undefined,
          confirmed: false,
          sharedWith: new Set(),
        };
        this.newIdentities.push(next);
        this.#identities.set(identifierKey(browser), next);
        if (!isNobodys(next)) this.#link([next], owner, cause);
      }
    }
  }

  #share(mailbox: Identifier, owner: PersonState, cause: Cause): void {
    const identity = this.current(mailbox);
    if (identity === undefined) return;
    if ([...identity.sharedWith].some((person) => finalPerson(person)?.id === owner.id)) return;
    identity.sharedWith.add(owner);
    this.sharedLinks.push({ identity, person: owner, cause });
  }
}

/** So many people in turn on one browser are no visitors: a program says the same anonymous id for all. */
const LAST_EPOCH = 50;

/** Whether a browser has changed hands so often that what happens on it says nothing of anybody. */
export function isNobodys({ epoch }: IdentityState): boolean {
  return epoch >= LAST_EPOCH;
}

/** Whether an event names a person by one name alone: then it says nothing of whose name that is. */
export function saysNothingElse({ claims, joining }: Mention): boolean {
  return claims.length === 1 && joining.length === 0;
}

/** Who a person became by the merges of this batch. */
export function finalPerson(person: PersonState): PersonState;
export function finalPerson(person: PersonState | undefined): PersonState | undefined;
export function finalPerson(person: PersonState | undefined): PersonState | undefined {
  let last = person;
  while (last?.into) last = last.into;
  return last;
}
