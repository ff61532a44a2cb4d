import { randomUUID } from "node:crypto";
import { type Identifier, identifierKey, type Mention, type Origin } from "./identifiers.ts";
import { decide, decideBrowser } from "./identity-rules.ts";
import { type Identities, type IdentityState, newPersonState, type PersonState } from "./identity-state.ts";
import { whyAnothers } from "./same-address.ts";
import { whyMerged } from "./why-merged.ts";

/** Why a link is made, as its history keeps it. */
export interface Cause {
  origin: Origin;
  why: string;
}

export interface NewLink extends Cause {
  /** The id of whose it would be, had nobody been merged: see merge-tree. */
  home: string;
}

/** All that `from` had goes to `into`, because the names of two homes were said to be one person's. */
export interface NewMerge extends Cause {
  id: string;
  from: PersonState;
  into: PersonState;
  fromHome: string;
  intoHome: string;
}

export interface Conflict {
  identities: [IdentityState, IdentityState];
  persons: [PersonState, PersonState];
  /** An admin said before that they are two. */
  settled: boolean;
  origin: Origin;
  why: string;
}

/** What a mention told that was not known. */
export type Outcome = "nothing" | "linked" | "created" | "conflict";

/** Whose a mention's names are. */
interface Owner {
  person: PersonState;
  /** Of the name that told so. */
  home: string;
}

/** A name that a mention claims, and whose it is so far. */
interface OwnedClaim {
  identity: IdentityState;
  person: PersonState | undefined;
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
  readonly links = new Map<IdentityState, NewLink>();
  readonly sharedLinks: { identity: IdentityState; person: PersonState; link: NewLink }[] = [];
  /** Identities whose confirmation by a member a tool's word ends. */
  readonly overruled = new Set<IdentityState>();
  readonly merges: NewMerge[] = [];
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
  take(mention: Mention): Outcome {
    const { owner, outcome } = this.#weighClaims(mention);
    if (owner === undefined) return outcome;
    const { origin, type } = mention;
    owner.person.name ??= mention.name;
    const known = this.links.size + this.sharedLinks.length;
    for (const browser of mention.joining) this.#join(browser, owner, { origin, why: type });
    for (const claim of mention.claims) {
      if (claim.sharedMailbox) this.#share(claim, owner, { origin, why: "came with a shared mailbox" });
    }
    const isNew = this.links.size + this.sharedLinks.length > known;
    return outcome === "nothing" && isNew ? "linked" : outcome;
  }

