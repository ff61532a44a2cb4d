import type { Library } from "../../library/library.ts";
import type { History, PersonFacts, What } from "../facts.ts";
import { readElsewhere } from "../read-elsewhere.ts";
import type { Told } from "../told.ts";

/** What is known of a company; people of one share it. */
export interface CompanyFacts {
  industry: string | undefined;
  country: string | undefined;
  employees: string | undefined;
}

/** One thing that touchpoints of many people say, with the parts that tell what it is. */
export interface PopulationWhat extends What {
  detail: string | null;
  url: string | null;
}

/** A person, as far as conditions ask: no name, no address. */
export interface Member {
  id: string;
  /** The first of their own names, for what is written about them. */
  identity: number;
  titles: Told;
  stages: Told;
  company: CompanyFacts | undefined;
  unsubscribed: number | undefined;
  /** Where their history begins, and how long it is. */
  from: number;
  length: number;
  /** See `PersonFacts`. */
  completeSince: number;
  links: readonly SentLink[];
}

/** An asset that a person has a link for. `identity`: whose it was. */
export interface SentLink {
  asset: string;
  identity: number;
  sent: number | undefined;
  /** By a person, for the first time and the last. */
  firstRead: number | undefined;
  lastRead: number | undefined;
}

/** All people, in little memory: eight bytes for each thing done, and each different thing once. */
export class Population {
  readonly members: Member[] = [];
  readonly whats: PopulationWhat[] = [];
  private numbers = new Map<string, number>();
  /** Seconds, and which thing, by turns. */
  private done = new Uint32Array(1 << 16);
  private length = 0;
  /** Assets that each thing done counts as reading. */
  private reads: { library: Library; of: (readonly string[] | undefined)[] } | undefined;

  /** @param asOf when reading began, in milliseconds */
  constructor(
    readonly asOf: number,
    readonly hasTools: boolean,
  ) {}

  /** Where the next history begins. */
  get end(): number {
    return this.length / 2;
  }

  addDone(at: number, thing: Omit<PopulationWhat, "index" | "about">, about: () => string): void {
    if (this.length === this.done.length) {
      const longer = new Uint32Array(this.done.length * 2);
      longer.set(this.done);
      this.done = longer;
    }
    this.done[this.length] = Math.max(0, Math.floor(at / 1_000));
    this.done[this.length + 1] = this.numberOf(thing, about);
    this.length += 2;
  }

  private numberOf(thing: Omit<PopulationWhat, "index" | "about">, about: () => string): number {
    const key = [thing.kind, thing.title, thing.detail, thing.url, thing.said].join("\n");
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const index = this.whats.length;
    this.whats.push({ ...thing, about: about(), index });
    this.numbers.set(key, index);
    return index;
  }

  /** Nothing is added any more. */
  close(): void {
    this.numbers = new Map();
    this.done = this.done.slice(0, this.length);
  }

  atOf(n: number): number {
    return (this.done[2 * n] as number) * 1_000;
  }

  whatOf(n: number): PopulationWhat {
    return this.whats[this.done[2 * n + 1] as number] as PopulationWhat;
  }

  /** The assets that one thing done counts as reading, by this library. */
  readsOf(what: PopulationWhat, library: Library): readonly string[] {
    if (this.reads?.library !== library) this.reads = { library, of: [] };
    const { of } = this.reads;
    const known = of[what.index] ?? readElsewhere(library, what);
    of[what.index] = known;
    return known;
  }
}

/**
 * The facts of one member after another, now or as of an earlier moment: the same object, so that asking many people
 * makes no garbage.
 */
export class MemberFacts implements PersonFacts {
  private member: Member | undefined;
  private asOf = Number.POSITIVE_INFINITY;
  /** How much of the history came later. */
  private skip = 0;
  readonly history: History;
  readonly totals = undefined;
  readonly hasTools: boolean;

  constructor(
    private readonly population: Population,
    private readonly library: Library,
  ) {
    const facts = this;
    this.hasTools = population.hasTools;
    this.history = {
      get length() {
        return (facts.member?.length ?? 0) - facts.skip;
      },
      at: (n) => population.atOf((facts.member?.from ?? 0) + facts.skip + n),
      what: (n) => population.whatOf((facts.member?.from ?? 0) + facts.skip + n),
    };
  }

  /** @param asOf facts as they were before this moment; now if absent */
  of(member: Member, asOf = Number.POSITIVE_INFINITY): this {
    this.member = member;
    this.asOf = asOf;
    this.skip = 0;
    if (asOf !== Number.POSITIVE_INFINITY) {
      while (this.skip < member.length && this.population.atOf(member.from + this.skip) >= asOf)
        this.skip += 1;
    }
    return this;
  }

  private told(facts: Told | undefined) {
    return this.asOf === Number.POSITIVE_INFINITY ? facts?.[0] : facts?.find(({ at }) => at < this.asOf);
  }

  get title() {
    return this.told(this.member?.titles)?.value;
  }
  get stage() {
    const stage = this.told(this.member?.stages);
    return stage && { value: stage.value, since: stage.at, first: stage === this.member?.stages.at(-1) };
  }
  get industry() {
    return this.member?.company?.industry;
  }
  get country() {
    return this.member?.company?.country;
  }
  get employees() {
    return this.member?.company?.employees;
  }
  get unsubscribed() {
    const at = this.member?.unsubscribed;
    return at !== undefined && at < this.asOf ? at : undefined;
  }
  get completeSince() {
    return this.member?.completeSince ?? Number.NEGATIVE_INFINITY;
  }
  get sent() {
    return this.linked(({ sent }) => [sent]);
  }
  get read() {
    const read = this.linked(({ firstRead, lastRead }) => [firstRead, lastRead]);
    const { member } = this;
    if (!member || (this.library.byUrl.size === 0 && this.library.byTitle.size === 0)) return read;
    for (let n = this.skip; n < member.length; n += 1) {
      const at = this.population.atOf(member.from + n);
      for (const id of this.population.readsOf(this.population.whatOf(member.from + n), this.library)) {
        if (at > (read.get(id) ?? Number.NEGATIVE_INFINITY)) read.set(id, at);
      }
    }
    return read;
  }

  private linked(timesOf: (link: SentLink) => (number | undefined)[]): Map<string, number> {
    const found = new Map<string, number>();
    for (const link of this.member?.links ?? []) {
      for (const at of timesOf(link)) {
        if (at !== undefined && at < this.asOf && at > (found.get(link.asset) ?? 0))
          found.set(link.asset, at);
      }
    }
    return found;
  }
}
