import type { Library } from "../library/library.ts";
import { askEverybody } from "./ask-population.ts";
import { readSize } from "./company-size.ts";
import { comparableCountry } from "./country.ts";
import type { Population } from "./population/population.ts";
import { type Field, roleOfTitle, type Seniority } from "./role-of-title.ts";

/** How many people have each of something, commonest first when listed. */
export class Tally<Value> {
  private counts = new Map<string, { people: number; spelled: Map<Value, number> }>();

  add(key: string, value: Value): void {
    const known = this.counts.get(key) ?? { people: 0, spelled: new Map<Value, number>() };
    this.counts.set(key, known);
    known.people += 1;
    const { spelled } = known;
    if (typeof value === "string" || spelled.size === 0) spelled.set(value, (spelled.get(value) ?? 0) + 1);
  }

  /** Commonest first, each as it is mostly spelled. */
  get values(): Value[] {
    return [...this.counts.values()]
      .sort((a, b) => b.people - a.people)
      .flatMap(({ spelled }) => {
        const [commonest] = [...spelled].sort((a, b) => b[1] - a[1]);
        return commonest === undefined ? [] : [commonest[0]];
      });
  }
}

const FACTS = ["role", "stage", "industry", "country", "employees", "did"];

/** What occurs among all people. */
export interface Tallies {
  /** Of how many people each kind of fact is known. */
  known: Map<string, number>;
  roles: Tally<{ seniority: Seniority | undefined; field: Field | undefined }>;
  stages: Tally<string>;
  industries: Tally<string>;
  countries: Tally<string>;
  kinds: Tally<string>;
  /** By the number of the thing done. */
  things: Tally<number>;
}

const made = new WeakMap<Population, Promise<Tallies>>();

/** Counted once for each reading of the population. */
export function talliesOf(population: Population, library: Library): Promise<Tallies> {
  const known = made.get(population) ?? count(population, library);
  made.set(population, known);
  return known;
}

async function count(population: Population, library: Library): Promise<Tallies> {
  const tallies: Tallies = {
    known: new Map(FACTS.map((fact) => [fact, 0])),
    roles: new Tally(),
    stages: new Tally(),
    industries: new Tally(),
    countries: new Tally(),
    kinds: new Tally(),
    things: new Tally(),
  };
  const isKnown = (fact: string) => tallies.known.set(fact, (tallies.known.get(fact) ?? 0) + 1);
  await askEverybody(population, library, (_member, facts) => {
    const role = facts.title === undefined ? undefined : roleOfTitle(facts.title);
    if (role) {
      isKnown("role");
      const { seniority, fields } = role;
      if (seniority) tallies.roles.add(seniority, { seniority, field: undefined });
      for (const field of fields) {
        tallies.roles.add(field, { seniority: undefined, field });
        if (seniority) tallies.roles.add(`${seniority} ${field}`, { seniority, field });
      }
    }
    const { stage, industry, country, employees } = facts;
    if (stage) {
      isKnown("stage");
      tallies.stages.add(stage.value.trim().toLowerCase(), stage.value.trim());
    }
    if (industry !== undefined) {
      isKnown("industry");
      tallies.industries.add(industry.trim().toLowerCase(), industry.trim());
    }
    if (country !== undefined) {
      isKnown("country");
      tallies.countries.add(comparableCountry(country), country.trim());
    }
    if (employees !== undefined && readSize(employees)) isKnown("employees");
    if (facts.history.length > 0) isKnown("did");
    const kinds = new Set<string>();
    const things = new Set<number>();
    for (let n = 0; n < facts.history.length; n += 1) {
      const { kind, index } = facts.history.what(n);
      kinds.add(kind);
      things.add(index);
    }
    for (const kind of kinds) tallies.kinds.add(kind, kind);
    for (const thing of things) tallies.things.add(String(thing), thing);
  });
  return tallies;
}