  /** @returns whose claims they are, or nobody's; of a conflict, whose the surest of them is */
  #weighClaims(mention: Mention): { owner?: Owner | undefined; outcome: Outcome } {
    const claims: OwnedClaim[] = mention.claims.flatMap((claim) => {
      const identity = claim.sharedMailbox ? undefined : this.current(claim);
      if (identity === undefined) return [];
      // What a rep confirmed binds no tool: a wrong confirmation must not marry two people for good.
      const isOwned = !identity.confirmed || saysNothingElse(mention);
      return [{ identity, person: isOwned ? finalPerson(identity.person) : undefined }];
    });
    const anothers = this.#takeAnothers(mention, claims);
    if (anothers) return { owner: anothers, outcome: "conflict" };
    const { origin } = mention;
    const cause = { origin, why: `${mention.type} named them together` };
    // By the surest of the names that are theirs.
    const ownerAs = (person: PersonState): Owner => ({
      person,
      home: claims.find((claim) => claim.person === person)?.identity.home ?? person.id,
    });
    const decision = decide(claims, areApart);
    switch (decision.do) {
      case "nothing":
        return { owner: claims[0]?.person && ownerAs(claims[0].person), outcome: "nothing" };
      case "create": {
        const owner = ownerAs(this.#newPerson());
        this.#link(decision.link, owner, { origin, why: mention.type });
        return { owner, outcome: "created" };
      }
      case "link": {
        const owner = ownerAs(this.#person(decision.person));
        this.#link(decision.link, owner, cause);
        return { owner, outcome: "linked" };
      }
      case "merge": {
        const owner = ownerAs(this.#person(decision.into));
        for (const id of decision.from) {
          const from = ownerAs(this.#person(id));
          const kinds = [from, owner].flatMap(({ person }) => {
            const claim = claims.find((other) => other.person === person);
            return claim ? [claim.identity.identifier.kind] : [];
          });
          this.#merge(from, owner, { origin, why: whyMerged(mention.type, kinds) });
        }
        this.#link(decision.link, owner, cause);
        return { owner, outcome: "linked" };
      }
      case "conflict": {
        const [one, other] = decision.between;
        this.conflicts.push({
          identities: [one.identity, other.identity],
          persons: [one.person, other.person],
          settled: areApart(one.person, other.person),
          origin,
          why: "two persons with addresses of their own",
        });
        // Whose address it is, is open; whose browser it is, is not.
        const surest = CERTAIN.map((kind) =>
          claims.find(({ identity }) => identity.identifier.kind === kind),
        ).find((claim) => claim?.person);
        return { owner: surest?.person && ownerAs(surest.person), outcome: "conflict" };
      }
    }
  }

  /**
   * Keeps a record for itself that comes with an address which is not taken to be its person's.
   * @returns whose it is; undefined where the two may be one
   */
  #takeAnothers({ origin, type, name }: Mention, claims: readonly OwnedClaim[]): Owner | undefined {
    const others = claims.filter(({ identity }) => identity.identifier.kind !== "email");
    const records = others.filter(({ identity }) => identity.identifier.kind === "crm_record");
    const address = claims.find(({ identity, person }) => person && identity.identifier.kind === "email");
    const [record] = records;
    if (!record || !address?.person) return undefined;
    const owners = new Set(others.flatMap(({ person }) => person ?? []));
    const [recordOwner] = owners;
    // A tool's own id for the person, or a rep, says whose the record is.
    const isSaid = records.some(({ identity }) => finalPerson(identity.person) === address.person);
    if (owners.size > 1 || recordOwner?.hasAddress || isSaid) return undefined;
    const why = whyAnothers({
      records: records.map(({ identity }) => identity),
      recordOwner,
      addressOwner: address.person,
      name,
    });
    if (why === undefined) return undefined;
    const person = recordOwner ?? this.#newPerson();
    const home = others.find((claim) => claim.person === person)?.identity.home ?? person.id;
    const link = others.filter((claim) => claim.person === undefined).map(({ identity }) => identity);
    this.#link(link, { person, home }, { origin, why: type });
    this.conflicts.push({
      identities: [record.identity, address.identity],
      persons: [person, address.person],
      settled: areApart(person, address.person),
      origin,
      why,
    });
    return { person, home };
  }

  #newPerson(): PersonState {
    const person = newPersonState(randomUUID());
    this.#persons.set(person.id, person);
    this.newPersons.push(person);
    return person;
  }

  #person(id: string): PersonState {
    const person = this.#persons.get(id);
    if (person === undefined) throw new Error("A decision names a person that it was not given.");
    return person;
  }

  #link(identities: IdentityState[], { person, home }: Owner, cause: Cause): void {
    for (const identity of identities) {
      if (identity.confirmed) this.overruled.add(identity);
      identity.confirmed = false;
      identity.person = person;
      identity.home = home;
      const { kind, namespace } = identity.identifier;
      if (kind === "email") person.hasAddress = true;
      if (kind === "crm_record") person.records.set(namespace, (person.records.get(namespace) ?? 0) + 1);
      this.links.set(identity, { ...cause, home });
    }
  }

  #merge(from: Owner, into: Owner, cause: Cause): void {
    from.person.into = into.person;
    into.person.hasAddress ||= from.person.hasAddress;
    for (const other of from.person.apart) into.person.apart.add(other);
    for (const [namespace, count] of from.person.records)
      into.person.records.set(namespace, (into.person.records.get(namespace) ?? 0) + count);
    into.person.name ??= from.person.name;
    this.merges.push({
      id: randomUUID(),
      from: from.person,
      into: into.person,
      fromHome: from.home,
      intoHome: into.home,
      ...cause,
    });
  }

  #join(browser: Identifier, owner: Owner, cause: Cause): void {
    const identity = this.current(browser);
    if (identity === undefined || isNobodys(identity)) return;
    switch (decideBrowser(finalPerson(identity.person)?.id, owner.person.id)) {
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
          home: undefined,
          confirmed: false,
          sharedWith: new Set(),
        };
        this.newIdentities.push(next);
        this.#identities.set(identifierKey(browser), next);
        if (!isNobodys(next)) this.#link([next], owner, cause);
      }
    }
  }

  #share(mailbox: Identifier, { person, home }: Owner, cause: Cause): void {
    const identity = this.current(mailbox);
    if (identity === undefined) return;
    if ([...identity.sharedWith].some((other) => finalPerson(other)?.id === person.id)) return;
    identity.sharedWith.add(person);
    this.sharedLinks.push({ identity, person, link: { ...cause, home } });
  }
}

/** Whether an admin said that they are two, of them or of whom they took over in this batch. */
function areApart(one: PersonState, other: PersonState): boolean {
  return [...one.apart].some((person) => finalPerson(person) === other);
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
