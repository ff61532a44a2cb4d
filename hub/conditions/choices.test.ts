import { expect, it } from "vitest";
import type { Library } from "../library/library.ts";
import { chooseFrom } from "./choices.ts";
import { Population } from "./population/population.ts";

const library: Library = {
  stamp: 1,
  assets: new Map(),
  byUrl: new Map(),
  byTitle: new Map(),
  evidence: new Map(),
  claims: new Map(),
  comparisons: [],
  asks: [],
  credits: new Map(),
};
const TITLES = [
  "CFO",
  "VP Data",
  "Head of IT",
  "Director of Marketing",
  "Sales Manager",
  "Security Engineer",
];
const COMPANIES = [
  ["Logistics", "Germany"],
  ["Retail", "France"],
  ["Energy", "Poland"],
];

function population(): Population {
  const known = new Population(0, true);
  for (const [n, title] of TITLES.entries()) {
    const [industry, country] = COMPANIES[n % COMPANIES.length] ?? [];
    known.members.push({
      id: String(n),
      identity: n,
      titles: [{ value: title, at: 0 }],
      stages: [],
      company: { industry, country, employees: "300" },
      unsubscribed: undefined,
      from: 0,
      length: 0,
      completeSince: Number.NEGATIVE_INFINITY,
      links: [],
    });
  }
  known.close();
  return known;
}

it("shows some of each kind before anything is typed, however many roles there are", async () => {
  const { items } = await chooseFrom(population(), library, { part: "to", query: "" });
  const facts = items.map(({ condition }) => condition.fact);
  const count = (fact: string) => facts.filter((one) => one === fact).length;
  expect([count("role"), count("industry"), count("country"), count("employees")]).toEqual([6, 2, 2, 2]);
});
